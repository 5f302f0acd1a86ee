/*
 * Counts down from what the server said was left (data-countdown, in seconds) when it last drew the screen.
 * A soft clock: at zero it says so and closes nothing.
 */
(() => {
  "use strict";

  let drawn = null; // the clock on screen, as the server drew it
  let endsAt = 0;

  const face = (left) => `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;

  function read() {
    const clock = document.querySelector("[data-countdown]");
    const said = clock ? clock.dataset.countdown : null;
    if (said === drawn) return;
    drawn = said;
    endsAt = Date.now() + Number(said) * 1000;
  }

  function tick() {
    const clock = document.querySelector("[data-countdown]");
    if (!clock) return;
    const left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
    clock.querySelector("[data-countdown-face]").textContent = face(left);
    clock.classList.toggle("countdown--soon", left > 0 && left <= 10);
    clock.classList.toggle("countdown--over", left === 0);
  }

  function renew() {
    read();
    tick();
  }

  document.addEventListener("rebond:stage", renew);
  setInterval(tick, 500);
  renew();
})();
