// Tables as CSV (RFC 4180), safe to open in a spreadsheet.

/** `columns` are [heading, read] pairs. */
export function toCsv(columns, rows) {
  const lines = [columns.map(([heading]) => cell(heading))];
  for (const row of rows) lines.push(columns.map(([, read]) => cell(read(row))));
  return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
}

function cell(value) {
  if (typeof value === "number") return String(value);
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`; // else a spreadsheet would run it as a formula
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
