"use strict";
const form = document.getElementById("filters");
if (form) {
  const cases = [...document.querySelectorAll(".case")].map((element) => ({
    element,
    data: element.dataset,
    text: element.textContent.toLowerCase(),
  }));
  const shown = document.getElementById("shown");
  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { element, data, text } of cases) {
      const fits =
        ["agent", "scenario", "language", "outcome", "kind"].every((name) => !wanted[name] || data[name] === wanted[name]) &&
        words.every((word) => text.includes(word));
      element.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} of ${cases.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
