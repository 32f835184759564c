// Tables whose columns can be sorted by a click on their heads. What has no value stands at the end either way.
for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = make("button", "", ...head.childNodes);
    button.type = "button";
    head.append(button);
    button.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const valueOf = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
      const isNumber = head.classList.contains("num");
      const order = (a, b) => (isUp ? 1 : -1) * (isNumber ? a - b : a.localeCompare(b, "en", { numeric: true }));
      const compare = (a, b) => (a === "" || b === "" ? (a === "") - (b === "") : order(a, b));
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(valueOf(a), valueOf(b)));
      table.tBodies[0].append(...rows);
    });
  });
}
