// What the pages can do beyond being read: copy, run, and name the server that they come from.
"use strict";

for (const place of document.querySelectorAll("[data-origin]")) {
  place.textContent = location.origin;
}

// A page without a secure origin has no clipboard; there the text is selected to be copied by hand.
async function copy(button) {
  const code = button.parentElement.querySelector("code");
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(code.textContent);
    say(button, "Copied");
  } else {
    getSelection().selectAllChildren(code);
    say(button, "Selected");
  }
}

function say(button, word) {
  button.textContent = word;
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

async function run(button) {
  const paragraph = button.parentElement;
  const shown = paragraph.nextElementSibling;
  if (shown?.matches(".answer")) {
    shown.remove();
    expand(button, false);
    return;
  }
  expand(button, true);
  const answer = document.createElement("div");
  answer.className = "answer";
  answer.setAttribute("role", "status");
  paragraph.after(answer);
  try {
    answer.append(...await ask(button.dataset.run));
  } catch {
    answer.textContent = "The server did not answer.";
  }
}

function expand(button, isOpen) {
  button.setAttribute("aria-expanded", String(isOpen));
  button.textContent = isOpen ? "Hide the answer" : "Show the answer here";
  button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.what}`);
}

async function ask(target) {
  const started = performance.now();
  const answer = await fetch(target, { headers: { Accept: "application/json" } });
  const text = JSON.stringify(await answer.json(), null, 2);
  const line = document.createElement("p");
  line.className = "then";
  const milliseconds = Math.round(performance.now() - started);
  line.textContent = `${answer.status} ${answer.headers.get("content-type")}, in ${milliseconds} ms`;
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", "Answer of this server");
  pre.append(Object.assign(document.createElement("code"), { textContent: text }));
  return [line, pre];
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const button of document.querySelectorAll("[data-run]")) {
  button.hidden = false;
  button.addEventListener("click", () => run(button));
}
