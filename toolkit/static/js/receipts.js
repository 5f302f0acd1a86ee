/*
 * Receipts kept by the phone: the server forgets whose they are once a question is over, so they are written down
 * here and nowhere else, and never sent. A browser that keeps nothing still shows the receipt with the vote.
 */
(() => {
  "use strict";

  const KEPT = "rebond-receipts";
  const MOST = 60;

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(found) ? found : [];
    } catch (refused) {
      return [];
    }
  }

  function keep(receipt) {
    const { receipt: code, place, page, question } = receipt.dataset;
    const others = kept().filter((one) => one.place !== place);
    try {
      localStorage.setItem(KEPT, JSON.stringify([...others, { code, place, page, question }].slice(-MOST)));
    } catch (refused) {}
  }

  const grouped = (code) => code.replace(/(.{3})(?=.)/g, "$1 ");

  function line(one) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const code = document.createElement("b");
    link.href = one.page;
    link.textContent = one.question;
    code.textContent = grouped(one.code);
    item.append(code, " ", link);
    return item;
  }

  function dress() {
    const receipt = document.querySelector("[data-receipt]");
    if (receipt) keep(receipt);
    const place = document.querySelector("[data-kept]");
    if (!place) return;
    const here = receipt ? receipt.dataset.place : "";
    const earlier = kept().filter((one) => one.place.startsWith(place.dataset.kept + " ") && one.place !== here);
    place.querySelector("[data-kept-list]").replaceChildren(...earlier.map(line));
    place.hidden = !earlier.length;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    } catch (refused) {
      // Without https a page may not write to the clipboard: the code is selected, to copy by hand.
      getSelection().selectAllChildren(button.closest("section").querySelector(".receipt__code"));
    }
  });

  document.addEventListener("rebond:stage", dress);
  document.addEventListener("DOMContentLoaded", dress);
})();
