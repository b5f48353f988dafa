// Files of a form: each is sent as it is chosen, and the form then carries only its id. Without this script the
// plain file input does the same when the form is sent.
(() => {
  if (document.documentElement.dataset.uploads) return;
  document.documentElement.dataset.uploads = "1";
  const MB = 1048576;
  const FRESH = 5 * 60 * 1000; // a picture older than this was not made where the device is now
  const csrf = () => document.querySelector("meta[name=csrf]")?.content || "";
  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const part = (el, name) => el.querySelector(`[data-up-${name}]`);
  const say = (el, text) => { el.textContent = text; el.hidden = !text; };

  // The place is asked for once for all pictures of one choice; who says no gets "unknown", never a question again.
  function place() {
    return new Promise((done) => {
      if (!navigator.geolocation) return done(null);
      const give = setTimeout(() => done(null), 9000);
      const end = (found) => { clearTimeout(give); done(found); };
      navigator.geolocation.getCurrentPosition((found) => end(found.coords), () => end(null),
        { enableHighAccuracy: true, timeout: 8000, maximumAge: 60000 });
    });
  }

  function choose(root, input) {
    const files = [...input.files];
    const pictures = files.filter((f) => f.type.startsWith("image/"));
    const fresh = pictures.some((f) => Date.now() - f.lastModified < FRESH);
    const where = fresh ? place() : Promise.resolve(null);
    input.value = "";
    files.forEach((file) => add(root, file, where));
  }

  function add(root, file, where) {
    const list = root.querySelector(".up-list");
    list.append(root.querySelector("template").content.cloneNode(true));
    const row = list.lastElementChild;
    const job = { root, row, file, where, id: newId(), picture: file.type.startsWith("image/") };
    row.querySelector(".up-name").textContent = file.name;
    const drop = part(row, "drop");
    drop.setAttribute("aria-label", `${drop.dataset.word} ${file.name}`);
    drop.addEventListener("click", () => job.request?.abort());
    part(row, "again").addEventListener("click", () => send(job));
    const large = job.picture && file.size > 20 * MB ? root.dataset.picture
      : file.size > 50 * MB ? root.dataset.large : "";
    if (large) fail(job, large, false);
    else send(job);
  }

  async function send(job) {
    const { root, row, file } = job;
    row.dataset.state = "sending";
    say(part(row, "why"), "");
    part(row, "again").hidden = true;
    const bar = part(row, "bar");
    bar.hidden = false;
    const body = new FormData();
    body.set("client_id", job.id);
    body.set("file", file);
    if (file.lastModified) body.set("taken_at", new Date(file.lastModified).toISOString());
    const fresh = job.picture && Date.now() - file.lastModified < FRESH * 12;
    const found = fresh ? await job.where : null;
    if (found) {
      body.set("lat", found.latitude); body.set("lon", found.longitude); body.set("accuracy", found.accuracy);
    }
    if (!row.isConnected) return;
    const request = job.request = new XMLHttpRequest();
    request.upload.onprogress = (e) => { if (e.lengthComputable) bar.value = (100 * e.loaded) / e.total; };
    request.onload = () => answered(job, request);
    request.onerror = request.ontimeout = () => fail(job, root.dataset.lost, true);
    request.open("POST", root.dataset.url);
    request.setRequestHeader("X-CSRFToken", csrf());
    request.setRequestHeader("X-Requested-With", "fetch");
    request.send(body);
  }

  function answered(job, request) {
    let said = {};
    try { said = JSON.parse(request.responseText); } catch { /* a page instead of an answer: signed out */ }
    if (request.status === 201) return received(job, said);
    fail(job, said.why || (request.status >= 500 ? job.root.dataset.lost : job.root.dataset.out), !said.why);
  }

  function received({ root, row, file }, said) {
    row.dataset.state = "received";
    row.dataset.drop = said.drop;
    part(row, "bar").hidden = true;
    const id = row.querySelector("input[type=hidden]");
    id.value = said.client_id;
    id.disabled = false;
    const size = said.size > MB ? `${(said.size / MB).toFixed(1)} MB` : `${Math.ceil(said.size / 1024)} KB`;
    const facts = [said.taken, said.place, root.dataset.received, size, `SHA-256 ${said.sha256.slice(0, 12)}…`];
    part(row, "facts").textContent = facts.filter(Boolean).join(" · ");
    part(row, "facts").title = said.sha256;
    said.warnings.forEach((text) => {
      const p = document.createElement("p");
      p.className = "small y";
      p.textContent = text;
      part(row, "facts").after(p);
    });
    if (said.thumb) show(row, said, file.name);
    root.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: said }));
    id.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(row, said, name) {
    const link = document.createElement("a"), picture = new Image(64, 64);
    link.className = "up-pic"; link.href = said.shown; link.target = "_blank";
    picture.src = said.thumb; picture.alt = name;
    link.append(picture);
    row.querySelector(".up-pic").replaceWith(link);
  }

  function fail({ row }, why, again) {
    row.dataset.state = "failed";
    part(row, "bar").hidden = true;
    say(part(row, "why"), why);
    part(row, "again").hidden = !again;
  }

  function drop(row) {
    const root = row.closest("[data-uploads]"), form = row.closest("form"), url = row.dataset.drop;
    row.remove();
    say(part(root, "said"), "");
    if (url) fetch(url, { method: "POST", headers: { "X-CSRFToken": csrf() } }).catch(() => {});
    form?.dispatchEvent(new Event("input", { bubbles: true }));
    root.querySelector("input[type=file]").focus();
  }

  document.addEventListener("change", (e) => {
    if (e.target.type !== "file") return;
    const root = e.target.closest("[data-uploads]");
    if (root) choose(root, e.target);
  });
  document.addEventListener("click", (e) => {
    const button = e.target.closest?.("[data-up-drop]");
    if (button) drop(button.closest("[data-up]"));
  });
  // A form is not sent while one of its files is on the way or has not arrived: nothing is left out silently.
  document.addEventListener("submit", (e) => {
    const stuck = e.target.querySelector?.("[data-up][data-state=sending], [data-up][data-state=failed]");
    if (!stuck) return;
    e.preventDefault();
    e.stopPropagation();
    const root = stuck.closest("[data-uploads]");
    say(part(root, "said"), stuck.dataset.state === "sending" ? root.dataset.wait : root.dataset.failed);
    part(root, "said").scrollIntoView({ block: "center" });
  }, true);
  // On a device with a camera the shortest way is one press.
  const ready = () => {
    if (!matchMedia("(pointer: coarse)").matches) return;
    document.querySelectorAll(".up-cam").forEach((label) => { label.hidden = false; });
  };
  ready();
  document.addEventListener("htmx:afterSwap", ready);
})();
