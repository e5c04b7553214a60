// Improves pages that work without it. In an article, words and card are joined: whichever is under the pointer or has the
// focus lights up the other, and a click on words shows the card without moving the page under the reader.
"use strict";

const cardOf = mark => {
  const own = mark.hash ? mark.hash.slice(1) : "card-" + (mark.dataset.of || "").split(" ").pop();
  return document.getElementById(own);
};
const numberOf = card => card.dataset.number || card.id.slice("card-".length); // a copy has no id
const wordsOf = number => document.querySelectorAll(`:is(.text, h1) :is([data-of~="${number}"], a.mark[href="#card-${number}"])`);
const claimOf = card => decodeURIComponent(card.querySelector("a.why").pathname.split("/claims/").pop());

function light(number, on) {
  const card = document.getElementById("card-" + number);
  if (card) card.classList.toggle("lit", on);
  wordsOf(number).forEach(mark => mark.classList.toggle("lit", on));
}

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  for (const [type, on] of [[begin, true], [end, false]]) {
    document.addEventListener(type, event => {
      const element = event.target.closest("a.mark, .card");
      if (!element) return;
      const card = element.matches(".card") ? element : cardOf(element);
      if (card) light(numberOf(card), on);
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
  copy.dataset.number = numberOf(card);
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

// ask marks a card as the one that was asked for, and brings it into sight beside the text.
function ask(card) {
  document.querySelectorAll(".card.asked").forEach(other => other.classList.remove("asked"));
  card.classList.add("asked");
  const side = card.closest("aside");
  if (!side || getComputedStyle(side).position !== "sticky") return false;
  side.scrollTop += card.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3; // the side scrolls, the page does not
  return true;
}

document.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const mark = event.target.closest("a.mark");
  const card = mark && cardOf(mark);
  if (!card) return;
  event.preventDefault();
  if (!ask(card)) show(card, mark);
  else if (event.detail === 0) card.querySelector(".speaker").focus({preventScroll: true}); // by the keyboard
});

// From a card back to its words: the keyboard goes on from there.
function arrive() {
  const claim = decodeURIComponent(location.hash.slice(1));
  const card = claim && [...document.querySelectorAll("aside .card")].find(card => claimOf(card) === claim);
  if (!card) return;
  ask(card);
  const number = numberOf(card);
  const mark = document.querySelector(`a.mark:not([tabindex])[href="#card-${number}"]`) || [...wordsOf(number)].find(words => words.matches("a"));
  if (mark) mark.focus({preventScroll: true});
}
window.addEventListener("hashchange", arrive);
window.addEventListener("load", () => setTimeout(arrive)); // the browser goes to the address's words first, and takes the focus away

document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });

// Why, and what corrects it, opens within the card; without script it is a page of its own.
document.addEventListener("click", async event => {
  const link = event.target.closest(".card a.why");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const card = link.closest(".card");
  const open = card.querySelector(".inset");
  if (open) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  let why;
  try {
    const answer = await fetch(link.href);
    if (answer.ok) why = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("why");
  } catch { /* the page itself says what is wrong */ }
  if (!why) {
    location.href = link.href;
    return;
  }
  why.removeAttribute("id");
  why.className = "inset";
  why.querySelectorAll('input[name="back"]').forEach(back => { back.value = location.pathname + location.search + "#" + claimOf(card); });
  card.append(why);
  link.setAttribute("aria-expanded", "true");
  const first = why.querySelector("input:not([type=hidden]), select, button, a, summary");
  if (first && event.detail === 0) first.focus({preventScroll: true});
});

// In a picture what is under the pointer lights up with its row in the table, a click leads there, and a node of a network
// shows with what it has edges to. The table has all of it without script.
function lightPicture(element, on) {
  const row = document.getElementById(element.dataset.row);
  if (row) row.classList.toggle("lit", on);
  element.classList.toggle("lit", on);
  const id = element.dataset.node;
  if (id === undefined) return;
  for (const edge of element.ownerSVGElement.querySelectorAll(".edge")) {
    const its = edge.dataset.from === id || edge.dataset.to === id;
    edge.classList.toggle("lit", on && its);
    edge.classList.toggle("faint", on && !its);
  }
}
for (const [type, on] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(type, event => {
    const element = event.target.closest(".picture [data-row], .picture [data-node]");
    if (element) lightPicture(element, on);
  });
}
document.addEventListener("click", event => {
  const element = event.target.closest(".picture [data-row]");
  const row = element && document.getElementById(element.dataset.row);
  if (!row) return;
  const folded = row.closest("details");
  if (folded) folded.open = true;
  row.scrollIntoView({block: "center"});
});

// Windows of time are stepped through in their place: the page stays where it is, the address is that of the window, and the
// arrow keys step, too. Without script each is a page.
async function step(address) {
  const old = document.getElementById("windows");
  const rel = old.contains(document.activeElement) ? document.activeElement.rel || document.activeElement.name : "";
  let next;
  try {
    const answer = await fetch(address);
    if (answer.ok) next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("windows");
  } catch { /* the page itself says what is wrong */ }
  if (!next) {
    location.href = address;
    return;
  }
  old.replaceWith(next);
  history.replaceState(null, "", address);
  const again = rel && (next.querySelector(`a[rel="${rel}"], select[name="${rel}"]`) || next.querySelector(".steps a"));
  if (again) again.focus({preventScroll: true});
}
const stepped = form => form.action + "?" + new URLSearchParams(new FormData(form));
document.addEventListener("click", event => {
  const link = event.target.closest("#windows .steps a[rel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  step(link.href);
});
document.addEventListener("submit", event => {
  if (!event.target.matches("#windows .steps form")) return;
  event.preventDefault();
  step(stepped(event.target));
});
document.addEventListener("keydown", event => {
  const rel = {ArrowLeft: "prev", ArrowRight: "next"}[event.key];
  const link = rel && event.target.closest("#windows .steps a") && document.querySelector(`#windows .steps a[rel="${rel}"]`);
  if (!link) return;
  event.preventDefault();
  step(link.href);
});

// What is to be cited can be copied at a click; without script it is a text that is marked whole by one.
for (const cite of document.querySelectorAll("details.cite")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.title = "Copy the citation";
  cite.after(button);
}
document.addEventListener("click", async event => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const words = button.previousElementSibling.querySelector(".citation");
  try {
    await navigator.clipboard.writeText(words.textContent);
  } catch { // browsers let only pages of this machine, or that come by HTTPS, have the clipboard
    button.previousElementSibling.open = true;
    getSelection().selectAllChildren(words);
    if (!document.execCommand("copy")) return;
  }
  button.textContent = "Copied";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
});

// Files can be dropped anywhere on a form that takes them.
for (const form of document.querySelectorAll("form.drop")) {
  const files = form.querySelector('input[type="file"]');
  form.addEventListener("dragover", event => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", event => {
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
  });
}

// Where the menu is one line that scrolls, the page that is open is in sight in it.
const here = document.querySelector(".top nav [aria-current]");
if (here) here.closest("nav").scrollLeft = here.offsetLeft - 16;
