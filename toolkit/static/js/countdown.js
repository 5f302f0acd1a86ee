/*
 * Counts down from what the server said was left (data-countdown, in seconds) when it last drew the screen;
 * data-countdown-of tells one clock from the next, data-countdown-stopped one that stands still.
 * A soft clock: at zero it says so and closes nothing.
 */
(() => {
  "use strict";

  let drawn = ""; // the clock on screen, as the server drew it
  let endsAt = 0;

  const face = (left) => `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;

  function read() {
    const clock = document.querySelector("[data-countdown]");
    const said = clock ? `${clock.dataset.countdownOf} ${clock.dataset.countdown}` : "";
    if (said === drawn) return;
    drawn = said;
    if (clock) endsAt = Date.now() + Number(clock.dataset.countdown) * 1000;
  }

  function tick() {
    const clock = document.querySelector("[data-countdown]");
    if (!clock || clock.dataset.countdownStopped !== undefined) return;
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
