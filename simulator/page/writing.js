// The field to write in: Enter sends, "/" and the menu show the commands, suggestions are one tap away.

import { element } from "./drawing.js";

const byId = (id) => document.getElementById(id);
const field = byId("text");
// Where there is none, a field in focus brings up the one on the screen, over half of the chat.
const HAS_KEYBOARD = window.matchMedia("(hover: hover)").matches;
let say = () => {};
let person = null;
let editing = null;

export function prepareWriting({ onSay, onEdit, onSend }) {
  say = onSay;
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    if (editing === null) onSay(text);
    else onEdit(editing, text);
    stopEditing();
  });
  byId("attachments").addEventListener("click", (event) => {
    const kind = event.target.dataset.send;
    if (!kind) return;
    openAttachments(false);
    onSend(kind);
  });
}

export function showWriter(shown) {
  if (person !== null && person.id !== shown.id) stopEditing();
  person = shown;
  const example = shown.suggestions.find((words) => !words.startsWith("/"));
  const room = field.clientWidth > 300;
  field.placeholder = example && room ? `Skriv f.eks. «${example}»` : "Skriv en melding";
  byId("menu").hidden = shown.commands.length === 0 || shown.menu === "web_app";
  byId("composer").hidden = shown.blocked;
  byId("unblock").hidden = !shown.blocked;
  byId("block").textContent = shown.blocked ? "Slutt å blokkere boten" : "Blokker boten";
  drawChips();
}

export function startEditing(message) {
  editing = message.id;
  field.value = message.text;
  byId("editing").hidden = false;
  field.focus();
  drawChips();
}

function stopEditing() {
  editing = null;
  field.value = "";
  byId("editing").hidden = true;
  fit();
  openCommands(false);
  drawChips();
}

function drawChips() {
  const chips = byId("chips");
  const fresh = person.messages.size === 0 && !person.started;
  const words = field.value || editing !== null || person.blocked ? [] : person.suggestions;
  chips.replaceChildren(
    ...(fresh && !field.value ? [chip("Start", "/start", "start")] : []),
    ...words.map((suggestion) => chip(suggestion, suggestion)),
  );
  chips.hidden = chips.childElementCount === 0;
}

const chip = (label, text, className = "") =>
  element("button", { type: "button", className, textContent: label, data: { say: text } });

function fit() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`;
}

function openCommands(open, beginning = "") {
  const list = byId("commands");
  const found = person ? person.commands.filter((each) => `/${each.command}`.startsWith(beginning)) : [];
  list.replaceChildren(...found.map((each) => element("li", {}, element(
    "button",
    { type: "button", data: { say: `/${each.command}` } },
    element("span", { textContent: each.description }),
    element("span", { className: "command-name", textContent: `/${each.command}` }),
  ))));
  list.hidden = !open || found.length === 0;
  byId("menu").setAttribute("aria-expanded", String(!list.hidden));
  return !list.hidden;
}

function openAttachments(open) {
  byId("attachments").hidden = !open;
  byId("attach").setAttribute("aria-expanded", String(open));
  if (open) byId("attachments").querySelector("button").focus();
}

field.addEventListener("input", () => {
  fit();
  openCommands(/^\/\w*$/.test(field.value), field.value);
  drawChips();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
  } else if (event.key === "Escape") {
    if (!byId("commands").hidden) openCommands(false);
    else if (editing !== null) stopEditing();
  } else if (event.key === "ArrowDown" && !byId("commands").hidden) {
    event.preventDefault();
    byId("commands").querySelector("button")?.focus();
  }
});
byId("commands").addEventListener("keydown", (event) => {
  const buttons = [...byId("commands").querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)].focus();
  else if (event.key === "ArrowUp") (at > 0 ? buttons[at - 1] : field).focus();
  else if (event.key === "Escape") {
    openCommands(false);
    field.focus();
  } else return;
  event.preventDefault();
});
byId("menu").addEventListener("click", () => {
  if (openCommands(byId("commands").hidden)) byId("commands").querySelector("button").focus();
});
byId("attach").addEventListener("click", () => openAttachments(byId("attachments").hidden));
byId("stop-editing").addEventListener("click", () => stopEditing());
for (const id of ["commands", "chips"]) {
  byId(id).addEventListener("click", (event) => {
    const text = event.target.closest("[data-say]")?.dataset.say;
    if (!text) return;
    stopEditing();
    say(text);
    if (HAS_KEYBOARD) field.focus({ preventScroll: true });
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("attachments").hidden) {
    openAttachments(false);
    byId("attach").focus();
  }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".attach")) openAttachments(false);
  if (!event.target.closest(".foot")) openCommands(false);
});
