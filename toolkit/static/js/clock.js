/*
 * The clock of the open vote: counts down from what the server said was left, so that a phone whose own clock is
 * wrong counts right. At the end it says so and nothing else happens. Said aloud three times, not every second.
 */
(() => {
  "use strict";

  const SAID = [
    [60, "saidMinute"],
    [10, "saidLast"],
    [0, "saidUp"],
  ];

  let ends = ""; // which clock this is
  let end = 0; // ms, by the clock of this device
  let before = Infinity; // seconds left at the last tick

  const clock = () => document.querySelector("[data-clock]");

  function look() {
    const face = clock();
    if (!face) return;
    if (face.dataset.read !== face.dataset.left) {
      face.dataset.read = face.dataset.left;
      end = Date.now() + Number(face.dataset.left);
      if (face.dataset.ends !== ends) before = Infinity;
      ends = face.dataset.ends;
    }
    tick();
  }

  function tick() {
    const face = clock();
    if (!face) return;
    const left = Math.ceil((end - Date.now()) / 1000);
    const shown = Math.max(0, left);
    const words = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    const time = face.querySelector("[data-time]");
    if (time.textContent !== words) time.textContent = words;
    face.classList.add("clock--runs");
    face.classList.toggle("clock--last", left <= 10 && left > 0);
    face.classList.toggle("clock--up", left <= 0);
    for (const [seconds, name] of SAID) {
      if (before > seconds && left <= seconds && before !== Infinity) say(face.dataset[name]);
    }
    before = left;
  }

  function say(words) {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = words;
  }

  setInterval(tick, 250);
  document.addEventListener("DOMContentLoaded", look);
  document.addEventListener("rebond:stage", look);
  document.addEventListener("visibilitychange", look);
})();
