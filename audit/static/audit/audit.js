// Where scripts run, letting go of the slider or choosing another moment is enough; otherwise there is a button.
document.querySelectorAll("[data-goes]").forEach((form) => {
  form.querySelectorAll("button[data-plain]").forEach((button) => (button.hidden = true));
  form.addEventListener("change", () => form.requestSubmit());
});
