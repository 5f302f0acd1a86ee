/*
 * Writing an idea on the phone: what is typed and not sent survives a reload where the browser lets pages keep
 * something, a text too long is said while typing, and a press that meets no server says so and keeps the text.
 * Without this script the form works as it is.
 */
(() => {
  "use strict";

  const KEPT = "rebond-idea";

  const forms = () => [...document.querySelectorAll("form[data-idea-form]")];
  const fresh = () => document.querySelector("form[data-idea-form][id]");

  function keep(form) {
    try {
      const { title, sentence } = form.elements;
      const typed = title.value || sentence.value;
      if (typed) {
        sessionStorage.setItem(KEPT, JSON.stringify([form.id, title.value, sentence.value]));
      } else {
        sessionStorage.removeItem(KEPT);
      }
    } catch (refused) {} // a browser that keeps nothing only loses the reload
  }

  function putBack() {
    const form = fresh();
    if (!form || form.dataset.seen) return;
    form.dataset.seen = "yes";
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT));
      if (kept && kept[0] === form.id && !form.elements.title.value) {
        [, form.elements.title.value, form.elements.sentence.value] = kept;
        measure(form);
      }
    } catch (refused) {}
  }

  // Characters as the server counts them: one for each code point.
  function measure(form) {
    const note = form.querySelector("[data-room]");
    const over = [...form.querySelectorAll("[data-most]")]
      .map((field) => [...field.value.trim()].length - Number(field.dataset.most))
      .filter((n) => n > 0);
    note.textContent = over.length ? note.dataset.said.replace("%n", Math.max(...over)) : "";
  }

  function dress() {
    for (const form of forms()) measure(form);
    putBack();
  }

  const of = (event) => event.detail.ctx && event.detail.ctx.sourceElement;

  function sending(event) {
    const form = of(event);
    if (!form || !form.matches("form[data-idea-form]")) return;
    const button = form.querySelector("[data-do]");
    button.dataset.says = button.dataset.says || button.textContent;
    button.textContent = button.dataset.sending;
    form.querySelector("[data-lost]").textContent = "";
  }

  function answered(event) {
    const form = of(event);
    if (!form || !form.isConnected || !form.matches("form[data-idea-form]")) return;
    const button = form.querySelector("[data-do]");
    button.textContent = button.dataset.says;
  }

  function lost(event) {
    const form = of(event);
    if (!form || !form.matches("form[data-idea-form]")) return;
    const button = form.querySelector("[data-do]");
    const note = form.querySelector("[data-lost]");
    button.textContent = button.dataset.again;
    note.textContent = note.dataset.said;
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.matches("form[data-idea-form]")) return;
    measure(form);
    if (form === fresh()) keep(form);
  });
  document.addEventListener("htmx:before:request", sending);
  document.addEventListener("htmx:after:request", answered);
  document.addEventListener("htmx:error", lost);
  document.addEventListener("rebond:stage", dress);
  document.addEventListener("DOMContentLoaded", dress);
})();
