/*
 * Keeps the live part of a screen (#stage) up to date: asks whether anything changed since the version
 * on screen, morphs the answer in, and says so when the server cannot be reached. It knows nothing of
 * what the screen shows.
 *
 * HTML is the state: #stage carries data-live (where to ask), data-version (what it shows), data-every (ms
 * between questions) and data-calm (the same once nothing has changed for 20 s). Without data-live there
 * is nothing left to watch. A server asked by too many at once says how many times slower to ask.
 *
 * Events on document: rebond:stage after every change of #stage, rebond:connection {lost}.
 */
(() => {
  "use strict";

  const PATIENCE = 5000; // ms before a question counts as lost
  const SLOWEST = 8000; // ms between questions when the server does not answer
  const HURRY = 20000; // ms after a change during which another one may follow
  const TOLD_AFTER = 2; // failures in a row; one alone is a hiccup nobody needs to read about

  let timer = 0;
  let asking = null; // the question under way, if any
  let failures = 0;
  let slower = 1; // times, as the server asks
  let changedAt = Date.now();
  let gone = false; // the address no longer leads anywhere

  const stage = () => document.getElementById("stage");

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  // A little chance in the wait keeps the phones of a room from asking all at the same moment.
  function next() {
    const live = stage();
    if (!live || !live.dataset.live) return;
    const calm = live.dataset.calm && Date.now() - changedAt > HURRY;
    const every = (Number(calm ? live.dataset.calm : live.dataset.every) || 1000) * slower;
    const slowed = failures ? Math.min(SLOWEST, every * Math.pow(2, failures)) : every;
    later(slowed * (0.85 + 0.3 * Math.random()));
  }

  function drop() {
    const dropped = asking;
    asking = null;
    if (dropped) dropped.abort();
  }

  // A question asked before the phone slept may hang on a dead connection: it is dropped, not waited for.
  function askNow() {
    drop();
    later(0);
  }

  async function ask() {
    const live = stage();
    if (gone || asking || document.hidden || !live || !live.dataset.live) return;
    const mine = (asking = new AbortController());
    const patience = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const url = new URL(live.dataset.live, location.href);
      url.searchParams.set("seen", live.dataset.version);
      const headers = { "HX-Request": "true", Accept: "text/html" };
      const answer = await fetch(url.href, { headers, cache: "no-store", signal: mine.signal });
      const text = answer.status === 204 ? "" : await answer.text();
      if (mine === asking) await take(answer, text);
    } catch (lost) {
      if (mine === asking) failed();
    } finally {
      clearTimeout(patience);
      if (mine === asking) {
        asking = null;
        next();
      }
    }
  }

  async function take(answer, text) {
    if (answer.status === 404 || answer.status === 410) return leave();
    // A Wi-Fi gate answers 200 with a page of its own: only our own fragment is an answer.
    if (answer.status !== 204 && !(answer.ok && /\bid="stage"/.test(text))) return failed();
    reached();
    slower = Number(answer.headers.get("Rebond-Slower")) || 1;
    if (!text) return;
    changedAt = Date.now();
    await show(text);
  }

  // Browsers too old for htmx (before 2021) get a plain replacement: less smooth, never out of date.
  async function show(text) {
    if (window.htmx) return htmx.swap({ sourceElement: stage(), target: stage(), swap: "outerMorph", text });
    stage().outerHTML = text;
    tell("rebond:stage");
  }

  // The server says why on the page itself; a reload shows it, with a way back in.
  function leave() {
    gone = true;
    location.reload();
  }

  function failed() {
    failures += 1;
    if (failures === TOLD_AFTER) connection(true);
  }

  function reached() {
    const told = failures >= TOLD_AFTER;
    failures = 0;
    if (told) connection(false);
  }

  function connection(lost) {
    for (const note of document.querySelectorAll("[data-when-lost]")) note.hidden = !lost;
    tell("rebond:connection", { lost });
  }

  // What a person opened or folded stays so when the page changes around it.
  if (window.htmx) {
    htmx.registerExtension("rebond-keep", {
      htmx_before_morph_attr: (element, change) =>
        !(change.attrName === "open" && element.tagName === "DETAILS" && element.hasChildNodes()),
    });
  }

  // What a person sends goes first: an older question must not paint over its answer.
  document.addEventListener("htmx:before:request", drop);
  document.addEventListener("htmx:finally:request", askNow);
  document.addEventListener("htmx:after:swap", () => tell("rebond:stage"));

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : askNow()));
  addEventListener("pageshow", askNow);
  addEventListener("online", askNow);
})();
