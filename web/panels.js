// The views of a result: chips and claims, the timeline, all entities, JSON.

import { toCsv } from "./csv.js";
import { el, fill, inlineButton } from "./dom.js";
import { factor, labelOf, styleOf, valueOf } from "./labels.js";

const words = (text) => (text ?? "").replaceAll("_", " ");
const event = (kind) => ({ available: "available", production: "in production" })[kind] ?? words(kind);

/** The panels of one result: [{id, name, count, node}]. `choose(index)` shows an entity. */
export function panels(result, article, choose) {
  const claims = numbered(result).filter(({ entity }) => entity.label === "RATIO");
  return [
    { id: "chips", name: "Chips", count: result.chips.length, node: chipsPanel(result, choose) },
    { id: "claims", name: "Claims", count: claims.length, node: claimsPanel(claims, choose) },
    { id: "timeline", name: "Timeline", count: moments(result).length, node: timelinePanel(result, article, choose) },
    { id: "entities", name: "Entities", count: result.entities.length, node: entitiesPanel(result, choose) },
    { id: "json", name: "JSON", node: jsonPanel(result) },
  ];
}

const numbered = (result) => result.entities.map((entity, index) => ({ entity, index }));

function chipsPanel(result, choose) {
  if (!result.chips.length) return empty("No chip is named.");
  const columns = [
    ["Chip", (chip) => chip.name],
    ["Vendor", (chip) => chip.vendor],
    ["Kind", (chip) => words(chip.kind)],
    ["Named", (chip) => chip.entities.length],
    ["Claims", (chip) => chip.claims.length],
    ["Events", (chip) => chip.events.map((at) => tell(result.events[at])).join("; ")],
  ];
  return table("Chips", columns, result.chips, (chip) => choose(chip.entities[0]));
}

const tell = ({ event: kind, date }) => (date ? `${event(kind)} ${date}` : event(kind));

function claimsPanel(claims, choose) {
  if (!claims.length) return empty("No comparative claim is made.");
  const columns = [
    ["Subject", ({ entity }) => entity.subject],
    ["Factor", ({ entity }) => words(entity.hedge ? `${entity.hedge} ${factor(entity)}` : factor(entity))],
    ["Metric", ({ entity }) => words(entity.metric)],
    ["Baseline", ({ entity }) => entity.baseline],
    ["Status", ({ entity }) => entity.status],
    ["Source", ({ entity }) => entity.source],
  ];
  return table("Claims", columns, claims, ({ index }) => choose(index));
}

function entitiesPanel(result, choose) {
  if (!result.entities.length) return empty("Nothing was found.");
  const columns = [
    ["Label", ({ entity }) => entity.label],
    ["Text", ({ entity }) => entity.text],
    ["Value", ({ entity }) => valueOf(entity)],
    ["Field", ({ entity }) => entity.field],
    ["Start", ({ entity }) => entity.start],
    ["End", ({ entity }) => entity.end],
    ["Rule", ({ entity }) => entity.rule],
  ];
  return table("Entities", columns, numbered(result), ({ index }) => choose(index));
}

function table(name, columns, rows, choose) {
  const head = el("tr", {}, ...columns.map(([heading]) => el("th", { scope: "col" }, heading)));
  const body = rows.map((row) => tableRow(columns, row, () => choose(row)));
  const grid = el("table", {}, el("caption", { class: "unseen" }, name), el("thead", {}, head), el("tbody", {}, ...body));
  const copy = copyButton("Copy as CSV", () => toCsv(columns, rows));
  return el("div", {}, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, grid), copy);
}

function tableRow(columns, row, go) {
  const [first, ...others] = columns.map(([, read]) => read(row) ?? "");
  const link = inlineButton({ class: "link" }, go, String(first || "not said"));
  return el("tr", {}, el("th", { scope: "row" }, link), ...others.map((value) => el("td", {}, String(value))));
}

