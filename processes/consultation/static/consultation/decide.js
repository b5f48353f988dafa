// Of each measure only what the ruling asks for is shown. Without this, everything is shown.
(() => {
  const parts = { accepted: ["way"], changed: ["reason", "content", "owner", "due", "metric", "way"], declined: ["reason"] };
  const show = (radio) => {
    const n = radio.name.split("_")[1];
    for (const part of ["reason", "content", "owner", "due", "metric", "way"]) {
      const box = radio.form.elements[`${part}_${n}`]?.closest(".f");
      if (box) box.hidden = !parts[radio.value].includes(part);
    }
  };
  const rulings = document.querySelectorAll('input[type="radio"][name^="ruling_"]');
  rulings.forEach((radio) => {
    radio.addEventListener("change", () => show(radio));
    if (radio.checked) show(radio);
  });
})();
