// The article with its entities: each is a button in the text, told apart by colour, line and mark.

import { el, fill, inlineButton } from "./dom.js";
import { labelOf, styleOf, valueOf } from "./labels.js";

/** Fill `host` with the article; `choose(index)` is called for the entity that is clicked or entered. */
export function renderArticle(host, article, entities, choose) {
  const numbered = entities.map((entity, index) => ({ entity, index }));
  const inField = (field) => numbered.filter(({ entity }) => entity.field === field);
  const title = article.title && el("h3", {}, ...pieces(article.title, inField("title"), choose));
  const text = el("div", { class: "text" }, ...pieces(article.text, inField("text"), choose));
  fill(host, title || null, text);
  host.onkeydown = (event) => walk(host, event);
}

export function markChosen(host, index) {
  for (const node of host.querySelectorAll("[data-entity]")) {
    node.setAttribute("aria-pressed", String(Number(node.dataset.entity) === index));
  }
  return host.querySelector(`[data-entity="${index}"]`);
}

function pieces(text, numbered, choose) {
  const nodes = [];
  let done = 0; // in UTF-16 units, as strings are counted here
  let points = 0; // in code points, as the API counts
  const advance = (to, from) => {
    let at = from;
    for (; points < to; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
  for (const { entity, index } of numbered) {
    const start = advance(entity.start, done);
    const end = advance(entity.end, start);
    nodes.push(text.slice(done, start), button(entity, index, text.slice(start, end), choose));
    done = end;
  }
  nodes.push(text.slice(done));
  return nodes;
}

function button(entity, index, surface, choose) {
  const attributes = {
    class: `entity ${styleOf(entity.label)}`,
    "data-entity": index,
    "data-label": entity.label,
    "aria-pressed": "false",
    "aria-label": `${surface}, ${labelOf(entity.label).name}`,
    title: valueOf(entity),
  };
  return inlineButton(attributes, () => choose(index), surface);
}

/** The arrow keys go from entity to entity. */
function walk(host, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const all = [...host.querySelectorAll("[data-entity]")].filter((node) => !node.classList.contains("off"));
  const at = all.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  all[(at + step + all.length) % all.length].focus();
}
