/*
 * Preparing a round: a whole orientation at a touch, how many cards are taken, a question that suits
 * the way of choosing until someone writes their own.
 */
(() => {
  "use strict";

  const chooser = () => document.getElementById("chooser");
  const cards = (within) => [...within.querySelectorAll(".pick__input")];
  const taken = (within) => cards(within).filter((card) => card.checked).length;

  function count() {
    const form = chooser();
    const all = taken(form);
    const said = form.querySelector("[data-chosen]");
    said.textContent = (all === 1 ? said.dataset.one : said.dataset.other.replace("99", String(all)));
    for (const group of form.querySelectorAll(".group")) countGroup(form, group);
  }

  function countGroup(form, group) {
    const some = taken(group);
    const box = group.querySelector("[data-whole-box]");
    box.checked = some === cards(group).length;
    box.indeterminate = some > 0 && !box.checked;
    form.querySelector(`[data-taken-of="${group.id}"]`).textContent = some ? String(some) : "";
  }

  function take(kind) {
    for (const card of cards(chooser())) {
      card.checked = kind === "all" || (kind !== "none" && card.dataset.kind === kind);
    }
    count();
  }

  // The question follows the way of choosing as long as it is one of ours.
  function ask(method) {
    const field = document.getElementById("question");
    const questions = JSON.parse(field.dataset.questions);
    const ours = Object.values(questions).includes(field.value.trim()) || !field.value.trim();
    if (ours) field.value = questions[method];
  }

  document.addEventListener("change", (event) => {
    const target = event.target;
    if (!chooser() || !chooser().contains(target)) return;
    if (target.name === "method") ask(target.value);
    if (target.matches("[data-whole-box]")) {
      for (const card of cards(target.closest(".group"))) card.checked = target.checked;
    }
    if (target.matches("[data-whole-box], .pick__input")) count();
  });

  document.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-take]");
    if (preset) take(preset.dataset.take);
  });

  function dress() {
    const form = chooser();
    if (!form) return;
    for (const tool of form.querySelectorAll("[data-picker-tools], [data-whole]")) tool.hidden = false;
    count();
  }

  document.addEventListener("rebond:stage", dress);
  dress();
})();
