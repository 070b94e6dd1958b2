// The API's pages, drawn from its own OpenAPI document: nothing is fetched from elsewhere.

import { byId, el, fill } from "./dom.js";

const VERBS = ["get", "post", "put", "delete"];
const anchor = (text) => text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
const nameOf = (ref) => ref.split("/").at(-1);

async function start() {
  const document_ = await (await fetch("/openapi.json")).json();
  const routes = Object.entries(document_.paths).flatMap(([path, verbs]) =>
    VERBS.filter((verb) => verb in verbs).map((verb) => ({ path, verb, operation: verbs[verb] })),
  );
  const models = Object.entries(document_.components.schemas);
  fill(byId("docs"), ...routes.map((each) => route(each, document_)), ...models.map(([name, schema]) => model(name, schema)));
  fill(
    byId("contents"),
    el("h2", {}, "Routes"),
    ...routes.map(({ path, verb }) => el("a", { href: `#${anchor(verb + path)}` }, path)),
    el("h2", {}, "Models"),
    ...models.map(([name]) => el("a", { href: `#${name}` }, name)),
  );
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function route({ path, verb, operation }, document_) {
  const parameters = operation.parameters ?? [];
  return el(
    "section",
    { class: "route", id: anchor(verb + path) },
    el("h2", {}, el("span", { class: `verb ${verb}` }, verb.toUpperCase()), path),
    el("p", {}, operation.description ?? operation.summary ?? ""),
    parameters.length ? el("h3", {}, "Parameters") : null,
    parameters.length ? rows(parameters.map((each) => [each.name, typeOf(each.schema), each.description])) : null,
    el("h3", {}, "Answers"),
    rows(Object.entries(operation.responses).map(([status, response]) => [status, bodyOf(response), response.description])),
    tryIt(path, verb, operation, document_),
  );
}

const bodyOf = (content) => {
  const media = Object.values(content.content ?? {})[0];
  return media?.schema ? typeOf(media.schema) : "";
};

/** A schema in a few words; names of models are links. */
function typeOf(schema) {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return join(parts.map(typeOf), " or ");
  if (schema.$ref) return el("a", { href: `#${nameOf(schema.$ref)}` }, nameOf(schema.$ref));
  if (schema.type === "array") return el("span", {}, "list of ", schema.items ? typeOf(schema.items) : "anything");
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(", ");
  if ("const" in schema) return JSON.stringify(schema.const);
  return [schema.type, schema.format].filter(Boolean).join(", ") || "anything";
}

function join(nodes, between) {
  return el("span", {}, ...nodes.flatMap((node, at) => (at ? [between, node] : [node])));
}

function model(name, schema) {
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  const line = ([key, value]) => [key, typeOf(value), [required.has(key) ? "required" : null, value.description].filter(Boolean).join("; ")];
  return el(
    "section",
    { class: "model", id: name },
    el("h2", {}, name),
    el("p", {}, schema.description ?? ""),
    properties.length ? rows(properties.map(line)) : el("p", {}, typeOf(schema)),
  );
}

function rows(all) {
  const lines = all.map(([first, ...others]) =>
    el("tr", {}, el("th", { scope: "row" }, first), ...others.map((cell) => el("td", {}, cell ?? ""))),
  );
  return el("div", { class: "scroll" }, el("table", {}, el("tbody", {}, ...lines)));
}

function tryIt(path, verb, operation, document_) {
  if (path.includes("{")) return null;
  const content = operation.requestBody?.content["application/json"];
  const field = content && el("textarea", { "aria-label": "Body", spellcheck: "false" });
  if (field) field.value = JSON.stringify(exampleOf(content.schema, document_), null, 2);
  const answer = el("pre", { class: "json", tabindex: "0", hidden: true, "aria-label": "Answer" });
  const send = async () => {
    const headers = { "Content-Type": "application/json", "X-API-Key": sessionStorage.getItem("key") ?? "" };
    const response = await fetch(path, { method: verb.toUpperCase(), headers, body: field?.value });
    answer.hidden = false;
    answer.textContent = `${response.status}\n${pretty(await response.text())}`;
  };
  const button = el("button", { class: "button quiet", type: "button", onclick: send }, "Send");
  return el("details", { class: "try" }, el("summary", {}, "Try it"), field, button, answer);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A body made of the schema's own examples: the fields that are required or have one. */
function exampleOf(schema, document_) {
  if (schema.$ref) return exampleOf(document_.components.schemas[nameOf(schema.$ref)], document_);
  if (schema.examples) return schema.examples[0];
  if (schema.type === "array") return [exampleOf(schema.items, document_)];
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return exampleOf(parts[0], document_);
  if (!schema.properties) return null;
  const required = new Set(schema.required ?? []);
  const shown = Object.entries(schema.properties).filter(([key, value]) => required.has(key) || value.examples);
  return Object.fromEntries(shown.map(([key, value]) => [key, exampleOf(value, document_)]));
}

start();
