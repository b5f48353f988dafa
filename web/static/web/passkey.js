// Passkeys: asks the device and puts its answer into the form. Without this script the form stays hidden.
(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  // Browsers before 129 have no parseCreationOptionsFromJSON, so that the fields are turned here.
  async function answer(kind, asked) {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    if (kind === "create") {
      publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
      publicKey.excludeCredentials = known(asked.excludeCredentials);
    } else publicKey.allowCredentials = known(asked.allowCredentials);
    const made = await navigator.credentials[kind]({ publicKey });
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (made.response[name]) response[name] = text(made.response[name]);
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} });
  }

  async function ask(form) {
    const said = form.querySelector("[data-passkey-said]");
    said.hidden = true;
    try {
      const asked = await fetch(form.dataset.ask, { method: "POST", body: new FormData(form) });
      if (asked.status === 409) return location.reload();
      form.elements.passkey.value = await answer(form.dataset.passkey, await asked.json());
      form.requestSubmit();
    } catch {
      said.hidden = false; // given up in the device, or none there: the page says what else there is
    }
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => (form.hidden = false));
  // Before the script that notes that a form was sent: this one is sent only when the device has answered.
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("form[data-passkey]") || e.target.elements.passkey.value) return;
    e.preventDefault();
    ask(e.target);
  }, true);
  addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-passkey]").forEach((form) => (form.elements.passkey.value = "")));
})();