/** The days and stretches that the article speaks of, the earliest first. */
function moments(result) {
  const byValue = new Map();
  const at = (value, first) => {
    if (!byValue.has(value)) byValue.set(value, { value, first, entities: [], events: [] });
    return byValue.get(value);
  };
  for (const { entity, index } of numbered(result)) {
    if (entity.label === "DATE") at(entity.value, entity.first_day).entities.push(index);
  }
  for (const happened of result.events) {
    if (happened.date) at(happened.date, happened.date).events.push(happened);
  }
  const key = (moment) => moment.first ?? "9999";
  return [...byValue.values()].sort((a, b) => key(a).localeCompare(key(b)));
}

function timelinePanel(result, article, choose) {
  const all = moments(result);
  if (!all.length) return empty("No date is given.");
  const published = result.article.published;
  const items = all.map((moment) => {
    const time = !published || !moment.first ? "" : moment.first > published ? "ahead" : "past";
    return el(
      "li",
      { class: time },
      el("h3", {}, moment.value, moment.value === published ? el("span", { class: "tag" }, "published") : null),
      ...moment.events.map((one) => el("p", { class: "event" }, el("strong", {}, one.chip), ` ${event(one.event)}`)),
      ...moment.entities.map((index) => quote(result.entities[index], index, article, choose)),
    );
  });
  return el("ol", { class: "timeline" }, ...items);
}

function quote(entity, index, article, choose) {
  const [before, after] = around(entity, article);
  const link = inlineButton({ class: "link" }, () => choose(index), entity.text);
  return el("p", { class: "quote" }, before, link, after);
}

/** Some words on each side of an entity, within its paragraph. */
function around(entity, article, most = 60) {
  const points = Array.from((entity.field === "title" ? article.title : article.text).slice(0, 2 * entity.end + 200));
  const before = points.slice(Math.max(0, entity.start - most), entity.start).join("").split("\n").at(-1);
  const after = points.slice(entity.end, entity.end + most).join("").split("\n")[0];
  const cutBefore = entity.start > most && before.length >= most ? `…${before.replace(/^\S*\s/, "")}` : before;
  return [cutBefore, after.length >= most ? `${after.replace(/\s\S*$/, "")}…` : after];
}

function jsonPanel(result) {
  const text = JSON.stringify(result, null, 2);
  return el("div", {}, el("pre", { class: "json", tabindex: "0", "aria-label": "JSON" }, text), copyButton("Copy JSON", () => text));
}

export function copyButton(name, read) {
  const button = el("button", { class: "button quiet copy", type: "button" }, name);
  button.addEventListener("click", async () => {
    button.textContent = (await copy(await read())) ? "Copied" : "Not copied";
    button.addEventListener("blur", () => (button.textContent = name), { once: true });
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "unseen" }); // the clipboard is for secure addresses only
    document.body.append(field);
    field.value = text;
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

const empty = (text) => el("p", { class: "empty" }, text);

/** Everything about one entity; `rule` is what the service says of its rule, or null; `close` is called on "Close". */
export function detail(host, entity, rule, close) {
  const shut = el("button", { class: "button quiet shut", type: "button", onclick: close }, "Close");
  const own = Object.entries(entity).filter(([key]) => !["label", "text", "rule", "field", "start", "end"].includes(key));
  const rows = own.filter(([, value]) => value !== null).flatMap(([key, value]) => [
    el("dt", {}, words(key)),
    el("dd", {}, words(String(value))),
  ]);
  fill(
    host,
    el("p", { class: "kicker" }, el("span", { class: `mark ${styleOf(entity.label)}` }, labelOf(entity.label).name), shut),
    el("h3", {}, entity.text),
    el("dl", {}, ...rows, el("dt", {}, "place"), el("dd", {}, `${entity.field} ${entity.start} to ${entity.end}`)),
    el("p", { class: "why" }, "Found by ", el("code", {}, entity.rule), rule?.description ? `: ${rule.description}` : ""),
    ...(rule?.examples ?? []).slice(0, 2).map((example) => el("p", { class: "quote" }, plain(example.text))),
  );
}

/** An example's text without its marks: ⟦4 times faster|RATIO factor=4⟧. */
const plain = (text) => text.replace(/⟦([^|⟧]*)\|?[^⟧]*⟧/g, "$1");
