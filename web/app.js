// The page: an article goes to the public API, and what it finds is shown in the text and beside it.

import { Problem, extract, rule, useKey } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { EXAMPLES } from "./examples.js";
import { markChosen, renderArticle } from "./highlight.js";
import { inOrder, labelOf, styleOf } from "./labels.js";
import { copyButton, detail, panels } from "./panels.js";
import { fromFragment, toFragment } from "./share.js";

const PATIENCE_MS = 60_000;
const SLOW_MS = 1_500;
let asking = null; // the AbortController of the request under way

const draft = () => ({
  title: byId("title").value || null,
  text: byId("text").value,
  published: byId("published").value || null,
});

function write({ title, text, published }) {
  byId("title").value = title ?? "";
  byId("text").value = text;
  byId("published").value = published ?? "";
}

const remember = () => sessionStorage.setItem("draft", JSON.stringify(draft()));

async function run() {
  const article = draft();
  article.text = article.text.toWellFormed?.() ?? article.text;
  if (!article.text.trim()) return say("Nothing to read yet: paste an article first.");
  remember();
  return ask(article);
}

/** `article` holds text, or html: then the service finds title, text and date in it. */
async function ask(article) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const patience = setTimeout(() => mine.abort(), PATIENCE_MS);
  const slow = setTimeout(() => say("Still reading …"), SLOW_MS);
  begin();
  try {
    const result = await extract(article, mine.signal);
    if (mine === asking) show(article.html === undefined ? article : found(result.article), result);
  } catch (error) {
    if (mine === asking) fail(error);
  } finally {
    clearTimeout(patience);
    clearTimeout(slow);
    if (mine === asking) end();
  }
}

function found({ title, text, published }) {
  write({ title, text, published });
  remember();
  return { title, text };
}

function begin() {
  byId("problem").hidden = true;
  byId("extract").disabled = true;
  document.body.classList.add("busy");
  say("Reading …");
}

function end() {
  byId("extract").disabled = false;
  document.body.classList.remove("busy");
}

function say(text) {
  byId("status").textContent = text;
}

function fail(error) {
  say("");
  const known = error instanceof Problem;
  const title = known ? error.title : error.name === "AbortError" ? "The service took too long" : "The page failed";
  const text = known ? error.message : error.name === "AbortError" ? "Try again, or send less text." : String(error);
  fill(byId("problem"), el("strong", {}, title), text ? el("span", {}, text) : null).hidden = false;
  if (error.status === 401) {
    byId("key-row").hidden = false;
    byId("key").focus();
  }
}

function show(article, result) {
  say("");
  byId("composer").hidden = true;
  byId("reading").hidden = false;
  byId("results").hidden = false;
  document.body.classList.add("read");
  const choose = (index) => chooseEntity(result, index);
  renderArticle(byId("rendered"), article, result.entities, choose);
  legend(result);
  byId("summary").textContent = `${result.article.words} words in ${result.elapsed_ms.toFixed(1)} ms`;
  tabs(panels(result, article, choose));
  byId("detail").classList.remove("chosen");
  const hint = result.entities.length ? "Choose an entity in the text to see its value and its rule." : "Nothing was found.";
  fill(byId("detail"), ...[hint, ...result.warnings].map((text) => el("p", { class: "empty" }, text)));
}

async function chooseEntity(result, index) {
  const entity = result.entities[index];
  const node = markChosen(byId("rendered"), index);
  node.scrollIntoView({ block: "nearest", behavior: "smooth" });
  const host = byId("detail");
  const close = () => {
    markChosen(byId("rendered"), null);
    host.classList.remove("chosen");
    node.focus();
  };
  host.classList.add("chosen");
  detail(host, entity, null, close);
  const told = await rule(entity.rule);
  if (told && node.getAttribute("aria-pressed") === "true") detail(host, entity, told, close);
}

