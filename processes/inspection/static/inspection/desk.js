// Forms of the field: drafts that keep themselves, counts, and what spares typing a thing twice.
(() => {
  const csrf = () => document.querySelector("meta[name=csrf]")?.content || "";
  const one = (selector, root = document) => root.querySelector(selector);

  // ---- drafts: a moment after the last key, and whenever the page is left
  const OURS = ["csrfmiddlewaretoken", "key", "seen"];
  function keeping(form) {
    const said = one("[data-kept]", form), clash = one("[data-clash]");
    const shelf = `draft:${form.dataset.who}:${form.dataset.keep}`; // a device may be shared
    let base = form.dataset.base, timer = 0, dirty = false, busy = false, waits = false, done = false;

    const values = () => {
      const data = new FormData(form);
      [...data.keys()].forEach((name) => {
        if (OURS.includes(name) || name.startsWith("seen_") || name.endsWith("_files")) data.delete(name);
      });
      return data;
    };
    const say = (word, at = "") => { said.textContent = `${said.dataset[word]} ${at}`.trim(); };
    const aside = () => {
      try {
        localStorage.setItem(shelf, JSON.stringify({ base, said: [...values()] }));
      } catch { /* a private window: only the page has it */ }
    };
    const settle = () => { try { localStorage.removeItem(shelf); } catch { /* nothing was kept */ } };

    async function keep(force, leaving) {
      if (busy) waits = true;
      if (done || busy || (!dirty && !force)) return;
      busy = true;
      dirty = false;
      const body = values();
      body.set("base", base);
      if (force) body.set("force", "1");
      try {
        // Browsers let only short bodies outlive their page; longer ones lie on this device until they are received.
        const answer = await fetch(form.dataset.keep, {
          method: "POST", body, headers: { "X-CSRFToken": csrf() }, redirect: "manual", keepalive: !!leaving,
        });
        if (answer.status === 200) {
          const told = await answer.json();
          base = told.n;
          if (!dirty) settle();
          say("saved", told.at);
        } else {
          const told = await answer.json().catch(() => ({}));
          dirty = !told.fields;
          if (told.fields) clashed(told);
          else say("refused");
        }
      } catch {
        dirty = true;
        say("lost");
      }
      busy = false;
      if (waits) { waits = false; setTimeout(keep); }
    }

    // Another device was there in between: both texts stand until a person chooses.
    function clashed(told) {
      clash.hidden = false;
      one("[data-clash-text]").textContent = Object.entries(told.fields)
        .filter(([name]) => label(name)).map(([name, texts]) => `${label(name)}：${texts.join("、")}`).join("\n");
      one("[data-clash-theirs]").onclick = () => { base = told.n; fill(told.fields); end(); };
      one("[data-clash-mine]").onclick = () => { base = told.n; end(); };
      clash.scrollIntoView({ block: "center" });
      const end = () => { clash.hidden = true; dirty = true; keep(true); };
    }
    const label = (name) => one(`label[for="id_${name}"]`, form)?.textContent.trim() || "";
    function fill(fields) {
      form.querySelectorAll("input:not([type=hidden]):not([type=file]), textarea, select").forEach((field) => {
        const texts = fields[field.name];
        if (field.type === "radio" || field.type === "checkbox") field.checked = !!texts?.includes(field.value);
        else if (texts) field.value = texts[0] ?? "";
      });
      form.dispatchEvent(new Event("input"));
    }

    const changed = () => {
      dirty = true;
      aside();
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    };
    form.addEventListener("input", (e) => { if (e.target !== form || e.isTrusted) changed(); });
    form.addEventListener("change", changed);
    form.addEventListener("uploaded", () => { dirty = true; setTimeout(keep); });
    setInterval(keep, 5000);
    addEventListener("online", () => keep());
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(false, true); });
    addEventListener("pagehide", () => keep(false, true));
    form.addEventListener("submit", (e) => {
      if (e.defaultPrevented) return;
      done = true;
      settle();
      clearTimeout(timer);
    });
    // Back after a sending that failed: what stands in the form is kept again.
    addEventListener("pageshow", (e) => { done = false; if (e.persisted) changed(); });

    // What was typed last and has no receipt lies on this device. If another one went on meanwhile, it is asked.
    try {
      const left = JSON.parse(localStorage.getItem(shelf) || "null");
      if (left) {
        const fields = {}, before = JSON.stringify([...values()]);
        left.said.forEach(([name, value]) => (fields[name] ||= []).push(value));
        fill(fields);
        if (before === JSON.stringify([...values()])) settle();
        else {
          one("[data-restored]").hidden = false;
          if (+base > +left.base + 1) base = left.base;
          dirty = true;
          keep();
        }
      }
    } catch { settle(); }

    document.querySelectorAll("[data-drop]").forEach((drop) => {
      drop.hidden = false;
      drop.addEventListener("click", async () => {
        done = true;
        settle();
        await fetch(drop.dataset.drop, { method: "POST", headers: { "X-CSRFToken": csrf() } }).catch(() => {});
        location.reload();
      });
    });
  }

  // ---- the report: how much there is, while it is typed
  const letters = (text) => [...text.replace(/\s/g, "")].length;
  function counting(form) {
    const most = +form.dataset.most, counts = [...form.querySelectorAll("[data-count]")];
    const left = one("[data-left]", form);
    const count = () => {
      let total = 0;
      counts.forEach((el) => {
        const n = letters(form.elements[el.dataset.count].value);
        total += n;
        el.textContent = el.dataset.word.replace("%s", n.toLocaleString());
        el.classList.toggle("y", n < +form.dataset.least);
      });
      one("[data-total]", form).textContent = total.toLocaleString();
      one("[data-total-bar]", form).value = total;
      left.textContent = total < most ? left.dataset.short.replace("%s", (most - total).toLocaleString()) : left.dataset.enough;
      left.classList.toggle("y", total < most);
    };
    form.addEventListener("input", count);
    count();
  }

  // ---- what is there already goes into a part with one press
  function pulling(button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.pull);
      field.value = (field.value.trim() ? `${field.value.trimEnd()}\n` : "") + button.dataset.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      button.closest("details").open = false;
      field.focus();
    });
  }

  // ---- the whole text of the clause that is chosen
  function clauses(table) {
    const texts = JSON.parse(table.textContent), select = document.getElementById("id_clause"), said = one("[data-clause]");
    const show = () => { said.textContent = texts[select.value] || ""; };
    select.addEventListener("change", show);
    show();
  }

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-keep]").forEach(keeping);
    document.querySelectorAll("form[data-most]").forEach(counting);
    document.querySelectorAll("[data-pull]").forEach(pulling);
    document.querySelectorAll("[data-noscript]").forEach((button) => { button.hidden = true; });
    const table = document.getElementById("clauses");
    if (table) clauses(table);
  });
})();
