// Improves pages that work without it. In an article, words and card are joined: whichever is under the pointer or has the
// focus lights up the other, and a click on words shows the card without moving the page under the reader.
"use strict";

const cardOf = mark => document.getElementById(mark.hash.slice(1));
const marksOf = card => document.querySelectorAll(`a.mark[href="#${CSS.escape(card.id)}"]`);

function light(element, on) {
  if (element.matches("a.mark")) {
    const card = cardOf(element);
    if (card) card.classList.toggle("lit", on);
  } else {
    marksOf(element).forEach(mark => mark.classList.toggle("lit", on));
  }
}

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  for (const [type, on] of [[begin, true], [end, false]]) {
    document.addEventListener(type, event => {
      const element = event.target.closest("a.mark, .card[id]");
      if (element) light(element, on);
    });
  }
}

// The sheet shows a copy of a card at the foot of the window where the card itself is out of sight.
let sheet;
function show(card, mark) {
  close();
  sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", "The claim these words belong to");
  const copy = card.cloneNode(true);
  copy.removeAttribute("id");
  const button = document.createElement("button");
  button.textContent = "Close";
  button.addEventListener("click", () => { close(); mark.focus({preventScroll: true}); });
  sheet.append(copy, button);
  document.body.append(sheet);
  button.focus({preventScroll: true});
}
function close() {
  if (sheet) sheet.remove();
  sheet = undefined;
}

document.addEventListener("click", event => {
  const mark = event.target.closest("a.mark");
  const card = mark && cardOf(mark);
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const side = card.closest("aside");
  document.querySelectorAll(".card.asked").forEach(other => other.classList.remove("asked"));
  card.classList.add("asked");
  if (getComputedStyle(side).position === "sticky") {
    side.scrollTop = card.offsetTop - side.offsetTop - side.clientHeight / 3; // the side scrolls, the page does not
  } else {
    show(card, mark);
  }
});
document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
