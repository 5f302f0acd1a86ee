/*
 * Cards on a map: drag a pin from the tray, or tap it and tap its place; with the keyboard, arrows move it and
 * Delete takes it off. Two lists for each card hold the place: everything here reads or sets them.
 */
(() => {
  "use strict";

  const STEPS = 10;
  const EDGE = 0.06; // share of the pad kept free around the outermost steps, as in ballot.css
  const STILL = 6; // px a finger may tremble during a tap
  const BESIDE = 14; // px between pins on one place

  let picked = null; // the pin that waits for its place
  let drag = null; // { pin, x, y: where it began, moved }
  let dragged = false; // a drag just ended: the click that follows is not a tap

  const map = () => document.querySelector("[data-map]");
  const pad = () => map().querySelector("[data-pad]");
  const tray = () => map().querySelector("[data-tray]");
  const pins = () => [...map().querySelectorAll("[data-pin]")];
  const lists = (pin) => ["x", "y"].map((axis) => map().closest("form").elements[`${axis}.${pin.dataset.pin}`]);
  const place = (pin) => lists(pin).map((list) => (list.value === "" ? null : Number(list.value)));
  const isPlaced = (pin) => place(pin).every((step) => step !== null);
  const clamp = (step) => Math.max(0, Math.min(STEPS, step));
  const percent = (step) => `${100 * (EDGE + (1 - 2 * EDGE) * (step / STEPS))}%`;

  // --- from the lists to the map, and back

  function draw() {
    const taken = {};
    for (const pin of pins()) {
      const at = isPlaced(pin) ? place(pin) : null;
      const home = at ? pad() : tray();
      const held = document.activeElement === pin;
      if (pin.parentNode !== home) home.append(pin);
      if (held) pin.focus({ preventScroll: true });
      pin.classList.toggle("is-out", !at);
      const card = document.querySelector(`[data-placed="${CSS.escape(pin.dataset.pin)}"]`);
      if (card) card.classList.toggle("is-on", Boolean(at));
      if (pin.classList.contains("is-dragged")) continue;
      pin.style.left = at ? percent(at[0]) : "";
      pin.style.bottom = at ? percent(at[1]) : "";
      const others = at ? (taken[at] = (taken[at] || 0) + 1) - 1 : 0;
      pin.style.translate = others ? `${others * BESIDE}px ${others * -BESIDE}px` : "";
    }
    tray().hidden = !tray().querySelector("[data-pin]");
  }

  function put(pin, at) {
    lists(pin).forEach((list, axis) => (list.value = at ? String(clamp(at[axis])) : ""));
    draw();
    announce(pin);
    lists(pin)[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  function announce(pin) {
    const [x, y] = place(pin);
    const words = x === null ? map().dataset.saidOut : map().dataset.said;
    const values = { title: pin.dataset.title, x, y };
    document.getElementById("announcer").textContent = words.replace(/%(\w+)/g, (_, key) => values[key]);
  }

  // Where on the map a finger is, in steps; null when it is off the map.
  function under(event) {
    const box = pad().getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (box.bottom - event.clientY) / box.height;
    if (Math.min(x, y) < -0.08 || Math.max(x, y) > 1.08) return null;
    return [x, y].map((share) => clamp(Math.round(((share - EDGE) / (1 - 2 * EDGE)) * STEPS)));
  }

  function pick(pin) {
    if (picked) picked.setAttribute("aria-pressed", "false");
    picked = pin === picked ? null : pin;
    map().classList.toggle("is-waiting", Boolean(picked));
    if (!picked) return;
    picked.setAttribute("aria-pressed", "true");
    document.getElementById("announcer").textContent = map().dataset.picked.replace("%title", pin.dataset.title);
  }

  // --- by the finger

  function grab(event) {
    const pin = event.target.closest("[data-pin]");
    if (!pin || event.button) return;
    drag = { pin, x: event.clientX, y: event.clientY, moved: false };
    pin.setPointerCapture(event.pointerId);
  }

  function follow(event) {
    if (!drag) return;
    const { pin, x, y } = drag;
    if (!drag.moved && Math.hypot(event.clientX - x, event.clientY - y) < STILL) return;
    drag.moved = true;
    pin.classList.add("is-dragged");
    pin.style.translate = "";
    pin.style.bottom = "auto";
    pin.style.left = `${event.clientX}px`;
    pin.style.top = `${event.clientY}px`;
  }

  function drop(event) {
    if (!drag) return;
    const { pin, moved } = drag;
    drag = null;
    if (!moved) return;
    dragged = true;
    setTimeout(() => (dragged = false));
    pin.classList.remove("is-dragged");
    pin.style.top = "";
    if (picked) pick(picked);
    if (event.type === "pointercancel") draw();
    else put(pin, under(event));
  }

  function clicked(event) {
    if (!map() || dragged || !map().contains(event.target)) return;
    const pin = event.target.closest("[data-pin]");
    if (pin) return pick(pin);
    if (!picked || !pad().contains(event.target)) return;
    const chosen = picked;
    pick(chosen);
    put(chosen, under(event));
  }

  // --- by the keyboard

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  function pressed(event) {
    const pin = event.target.closest && event.target.closest("[data-pin]");
    if (!pin) return;
    const by = ARROWS[event.key];
    const off = event.key === "Delete" || event.key === "Backspace";
    if (!by && !off) return;
    event.preventDefault();
    const from = isPlaced(pin) ? place(pin) : [STEPS / 2, STEPS / 2];
    put(pin, off ? null : from.map((step, axis) => step + by[axis]));
  }

  // --- events

  const ready = (event) => event.target.querySelector("[data-map]") && draw();

  function changed(event) {
    if (map() && event.target.closest("[data-placed]")) draw();
  }

  document.addEventListener("rebond:ballot", ready, true);
  document.addEventListener("rebond:restored", ready);
  document.addEventListener("change", changed, true);
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  document.addEventListener("pointerdown", grab);
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
})();
