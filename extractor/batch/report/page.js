
const table = document.querySelector("#claims-table");
const rows = table ? [...table.tBodies[0].rows] : [];
const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
const compare = (a, b, numeric) => numeric ? Number(a) - Number(b) : a.localeCompare(b);

for (const [column, head] of [...(table?.tHead.rows[0].cells ?? [])].entries()) {
  head.querySelector("button").addEventListener("click", () => {
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const sign = ascending ? 1 : -1;
    rows.sort((a, b) => sign * compare(value(a, column), value(b, column), "numeric" in head.dataset));
    table.tBodies[0].append(...rows);
  });
}

document.querySelector("#filter")?.addEventListener("input", event => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every(word => text.includes(word));
  }
});
