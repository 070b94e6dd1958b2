// Making elements. Text is always set as text, never as markup: what an article says stays what it says.

/** el("a", {href: "/docs"}, "API", otherNode): properties starting with "on" are listeners. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A button that flows with the text around it and breaks over lines, which a button element does not. */
export function inlineButton(attributes, press, ...children) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  };
  return el("span", { role: "button", tabindex: "0", onclick: press, onkeydown, ...attributes }, ...children);
}

export const byId = (id) => document.getElementById(id);

/** Replace what is in a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