function legend(result) {
  const counts = new Map();
  for (const { label } of result.entities) counts.set(label, (counts.get(label) ?? 0) + 1);
  const items = inOrder(counts.keys()).map((label) => {
    const count = counts.get(label);
    const { name, plural } = labelOf(label);
    const toggle = el(
      "button",
      { class: `mark ${styleOf(label)}`, type: "button", "aria-pressed": "true" },
      `${count} ${count === 1 ? name : plural}`,
    );
    toggle.addEventListener("click", () => toggleLabel(toggle, label));
    return el("li", {}, toggle);
  });
  fill(byId("legend"), ...items);
}

function toggleLabel(toggle, label) {
  const shown = toggle.getAttribute("aria-pressed") !== "true";
  toggle.setAttribute("aria-pressed", String(shown));
  for (const node of byId("rendered").querySelectorAll("[data-entity]")) {
    if (node.dataset.label !== label) continue;
    node.classList.toggle("off", !shown);
    node.tabIndex = shown ? 0 : -1;
  }
}

function tabs(all) {
  const buttons = all.map(({ id, name, count }) => {
    const number = count === undefined ? null : el("span", { class: "count" }, String(count));
    return el("button", { id: `tab-${id}`, role: "tab", type: "button", "aria-controls": `panel-${id}` }, name, number);
  });
  const parts = all.map(({ id, node }) =>
    el("div", { id: `panel-${id}`, role: "tabpanel", "aria-labelledby": `tab-${id}` }, node),
  );
  const open = (at) => {
    buttons.forEach((button, index) => {
      button.setAttribute("aria-selected", String(index === at));
      button.tabIndex = index === at ? 0 : -1;
      parts[index].hidden = index !== at;
    });
  };
  buttons.forEach((button, at) => {
    button.addEventListener("click", () => open(at));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (at + step + buttons.length) % buttons.length;
      open(next);
      buttons[next].focus();
    });
  });
  fill(byId("tabs"), ...buttons);
  fill(byId("panels"), ...parts);
  open(0);
}

function edit() {
  asking?.abort();
  asking = null;
  byId("composer").hidden = false;
  byId("reading").hidden = true;
  byId("results").hidden = true;
  document.body.classList.remove("read");
  history.replaceState(null, "", location.pathname);
  byId("text").focus();
}

async function open(file) {
  const text = await file.text();
  if (/\.html?$/i.test(file.name)) return ask({ html: text });
  let article = { title: null, text, published: byId("published").value };
  if (file.name.endsWith(".json")) {
    try {
      article = JSON.parse(text);
    } catch {
      return say(`${file.name} is not JSON.`);
    }
    if (typeof article?.text !== "string") return say(`${file.name} has no "text".`);
  }
  write(article);
  return run();
}

function listen() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("composer").addEventListener("input", remember);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  byId("edit").addEventListener("click", edit);
  byId("jump").addEventListener("click", () => byId("results").scrollIntoView());
  byId("key").addEventListener("input", () => useKey(byId("key").value));
  byId("file").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
  addEventListener("hashchange", start);
}

function offerExamples() {
  const links = Object.entries(EXAMPLES).map(([id, { name }]) => el("a", { href: `#example=${id}` }, name));
  fill(byId("examples"), ...links);
  byId("share").replaceWith(
    copyButton("Copy link", async () => {
      const fragment = await toFragment(draft());
      history.replaceState(null, "", fragment);
      return location.href;
    }),
  );
}

/** An address that holds an article shows it; else what was being written before a reload comes back. */
async function start() {
  const held = await fromFragment(location.hash);
  const article = held?.article ?? EXAMPLES[held?.example];
  if (article) {
    write(article);
    await run();
  } else if (location.hash) {
    say("The address holds no article that can be read.");
  } else {
    const kept = sessionStorage.getItem("draft");
    if (kept) write(JSON.parse(kept));
    byId("published").value ||= new Date().toISOString().slice(0, 10);
  }
}

listen();
offerExamples();
start();
