// The public API, and nothing else. A problem document becomes a Problem.

export class Problem extends Error {
  constructor(title, detail, status) {
    super(detail);
    this.title = title;
    this.status = status;
  }
}

let key = sessionStorage.getItem("key") ?? "";

export function useKey(value) {
  key = value;
  sessionStorage.setItem("key", value);
}

async function ask(path, options = {}) {
  const headers = { ...options.headers, ...(key && { "X-API-Key": key }) };
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("The service can't be reached", "Is it still running? Then try again.", 0);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw new Problem(answer?.title ?? `The service answered ${response.status}`, answer?.detail ?? "", response.status);
}

export function extract(article, signal) {
  const body = JSON.stringify(article);
  return ask("/v1/extract", { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
}

/** What a rule is, or null where the service does not tell. */
export function rule(id) {
  return ask(`/v1/rules/${encodeURIComponent(id)}`).catch(() => null);
}
