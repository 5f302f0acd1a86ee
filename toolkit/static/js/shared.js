/*
 * The device passed around: it forgets. After "recorded" the neutral screen comes back by itself, later for
 * whoever copies their receipt, and so it does when somebody walks away from a ballot half filled in; nothing of a ballot is kept in the browser for the next.
 */
(() => {
  "use strict";

  const SAID = 8000; // ms that "recorded" stays
  const NOTED = 40000; // ms for someone to copy their receipt, once they asked for it
  const ABANDONED = 90000; // ms without a touch
  const KEPT = "rebond-ballot"; // what js/ballot.js keeps for a phone of one's own

  let timer = 0;
  const stage = () => document.getElementById("stage");

  function forget() {
    try {
      sessionStorage.removeItem(KEPT);
    } catch (refused) {}
  }

  // replace: there is nothing to come back to.
  function leave() {
    forget();
    const next = document.querySelector("[data-next]");
    if (next && window.htmx) return next.click();
    location.replace(stage().dataset.home);
  }

  function follow() {
    clearTimeout(timer);
    const now = stage().dataset.stage;
    if (now !== "voting") forget();
    if (now === "recorded") timer = setTimeout(leave, SAID);
    if (now === "voting") timer = setTimeout(leave, ABANDONED);
  }

  for (const touch of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(touch, () => stage().dataset.stage === "voting" && follow());
  }
  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches("[data-hold]") || !event.target.open) return;
      clearTimeout(timer);
      timer = setTimeout(leave, NOTED);
    },
    true,
  );
  document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("rebond:stage", follow);
  // A page the browser kept whole would show what was on it.
  addEventListener("pageshow", (event) => event.persisted && location.replace(stage().dataset.home));
})();
