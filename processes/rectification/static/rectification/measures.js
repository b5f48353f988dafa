// Measures are added and removed in place. Without this, a dozen empty rows stand ready and empty ones are not kept.
addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-measures]").forEach((box) => {
  const body = box.querySelector("tbody"), add = box.querySelector("[data-add]");
  const cells = (row) => [...row.querySelectorAll("textarea, select, input")];
  const blank = (row) => !cells(row).some((cell) => cell.value);
  const said = () => box.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
  const number = () => [...body.rows].forEach((row, n) => {
    cells(row).forEach((cell) => {
      cell.name = cell.name.replace(/-\d+-/, `-${n}-`);
      if (cell.id) cell.id = cell.id.replace(/-\d+-/, `-${n}-`);
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+/, n + 1));
    });
    const drop = row.querySelector("[data-drop-row]");
    drop.hidden = body.rows.length < 2;
    drop.setAttribute("aria-label", drop.getAttribute("aria-label").replace(/\d+/, n + 1));
  });
  const empty = (row) => { cells(row).forEach((cell) => { cell.value = ""; }); return row; };
  add.hidden = false;
  add.addEventListener("click", () => {
    const before = body.lastElementChild;
    const row = body.appendChild(empty(before.cloneNode(true)));
    row.querySelector("select").value = before.querySelector("select").value; // often the same person
    number();
    cells(row)[0].focus();
    said();
  });
  body.addEventListener("click", (e) => {
    const drop = e.target.closest("[data-drop-row]");
    if (!drop) return;
    drop.closest("tr").remove();
    number();
    add.focus();
    said();
  });
  [...body.rows].filter(blank).slice([...body.rows].every(blank) ? 2 : 0).forEach((row) => row.remove());
  number();
}));
