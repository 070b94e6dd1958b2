// The labels' names and marks. Colour never stands alone: each label has a shape, and its own line under the text.

const KNOWN = {
  CHIP: { name: "chip", plural: "chips", mark: "■" },
  VENDOR: { name: "vendor", plural: "vendors", mark: "●" },
  RATIO: { name: "ratio", plural: "ratios", mark: "▲" },
  DATE: { name: "date", plural: "dates", mark: "◆" },
};

/** Labels in the order in which they are shown. */
export const inOrder = (labels) => {
  const known = Object.keys(KNOWN);
  const rank = (label) => (label in KNOWN ? known.indexOf(label) : known.length);
  return [...labels].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
};

export function labelOf(label) {
  return KNOWN[label] ?? { name: label.toLowerCase(), plural: label.toLowerCase(), mark: "✚" };
}

export const styleOf = (label) => (label in KNOWN ? label.toLowerCase() : "own");

/** What an entity's value is, in a few words. */
export function valueOf(entity) {
  switch (entity.label) {
    case "CHIP":
      return [entity.vendor, entity.name].filter(Boolean).join(" ");
    case "VENDOR":
      return entity.name;
    case "RATIO":
      return `${factor(entity)} ${entity.metric.replaceAll("_", " ")}`;
    default:
      return entity.value ?? "";
  }
}

export function factor(entity) {
  const number = (value) => `×${Number(value.toPrecision(4))}`;
  return entity.factor_max === null ? number(entity.factor) : `${number(entity.factor)} to ${number(entity.factor_max)}`;
}
