/*
 * Ranking by the thumb or the keyboard: tap to rank next, tap again to take out; drag the handle, or move with
 * arrows and buttons; a card may be level with the one above. Cards below the line are not ranked.
 *
 * The numbers in the form stay the state: the list is arranged from them, and writes them back.
 */
(() => {
  "use strict";

  const EDGE = 90; // px from the edge of the screen where dragging scrolls
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  let drag = null; // { row, grip: px from the row's top to the finger, y: where the finger is, frame }

  const list = () => document.querySelector("[data-ranking]");
  const line = (rows) => rows.querySelector("[data-line]");
  const field = (row) => row.querySelector("input");
  const isRow = (row) => row && row.matches("[data-rank]");
  const isTied = (row) => isRow(row) && row.classList.contains("is-tied");
  const isRanked = (row) => Boolean(row.compareDocumentPosition(line(list())) & Node.DOCUMENT_POSITION_FOLLOWING);

  const all = (rows) => [...rows.querySelectorAll("[data-rank]")];
  const ranked = (rows) => all(rows).filter(isRanked);

  // --- from numbers to order, and back

  function arrange(rows) {
    const place = (row) => Number(field(row).value);
    const placed = all(rows).filter(place).sort((a, b) => place(a) - place(b));
    all(rows).forEach((row) => row.classList.remove("is-tied"));
    placed.forEach((row, i) => {
      row.classList.toggle("is-tied", i > 0 && place(row) === place(placed[i - 1]));
      rows.insertBefore(row, line(rows));
    });
    all(rows).filter((row) => !place(row)).forEach((row) => rows.append(row));
    write(rows);
  }

  function write(rows) {
    let place = 1;
    const order = ranked(rows);
    for (const row of all(rows)) {
      const i = order.indexOf(row);
      if (i < 1) row.classList.remove("is-tied");
      if (i >= 0 && !isTied(row)) place = i + 1;
      field(row).value = i < 0 ? "" : place;
      row.classList.toggle("is-on", i >= 0);
      if (row.querySelector(".option__face")) row.classList.toggle("option--scanned", i < 0);
      row.querySelector("[data-place]").textContent = i < 0 ? "" : place;
      row.querySelector("[data-pick]").setAttribute("aria-pressed", String(i >= 0));
      const tie = row.querySelector("[data-move=tie]");
      tie.setAttribute("aria-pressed", String(isTied(row)));
      tie.setAttribute("aria-disabled", String(i < 1));
      row.querySelector("[data-move=up]").setAttribute("aria-disabled", String(i < 1));
      row.querySelector("[data-move=down]").setAttribute("aria-disabled", String(i === order.length - 1));
    }
    document.querySelector("[data-head]").hidden = !order.length;
  }

  // --- moves

  // A card that leaves or lands between two level cards leaves no tie that nobody asked for.
  function leave(row) {
    const next = row.nextElementSibling;
    if (isTied(next) && !isTied(row)) next.classList.remove("is-tied");
    row.classList.remove("is-tied");
  }

  const land = (row) => isTied(row.nextElementSibling) && row.nextElementSibling.classList.remove("is-tied");

  const MOVES = {
    // The neighbour moves, not the row: an element taken out of the page loses the focus and the finger.
    up(row) {
      const before = row.previousElementSibling;
      if (!isRow(before) || !isRanked(row)) return;
      leave(row);
      row.after(before);
      land(row);
    },
    down(row) {
      const after = row.nextElementSibling;
      if (!isRow(after) || !isRanked(row)) return;
      leave(row);
      row.before(after);
      land(row);
    },
    tie(row) {
      if (isRow(row.previousElementSibling)) row.classList.toggle("is-tied");
    },
    in(row) {
      line(list()).before(row);
    },
    out(row) {
      leave(row);
      const order = Number(row.dataset.order);
      const pool = all(list()).filter((other) => other !== row && !isRanked(other));
      const next = pool.find((other) => Number(other.dataset.order) > order);
      if (next) next.before(row);
      else list().append(row);
    },
  };

  function move(row, how) {
    const rows = list();
    const held = document.activeElement;
    const offscreen = line(rows).getBoundingClientRect().top < 0;
    const mark = offscreen && isRow(row.previousElementSibling) ? row.previousElementSibling : null;
    const before = mark && mark.getBoundingClientRect().top;
    slide(rows, () => {
      MOVES[how](row);
      write(rows);
    });
    if (mark) scrollBy(0, mark.getBoundingClientRect().top - before);
    if (row.contains(held) && held !== document.activeElement) refocus(row, held);
    announce(row);
    field(row).dispatchEvent(new Event("change", { bubbles: true }));
  }

  function refocus(row, held) {
    const target = held.offsetParent ? held : row.querySelector("[data-pick]");
    target.focus({ preventScroll: true });
  }

  function announce(row) {
    const rows = list();
    const of = ranked(rows).length;
    const words = isRanked(row) ? rows.dataset.said : rows.dataset.saidOut;
    const values = { title: row.dataset.title, n: field(row).value, of };
    document.getElementById("announcer").textContent = words.replace(/%(\w+)/g, (_, key) => values[key]);
  }

  // Rows glide from where they were: the eye follows what moved.
  function slide(rows, change) {
    const tops = new Map(all(rows).map((row) => [row, row.offsetTop]));
    change();
    if (calm.matches) return;
    for (const [row, top] of tops) {
      const by = top - row.offsetTop;
      if (by && (!drag || row !== drag.row)) {
        row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
      }
    }
  }

  // --- dragging

  function grab(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    const row = handle.closest("[data-rank]");
    drag = { row, grip: event.clientY - row.getBoundingClientRect().top, y: event.clientY, frame: 0 };
    handle.setPointerCapture(event.pointerId);
    row.classList.add("is-dragged");
    drag.frame = requestAnimationFrame(follow);
  }

  function follow() {
    const { row, grip, y } = drag;
    const rows = list();
    const bottom = innerHeight - document.querySelector(".ballot-bar").offsetHeight;
    const speed = y < EDGE ? y - EDGE : y > bottom - EDGE ? y - bottom + EDGE : 0;
    if (speed) scrollBy(0, speed / 6);
    const wanted = y - grip - rows.getBoundingClientRect().top;
    const middle = wanted + row.offsetHeight / 2;
    const before = row.previousElementSibling;
    const after = row.nextElementSibling;
    const passes = (other) => other.offsetTop + other.offsetHeight / 2;
    if (isRow(before) && middle < passes(before)) slide(rows, () => (MOVES.up(row), write(rows)));
    else if (isRow(after) && middle > passes(after)) slide(rows, () => (MOVES.down(row), write(rows)));
    row.style.transform = `translateY(${wanted - row.offsetTop}px)`;
    drag.frame = requestAnimationFrame(follow);
  }

  function drop() {
    if (!drag) return;
    const { row, frame } = drag;
    cancelAnimationFrame(frame);
    row.classList.remove("is-dragged");
    row.style.transform = "";
    drag = null;
    announce(row);
    field(row).dispatchEvent(new Event("change", { bubbles: true }));
  }

  // --- events

  function ready(event) {
    const rows = event.target.querySelector("[data-ranking]");
    if (!rows) return;
    all(rows).forEach((row, i) => {
      row.dataset.order = i;
      const label = row.querySelector("label");
      if (!label) return;
      const pick = document.createElement("button");
      pick.type = "button";
      pick.className = label.className + " rank__pick";
      pick.dataset.pick = "";
      pick.append(...label.childNodes);
      label.replaceWith(pick);
    });
    arrange(rows);
  }

  function clicked(event) {
    const row = event.target.closest("[data-rank]");
    const button = row && event.target.closest("[data-pick], [data-move]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    move(row, button.dataset.move || (isRanked(row) ? "out" : "in"));
  }

  function pressed(event) {
    const how = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!how || !event.target.matches("[data-handle]")) return;
    event.preventDefault();
    move(event.target.closest("[data-rank]"), how);
  }

  document.addEventListener("rebond:ballot", ready);
  document.addEventListener("rebond:restored", (event) => event.target.querySelector("[data-ranking]") && ready(event));
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  document.addEventListener("pointerdown", grab);
  document.addEventListener("pointermove", (event) => drag && (drag.y = event.clientY));
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
})();
