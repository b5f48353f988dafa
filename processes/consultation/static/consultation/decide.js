// Of each measure only what the ruling asks for is shown: nothing before there is one. Without this, all is shown.
(() => {
  const parts = { accepted: ["way"], changed: ["reason", "content", "owner", "due", "metric", "way"], declined: ["reason"] };
  const show = (radio, asked) => {
    const n = radio.name.split("_")[1];
    for (const part of ["reason", "content", "owner", "due", "metric", "way"]) {
      const box = radio.form.elements[`${part}_${n}`]?.closest(".f");
      if (box) box.hidden = !asked.includes(part);
    }
  };
  const rulings = document.querySelectorAll('input[type="radio"][name^="ruling_"]');
  rulings.forEach((radio) => {
    radio.addEventListener("change", () => show(radio, parts[radio.value]));
    if (!radio.form.elements[radio.name].value) show(radio, []);
    if (radio.checked) show(radio, parts[radio.value]);
  });
})();
