/*
 * The comfort of marking a ballot: counters, dots by the thumb, grades that fold once given.
 * The fields of the form stay the state; everything here reads or sets them.
 */
(() => {
  "use strict";

  const FOLD_AFTER = 350; // ms: long enough to see what was chosen, and for a second tap to land on it
  let pointed = 0; // when a finger or mouse last touched the page

  const ballot = () => document.querySelector("form[data-ballot]");
  const told = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  const bound = (text) => (text === undefined ? Infinity : Number(text));

  // --- counters: how far, out of how many

  const judgedOf = (form) => [form.querySelectorAll("input:checked").length, form.querySelectorAll("[data-judged], [data-scored]").length];
  const COUNTS = {
    approval: (form) => [form.querySelectorAll(":checked").length, form.dataset.most],
    dots: (form) => (form.dataset.budget ? [left(form), form.dataset.budget] : [spent(form)]),
    quadratic: (form) => [left(form), form.dataset.credits],
    majority_judgment: judgedOf,
    score: judgedOf,
    fist_to_five: judgedOf,
    gradients: judgedOf,
    ranking: (form) => [numbers(form).filter((field) => field.value).length, numbers(form).length],
    placement: (form) => [form.querySelectorAll("[data-pad] [data-pin]").length, form.querySelectorAll("[data-pin]").length],
  };

  function count(form) {
    const figure = form.querySelector("[data-count]");
    const words = figure && COUNTS[form.dataset.ballot](form).filter((n) => n !== undefined).join("/");
    if (figure && figure.textContent !== words) figure.textContent = words;
  }

  // --- dots, and votes bought with credits

  const numbers = (form) => [...form.querySelectorAll("input[type=number]")];
  const value = (field) => Math.max(0, Math.floor(Number(field.value) || 0));
  const price = (form, n) => (form.dataset.credits ? n * n : n);
  const spent = (form) => numbers(form).reduce((sum, field) => sum + price(form, value(field)), 0);
  const left = (form) => bound(form.dataset.credits || form.dataset.budget) - spent(form);

  // As many as this card may still take, its own included.
  function room(form, field) {
    const most = left(form) + price(form, value(field));
    return Math.min(bound(form.dataset.stack), form.dataset.credits ? Math.floor(Math.sqrt(Math.max(0, most))) : most);
  }

  function set(form, field, wanted) {
    field.value = Math.max(0, Math.min(wanted, room(form, field)));
    told(field);
  }

  function drawDots(form) {
    for (const card of form.querySelectorAll("[data-dots]")) {
      const field = card.querySelector("input");
      const full = value(field) >= room(form, field);
      card.classList.toggle("is-on", value(field) > 0);
      card.querySelector("[data-step='-1']").setAttribute("aria-disabled", String(!value(field)));
      card.querySelector("[data-step='1']").setAttribute("aria-disabled", String(full));
      const cost = card.querySelector("[data-cost]");
      if (cost) drawCost(cost, price(form, value(field)));
    }
  }

  function drawCost(cost, n) {
    const words = !n ? "" : n === 1 ? cost.dataset.one : cost.dataset.other.replace("99", String(n));
    if (cost.textContent !== words) cost.textContent = words;
  }

  // --- approval: one more than allowed is not taken, and says so

  function withinMost(form, field) {
    if (form.querySelectorAll(":checked").length <= bound(form.dataset.most)) return true;
    field.checked = false;
    return false;
  }

  // --- grades

  const given = (card) => card.querySelector("input:checked");

  function fold(card, folded) {
    card.classList.toggle("is-folded", folded);
    const change = card.querySelector("[data-unfold]");
    const inside = card.contains(document.activeElement);
    if (folded && inside) change.focus({ preventScroll: true });
    if (!folded) (given(card) || card.querySelector("input")).focus({ preventScroll: true });
  }

  function judged(card) {
    card.classList.add("is-on");
    if (Date.now() - pointed > 1000) return; // by keyboard, arrows go through the grades: nothing folds under them
    const choice = given(card);
    setTimeout(() => given(card) === choice && card.isConnected && fold(card, true), FOLD_AFTER);
  }

  // --- events

  function ready(event) {
    const form = event.target;
    for (const card of form.querySelectorAll("[data-judged]")) {
      card.classList.toggle("is-on", Boolean(given(card)));
      card.classList.toggle("is-folded", Boolean(given(card)));
    }
    for (const card of form.querySelectorAll("[data-scored]")) card.classList.toggle("is-on", Boolean(given(card)));
    redraw(form);
  }

  const hasDots = (form) => ["dots", "quadratic"].includes(form.dataset.ballot);

  function redraw(form) {
    if (hasDots(form)) drawDots(form);
    count(form);
  }

  // Before ballot.js reads the form: what is too much never becomes part of it.
  function marked(event) {
    const form = ballot();
    if (!form || event.target.form !== form) return;
    if (form.dataset.ballot === "approval" && !withinMost(form, event.target)) full(form);
    if (hasDots(form) && event.type === "change" && value(event.target) > room(form, event.target)) {
      event.target.value = room(form, event.target);
    }
    const card = event.type === "change" && event.target.type === "radio" && event.target.closest("[data-judged], [data-scored]");
    if (card && card.matches("[data-judged]")) judged(card);
    else if (card) card.classList.add("is-on");
    redraw(form);
  }

  function full(form) {
    setTimeout(() => form.dispatchEvent(new CustomEvent("rebond:full", { bubbles: true })));
  }

  function clicked(event) {
    const form = ballot();
    const step = event.target.closest("[data-step]");
    const unfold = event.target.closest("[data-unfold]");
    if (step) {
      const field = step.parentNode.querySelector("input");
      const wanted = value(field) + Number(step.dataset.step);
      if (wanted > room(form, field)) full(form);
      else set(form, field, wanted);
    }
    if (unfold) fold(unfold.closest("[data-judged]"), false);
  }

  document.addEventListener("rebond:ballot", ready);
  document.addEventListener("input", marked, true);
  document.addEventListener("change", marked, true);
  document.addEventListener("click", clicked);
  document.addEventListener("pointerdown", () => (pointed = Date.now()), { passive: true });
})();
