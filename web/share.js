// The article in the address: behind "#", so that it is sent to no server. #example=NAME, or #article=DATA (deflated JSON).

export async function toFragment(article) {
  const bytes = new TextEncoder().encode(JSON.stringify(article));
  const packed = await through(bytes, new CompressionStream("deflate-raw"));
  const chars = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `#article=${btoa(chars).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The article or the name of the example that a fragment holds; null if it holds none, or is damaged. */
export async function fromFragment(fragment) {
  const [kind, data] = fragment.replace(/^#/, "").split(/=(.*)/s);
  if (kind === "example") return { example: decodeURIComponent(data) };
  if (kind !== "article") return null;
  try {
    const chars = atob(data.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(chars, (char) => char.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const { title, text, published } = JSON.parse(new TextDecoder().decode(bytes));
    return { article: { title: title ?? null, text: String(text), published: published ?? null } };
  } catch {
    return null;
  }
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
