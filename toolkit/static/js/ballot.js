/*
 * A ballot on the phone: what is recorded, what is not yet, and getting it to the server whatever the Wi-Fi does.
 *
 * "Recorded" is said only after the server's answer. A press that meets no server is sent again by itself, with
 * the same content: the server keeps one ballot per person and round and replaces it, so repeating is safe.
 * A choice not sent yet survives a reload where the browser lets pages keep something (a captive mini-browser
 * does not). The form is the state; methods add their own comfort in marks.js, ranking.js and placement.js.
 *
 * Events on the form: rebond:ballot when it is ready, rebond:restored when a kept choice was put back.
 */
(() => {
  "use strict";

  const KEPT = "rebond-ballot";
  const SLOWEST = 8000; // ms between two tries

  document.documentElement.classList.add("js");

  // The ballot on screen. recorded: its marks on the server, null without any; sent: what was pressed and not yet
  // answered, flying while it is on its way; next: what was pressed meanwhile; warned: what the person was told
  // before pressing again.
  let now = null;
  let unsentRound = "";
  let shown = stageName();
  let stays = false; // what the notice says is about the next screen too
  let inside = false; // the keyboard was in the stage before it changed

  // Content as the form sends it; order and empty fields say nothing.
  const content = (form) => new URLSearchParams(new FormData(form)).toString();
  const marks = (text) =>
    [...new URLSearchParams(text)]
      .filter(([name, value]) => value !== "" && !(value === "0" && /^(dots|votes)\./.test(name)))
      .map((pair) => pair.join("="))
      .sort()
      .join("&");

  function begin(form) {
    const blank = form.cloneNode(true);
    blank.reset();
    const recorded = form.dataset.state === "recorded" ? marks(content(blank)) : null;
    now = { form, recorded, at: "", sent: null, flying: false, next: null, tries: 0, timer: 0, warned: "" };
    const kept = remembered();
    form.noValidate = true;
    if (kept && kept.at && recorded !== null) now.at = kept.at;
    if (kept && "text" in kept && marks(kept.text) !== recorded) putBack(form, kept.text);
    form.dispatchEvent(new CustomEvent("rebond:ballot", { bubbles: true }));
    if (kept && kept.pressed && window.htmx && marks(content(form)) !== recorded) {
      now.sent = content(form);
      setTimeout(again); // once htmx has seen the form
    }
    refresh();
  }

  function putBack(form, text) {
    const fields = new URLSearchParams(text);
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = fields.getAll(field.name).includes(field.value);
      } else {
        field.value = fields.get(field.name) || "";
      }
    }
    form.dispatchEvent(new CustomEvent("rebond:restored", { bubbles: true }));
  }

  // --- what is said

  const bar = () => now.form.querySelector(".ballot-bar");

  function say(name, values = {}) {
    const said = bar().dataset[camel("say-" + name)];
    const words = said.replace(/%(\w+)/g, (all, key) => (key in values ? values[key] : all));
    const line = bar().querySelector("[data-say]");
    if (line.textContent !== words) line.textContent = words;
  }

  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

  function state() {
    if (now.sent !== null) return now.tries ? "unsent" : "sending";
    const mine = marks(content(now.form));
    if (now.recorded === null) return mine ? "chosen" : "blank";
    return mine === now.recorded ? "recorded" : "changed";
  }

  const DEEDS = { sending: "sending", recorded: "recorded", changed: "change", unsent: "again" };

  function refresh() {
    const is = state();
    const button = bar().querySelector("[data-do]");
    const deed = now.warned ? "anyway" : DEEDS[is] || "record";
    now.form.dataset.state = is;
    button.textContent = bar().dataset[camel("do-" + deed)];
    button.setAttribute("aria-disabled", String(is === "recorded" || is === "sending"));
    if (!now.warned) say(sentence(is), { time: now.at });
    tellSafe();
  }

  function sentence(is) {
    if (is === "recorded" && now.at) return "recorded-at";
    return is === "unsent" && now.recorded !== null ? "unsent-change" : is;
  }

  // Shown when the connection is lost: what is recorded stays so.
  function tellSafe() {
    document.documentElement.classList.toggle("is-unsent", Boolean(now && now.sent !== null && now.tries));
    for (const note of document.querySelectorAll("[data-safe]")) {
      const safe = now && now.recorded !== null;
      note.textContent = !safe ? "" : now.at ? note.dataset.timed.replace("%time", now.at) : note.dataset.untimed;
    }
  }

  // --- pressing the button

  function stop(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  function submitted(event) {
    if (!now || event.target !== now.form) return;
    if (event.detail === "again") return;
    if (state() === "recorded") return stop(event);
    const lacks = lacking();
    if (lacks && (lacks.refused || now.warned !== lacks.name)) {
      stop(event);
      now.warned = lacks.refused ? "" : lacks.name;
      refresh();
      say(lacks.name, { n: lacks.n });
      if (lacks.where) lacks.where.scrollIntoView({ block: "center", behavior: "smooth" });
      return;
    }
    now.warned = "";
    // One at a time: of two ballots on their way at once, the older could arrive last.
    if (now.flying) {
      now.next = content(now.form);
      return stop(event);
    }
    now.sent = content(now.form);
    now.tries = 0;
    clearTimeout(now.timer);
    keep();
    refresh();
  }

  // What is worth a word before sending; `refused`: the server would not take it.
  function lacking() {
    const method = now.form.dataset.ballot;
    const blank = !marks(content(now.form));
    if (method === "single_choice") return blank ? { name: "choose", refused: true } : null;
    if (blank) return { name: "empty" };
    if (!now.form.dataset.missing) return null;
    const bare = [...now.form.querySelectorAll("[data-judged], [data-scored], [data-placed]")].filter(isBare);
    const refused = now.form.dataset.missing === "error";
    return bare.length ? { name: refused ? "missing-refused" : "missing", n: bare.length, where: bare[0], refused } : null;
  }

  function isBare(card) {
    const lists = [...card.querySelectorAll("select")];
    return lists.length ? lists.every((list) => !list.value) : !card.querySelector("input:checked");
  }

  function again() {
    if (!now || now.sent === null || now.flying || document.hidden || !now.form.isConnected) return;
    clearTimeout(now.timer);
    const submit = new CustomEvent("submit", { bubbles: true, cancelable: true, detail: "again" });
    now.form.dispatchEvent(submit);
    if (now && !now.flying) missed(); // htmx was not ready to take it
  }

  // --- the answer, or none

  const mine = (event) => now && event.detail.ctx && event.detail.ctx.sourceElement === now.form;

  // What was pressed is what goes, even when the person went on choosing meanwhile.
  function sending(event) {
    if (!mine(event) || now.sent === null) return;
    now.flying = true;
    event.detail.ctx.request.body = new URLSearchParams(now.sent);
  }

  function answered(event) {
    if (!mine(event) || now.sent === null) return;
    now.flying = false;
    const { text, response } = event.detail.ctx;
    const ours = response.status < 300 && /\bid="stage"/.test(text);
    if (ours) return recorded();
    if (response.status < 400 || response.status === 429 || response.status >= 500) {
      event.preventDefault(); // not our page: nothing of it is shown, the ballot goes again
      return missed();
    }
    stays = Boolean(response.headers.get("Rebond-Waits"));
    if (stays) keep(); // its vote may be opened again: pressed it stays, and goes then
    now.sent = now.next = null; // refused: the notice says why
    if (!stays) keep();
    refresh();
  }

  function recorded() {
    const language = document.documentElement.lang;
    now.recorded = marks(now.sent);
    now.at = new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    now.sent = now.next !== null && marks(now.next) !== now.recorded ? now.next : null;
    now.next = null;
    now.tries = 0;
    if (now.sent !== null) setTimeout(again);
    document.getElementById("notice").replaceChildren();
    keep();
    refresh();
  }

  function missed() {
    if (now.sent === null) return;
    now.flying = false;
    if (now.next !== null) now.sent = now.next;
    now.next = null;
    now.tries += 1;
    const wait = Math.min(SLOWEST, 500 * Math.pow(2, now.tries));
    now.timer = setTimeout(again, wait * (0.85 + 0.3 * Math.random()));
    refresh();
  }

  const back = () => now && now.sent !== null && now.tries && again();

  // --- keeping what is not sent; a browser that refuses storage only loses the reload

  function keep() {
    const text = content(now.form);
    const kept = { action: now.form.action, at: now.at, pressed: now.sent !== null };
    if (marks(text) !== (now.recorded || "")) kept.text = text;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch (refused) {}
  }

  function remembered() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT));
      if (kept && kept.action === now.form.action) return kept;
      sessionStorage.removeItem(KEPT);
    } catch (refused) {}
    return null;
  }

  function changed(event) {
    if (!now || event.target.form !== now.form) return;
    now.warned = "";
    keep();
    refresh();
  }

  // --- the page changes around the ballot

  function stageName() {
    const stage = document.getElementById("stage");
    const part = stage && stage.firstElementChild;
    return part ? part.id : "";
  }

  function follow() {
    const form = document.querySelector("form[data-ballot]");
    if (now && now.form !== form) {
      const pending = now.sent !== null || state() === "changed" || state() === "chosen";
      unsentRound = pending ? now.form.dataset.round : "";
      clearTimeout(now.timer);
      now = null;
    }
    if (form && !now) begin(form);
    for (const note of document.querySelectorAll("[data-when-unsent]")) {
      note.hidden = note.dataset.whenUnsent !== unsentRound;
    }
    if (stageName() !== shown) arrive();
    tellSafe();
  }

  // Another question, another moment: from the top, said aloud, and the keyboard with it.
  function arrive() {
    shown = stageName();
    const stage = document.getElementById("stage");
    const words = stage.querySelector("[data-announce]");
    const title = stage.querySelector("h1");
    if (!stays) document.getElementById("notice").replaceChildren();
    stays = false;
    document.getElementById("announcer").textContent = words ? words.textContent : "";
    scrollTo(0, 0);
    if (title && inside && document.activeElement === document.body) title.focus({ preventScroll: true });
  }

  document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("rebond:stage", follow);
  document.addEventListener("htmx:before:swap", () => {
    inside = document.getElementById("stage").contains(document.activeElement);
  });
  document.addEventListener("rebond:connection", (event) => event.detail.lost || back());
  document.addEventListener("submit", submitted, true);
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("rebond:full", () => now && say("full"));
  document.addEventListener("htmx:config:request", sending);
  document.addEventListener("htmx:after:request", answered);
  document.addEventListener("htmx:error", (event) => mine(event) && missed());
  document.addEventListener("visibilitychange", () => document.hidden || back());
  addEventListener("pageshow", back);
  addEventListener("online", back);
})();
