// Rows of a table are added and removed in place. Without this, empty rows stand ready and cleared rows are not kept.
(() => {
  if (window.rowsReady) return;
  window.rowsReady = true;
  const said = (form) => form?.dispatchEvent(new Event("input", { bubbles: true }));
  const number = (box) =>
    box.querySelectorAll("tbody tr").forEach((row, at) =>
      row.querySelectorAll("[id]").forEach((cell) => {
        cell.id = cell.id.replace(/-\d+-([^-]+)$/, `-${at + 1}-$1`);
        cell.setAttribute("aria-label", `${cell.getAttribute("aria-label").replace(/ \d+$/, "")} ${at + 1}`);
      }));
  document.addEventListener("click", (e) => {
    const add = e.target.closest("[data-rows-add]"), drop = e.target.closest("[data-rows-drop]");
    const box = (add || drop)?.closest("[data-rows]");
    if (!box) return;
    const body = box.querySelector("tbody");
    if (add) {
      body.append(box.querySelector("template").content.cloneNode(true));
      show(box);
      number(box);
      body.lastElementChild.querySelector("textarea, input, select").focus();
    } else {
      const row = drop.closest("tr");
      if (body.rows.length > 1) row.remove();
      else row.querySelectorAll("textarea, input").forEach((cell) => { cell.value = ""; });
      number(box);
      box.querySelector("[data-rows-add]").focus();
    }
    said(box.closest("form"));
  });
  const show = (box) => box.querySelectorAll("[data-rows-add], [data-rows-drop]").forEach((b) => { b.hidden = false; });
  const blank = (row) => ![...row.querySelectorAll("textarea, input, select")].some((cell) => cell.value);
  document.querySelectorAll("[data-rows]").forEach((box) => {
    show(box);
    // Rows can be added now, so that one empty row is enough.
    [...box.querySelectorAll("tbody tr")].filter(blank).slice(1).forEach((row) => row.remove());
    number(box);
  });
})();
