// What pages do beyond forms and links. Every page works without it.
(() => {
  const root = document.documentElement;
  const csrf = () => document.querySelector("meta[name=csrf]")?.content || "";
  const send = (url, body) =>
    fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "X-Requested-With": "fetch" } });
  const on = (type, selector, act) =>
    document.addEventListener(type, (e) => {
      const el = e.target.closest?.(selector);
      if (el) act(el, e);
    });

  // Theme: changes at once, then is kept for this person on every machine.
  on("click", "[data-theme-toggle]", (button, e) => {
    e.preventDefault();
    root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    const body = new FormData();
    body.set("theme", root.dataset.bsTheme);
    send(button.form.action, body).catch(() => {});
    document.dispatchEvent(new Event("themechange"));
  });

  // A form is sent once; the server's key makes a second sending harmless, this spares the wait.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || e.defaultPrevented) return;
    if (form.dataset.sent) return e.preventDefault();
    form.dataset.sent = "1";
    (e.submitter || form.querySelector("button"))?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
    }));

  on("click", "[data-dismiss]", (button) => button.parentElement.remove());
  on("click", "[data-print]", () => print());

  // A saved phrase goes into the field it names.
  on("click", "[data-say]", (button) => {
    const field = document.getElementById(button.dataset.for);
    if (!field) return;
    field.value = (field.value ? field.value.trimEnd() + "\n" : "") + button.dataset.say;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // The button repeats the choice before it is made.
  on("change", "form[data-repeat] input[type=radio]", (radio) => {
    const button = radio.form.querySelector("button[data-act]");
    const words = radio.closest("label")?.textContent.trim();
    if (button && words) button.textContent = radio.form.dataset.repeat.replace("%s", words);
  });

  // Drafts: kept a moment after the last key.
  const waiting = new WeakMap();
  on("input", "form[data-draft]", (form) => {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), 1500));
  });
  async function keep(form) {
    if (form.dataset.sent) return;
    const said = form.querySelector("[data-draft-said]");
    const body = new FormData(form);
    [...body].forEach(([name, value]) => value instanceof File && body.delete(name));
    try {
      const answer = await send(form.dataset.draft, body);
      if (said) said.textContent = answer.ok ? said.dataset.kept : said.dataset.lost;
    } catch {
      if (said) said.textContent = said.dataset.lost;
    }
  }

  // Lists: selection and keys.
  const rows = () => [...document.querySelectorAll(".it")];
  const box = (row) => row?.querySelector("input[type=checkbox]");
  function count() {
    const batch = document.querySelector(".batch");
    const chosen = rows().filter((row) => box(row)?.checked);
    rows().forEach((row) => row.classList.toggle("sel", !!box(row)?.checked));
    if (!batch) return;
    batch.hidden = !chosen.length;
    batch.querySelector("[data-n]").textContent = chosen.length;
  }
  on("change", ".it input[type=checkbox]", count);
  // What is ticked belongs to the form that opens one by one; the one that decides together takes it along.
  on("submit", "#together", (form, event) => {
    form.querySelectorAll("[data-along]").forEach((one) => one.remove());
    if (event.submitter?.name === "all") return;
    rows().map(box).filter((one) => one?.checked).forEach((one) => {
      const along = Object.assign(document.createElement("input"), { type: "hidden", name: "item", value: one.value });
      along.dataset.along = "";
      form.append(along);
    });
  });
  on("click", "[data-clear]", () => {
    rows().forEach((row) => { if (box(row)) box(row).checked = false; });
    count();
  });
  function go(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("cur"));
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    all.forEach((row) => row.classList.toggle("cur", row === next));
    next.querySelector("h3 a")?.focus();
  }
  // How far the history was shown: a mark of this person's own, for "changed since".
  const shown = document.querySelector("[data-seen]");
  if (shown) {
    const body = new FormData();
    body.set("seq", shown.dataset.seq);
    send(shown.dataset.seen, body).catch(() => {});
  }
  const current = () => document.querySelector(".it.cur");
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => box(current())?.click(),
    n: () => document.querySelector("[data-next]")?.click(),
    "/": (e) => {
      const field = document.querySelector("[data-search]");
      if (field) { e.preventDefault(); field.focus(); }
    },
  };
  document.addEventListener("keydown", (e) => {
    if (document.body.dataset.keys === "off" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    keys[e.key]?.(e);
  });

  document.addEventListener("htmx:configRequest", (e) => { e.detail.headers["X-CSRFToken"] = csrf(); });
  document.addEventListener("htmx:afterSwap", count);
  addEventListener("DOMContentLoaded", () => {
    count();
    // On a phone the way to the form stands at hand only while the form is out of sight.
    const ask = document.getElementById("ask"), mini = document.querySelector(".mini");
    if (ask && mini) new IntersectionObserver(([seen]) => { mini.hidden = seen.isIntersecting; }).observe(ask);
    document.querySelectorAll("[data-end]").forEach((el) => { el.scrollLeft = el.scrollWidth; });
  });
})();
