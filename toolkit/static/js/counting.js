/*
 * Numbers one counts up with a thumb: less and more beside the field. A touch is a change of the field, which
 * the form sends by itself; without script the field is typed in and a button sends it.
 */
(() => {
  "use strict";

  document.documentElement.classList.add("js");

  function step(button) {
    const field = button.closest("[data-stepper]").querySelector("input");
    const least = Number(field.min) || 0;
    const most = field.max === "" ? Infinity : Number(field.max);
    const next = (Number(field.value) || 0) + Number(button.dataset.step);
    field.value = String(Math.min(most, Math.max(least, next)));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-stepper] [data-step]");
    if (button) step(button);
  });
})();
