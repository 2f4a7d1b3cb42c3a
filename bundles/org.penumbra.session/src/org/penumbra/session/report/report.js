// Headers of tables sort: numbers as numbers, what is no number last, and a second press the other way.
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const header = button.parentElement;
    const table = header.closest("table");
    const column = header.cellIndex;
    const up = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const rows = [...table.tBodies[0].rows];
    const numeric = rows.some((row) => key(row) !== "" && !Number.isNaN(Number(key(row))));
    rows.sort((a, b) => {
      if (!numeric) {
        return (up ? 1 : -1) * key(a).localeCompare(key(b), "en", { numeric: true });
      }
      const x = key(a) === "" ? NaN : Number(key(a));
      const y = key(b) === "" ? NaN : Number(key(b));
      return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : (up ? 1 : -1) * (x - y);
    });
    table.tBodies[0].append(...rows);
  });
}
