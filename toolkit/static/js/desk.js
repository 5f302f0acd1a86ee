/*
 * The desk's conveniences; without them every verb is still a button.
 *
 * Keys: an element with data-key is pressed by its key. Letters can be switched off on this device.
 * A verb that changes under the finger is deaf for a moment, so that a double tap does not close
 * what it has just opened. Each new state of the round is said once to who listens.
 */
(() => {
  "use strict";

  const DEAF = 700; // ms
  const KEYS_OFF = "rebond-desk-keys-off";
  const NAMES = { " ": "space", Enter: "enter", r: "r", n: "n", j: "j" };

  const dialog = document.getElementById("keys");
  const announcer = document.getElementById("announcer");
  const stage = () => document.getElementById("stage");

  const moment = () => `${stage().dataset.stage} ${stage().dataset.part || ""}`;

  let shown = moment();
  let changedAt = 0;

  /* Keys */

  function keysOff(value) {
    try {
      if (value === undefined) return localStorage.getItem(KEYS_OFF) === "1";
      localStorage.setItem(KEYS_OFF, value ? "1" : "0");
    } catch (refused) {
      return false; // a browser that keeps nothing has its keys on
    }
    return value;
  }

  const busy = (element) =>
    element.closest("input, select, textarea, button, a, summary, label, dialog, [contenteditable]");

  function press(name) {
    const target = document.querySelector(`[data-key="${name}"]`);
    if (target) target.click();
    return Boolean(target);
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
    return true;
  }

  function answer(key) {
    if (key === "?") return openKeys();
    if (key === "f") return document.fullscreenEnabled && toggleFullScreen();
    return Boolean(NAMES[key]) && press(NAMES[key]);
  }

  function openKeys() {
    if (!dialog.showModal) return false;
    dialog.showModal();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const typing = event.target.closest("input, select, textarea, dialog, [contenteditable]");
    // Space and Enter already mean something on a button or a link.
    if (typing || ((key === " " || key === "Enter") && busy(event.target))) return;
    if (keysOff() && key !== "?") return;
    if (answer(key)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens='keys']")) openKeys();
  });

  const switchKeys = document.getElementById("keys-on");
  switchKeys.checked = !keysOff();
  switchKeys.addEventListener("change", () => keysOff(!switchKeys.checked));

  /* Changes of state */

  function deaf(event) {
    if (Date.now() - changedAt > DEAF || !event.target.closest(".desk__bar")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  document.addEventListener("click", deaf, true);
  document.addEventListener("submit", deaf, true);

  // A refusal has been read once another verb is tried.
  document.addEventListener("htmx:before:request", () => {
    document.getElementById("notice").textContent = "";
  });

  function dress() {
    for (const hidden of document.querySelectorAll("[data-opens='keys']")) hidden.hidden = !dialog.showModal;
  }

  document.addEventListener("rebond:stage", () => {
    dress();
    if (moment() === shown) return;
    shown = moment();
    changedAt = Date.now();
    announcer.textContent = stage().dataset.said;
  });

  dress();
})();
