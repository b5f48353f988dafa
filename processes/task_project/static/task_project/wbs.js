// The table of a breakdown: edits the lines of the text area beside it, which is what the form sends.
(() => {
  const LINE = /^(\d+(?:\.\d+)*)[.、．\s]+([^|｜]+)(.*)$/;

  function start(box) {
    const area = box.querySelector("textarea"), words = JSON.parse(box.dataset.words);
    const people = JSON.parse(box.dataset.people), deepest = Number(box.dataset.deepest);
    let rows = read(area.value);
    if (!rows.length) rows = [blank(1)];

    const button = (label, act, css = "btn") => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: css });
      made.addEventListener("click", act);
      return made;
    };
    const table = document.createElement("table"), said = document.createElement("p");
    table.className = "tbl wbs-t";
    said.setAttribute("role", "status");
    said.className = "wbs-sum";
    const more = button(words.add, () => add(rows.length, 1));
    const swap = button(words.text, toggle, "btn btn-link");
    const bar = document.createElement("div");
    bar.className = "wbs-bar";
    bar.append(more, said, swap);
    box.append(table, bar);
    box.classList.add("on");
    draw();
    keep(false);

    function toggle() {
      const text = box.classList.toggle("as-text");
      swap.textContent = text ? words.table : words.text;
      if (!text) { rows = read(area.value); if (!rows.length) rows = [blank(1)]; draw(); keep(); }
    }

    function add(at, level) {
      rows.splice(at, 0, blank(level));
      draw();
      keep();
      table.querySelectorAll("tbody tr")[at]?.querySelector("input")?.focus();
    }

    function remove(at) {
      rows.splice(at, 1 + below(at));
      if (!rows.length) rows.push(blank(1));
      draw();
      keep();
    }

    // How many rows hang under one.
    function below(at) {
      let n = 0;
      while (rows[at + 1 + n] && rows[at + 1 + n].level > rows[at].level) n += 1;
      return n;
    }

    function draw() {
      const head = table.createTHead(), body = document.createElement("tbody");
      head.replaceChildren();
      const line = head.insertRow();
      for (const key of ["number", "title", "weight", "owner", "due", "acts"]) {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = words[key];
        line.append(cell);
      }
      codes(rows).forEach((code, at) => body.append(rowOf(code, at)));
      table.tBodies[0]?.remove();
      table.append(body);
    }

    function rowOf(code, at) {
      const row = rows[at], line = document.createElement("tr"), heading = below(at) > 0;
      const cell = (key, ...inside) => {
        const made = line.insertCell();
        made.dataset.l = words[key];
        made.append(...inside);
        return made;
      };
      const input = (key, type) => {
        const made = document.createElement("input");
        Object.assign(made, { type, value: row[key] ?? "", className: "form-control" });
        made.setAttribute("aria-label", `${code} ${words[key]}`);
        if (type === "number") Object.assign(made, { min: 1, max: 100 });
        made.addEventListener("input", () => { row[key] = made.value.replace(/[|｜\n]/g, " "); keep(); });
        return made;
      };
      line.className = `lv${row.level}${heading ? " wbs-up" : ""}`;
      cell("number", code).className = "num";
      cell("title", input("title", "text"));
      const sum = document.createElement("span");
      sum.className = "wbs-part";
      cell("weight", input("weight", "number"), ...(heading ? [sum] : []));
      cell("owner", ...(heading ? [] : [chooser(row, code)]));
      cell("due", ...(heading ? [] : [input("due", "date")]));
      const tools = cell("acts");
      if (row.level < deepest) tools.append(button(words.part, () => add(at + 1 + below(at), row.level + 1), "btn btn-sm"));
      tools.append(button(words.remove, () => remove(at), "btn btn-sm"));
      tools.querySelectorAll("button").forEach((b) => b.setAttribute("aria-label", `${b.textContent} ${code}`));
      return line;
    }

    function chooser(row, code) {
      const made = document.createElement("select");
      made.className = "form-select";
      made.setAttribute("aria-label", `${code} ${words.owner}`);
      made.append(new Option(words.none, ""));
      const known = people.some(([name]) => name === row.owner);
      for (const [name, label] of known || !row.owner ? people : [[row.owner, row.owner], ...people])
        made.append(new Option(label, name, false, name === row.owner));
      made.addEventListener("change", () => { row.owner = made.value; keep(); });
      return made;
    }

    // Write the lines back, and say what they add up to.
    function keep(changed = true) {
      const numbers = codes(rows);
      const sum = (at) => {
        const n = below(at);
        if (!n) return Number(rows[at].weight) || 0;
        let total = 0;
        for (let i = at + 1; i <= at + n; i += 1) if (!below(i)) total += Number(rows[i].weight) || 0;
        return total;
      };
      let whole = 0;
      [...table.tBodies[0].rows].forEach((line, at) => {
        if (!below(at)) whole += sum(at);
        const part = line.querySelector(".wbs-part");
        if (!part) return;
        const stated = Number(rows[at].weight) || 0;
        part.textContent = `${words.heading} ${sum(at)}${stated && stated !== sum(at) ? `，${gap(sum(at), stated)}` : ""}`;
        part.classList.toggle("off", !!stated && stated !== sum(at));
      });
      said.textContent = `${words.sum} ${whole}，${whole === 100 ? words.even : gap(whole, 100)}`;
      said.classList.toggle("off", whole !== 100);
      if (!changed) return;
      area.value = rows.map((row, at) => {
        const start = `${numbers[at]} ${row.title.trim()}`;
        if (below(at)) return row.weight ? `${start} | ${row.weight}` : start;
        return row.title.trim() || row.weight || row.owner || row.due
          ? `${start} | ${row.weight ?? ""} | ${row.owner ?? ""} | ${row.due ?? ""}` : "";
      }).filter(Boolean).join("\n");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function gap(total, should) {
      return total < should ? `${words.short} ${should - total}` : `${words.over} ${total - should}`;
    }
  }

  const blank = (level) => ({ level, title: "", weight: "", owner: "", due: "" });

  function read(text) {
    return text.split("\n").map((line) => LINE.exec(line.trim())).filter(Boolean).map(([, code, title, rest]) => {
      const [weight = "", owner = "", due = ""] = rest.split(/[|｜]/).slice(1).map((part) => part.trim());
      return { level: code.split(".").length, title: title.trim(), weight: weight.replace("%", ""), owner, due };
    });
  }

  function codes(rows) {
    const at = [];
    return rows.map((row) => {
      at.length = Math.min(at.length, row.level);
      while (at.length < row.level) at.push(0);
      at[row.level - 1] += 1;
      return at.join(".");
    });
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-wbs]").forEach(start));
})();
