// The chat page: it shows what the simulated Telegram tells, and tells it what the visitor does.

import { drawMessage, drawWelcome, element } from "./drawing.js";
import { closeSide, drawPeople, markSeen } from "./people.js";
import { dayKey, dayWords, hourNow, setClock, shortNow, today } from "./times.js";
import { prepareWriting, showWriter, startEditing } from "./writing.js";

const SPIN_SECONDS = 15;
const byId = (id) => document.getElementById(id);
const log = byId("log");
const scroll = byId("scroll");
const people = new Map();
const spinning = new Map();
let username = "";
let current = null;
let typing = 0;

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    if (!answer.ok) toast(await answer.text());
    return answer.ok;
  } catch {
    toast("Ingen kontakt med prøvechatten.");
    return false;
  }
}

const act = (deed, body) => post(`/people/${current.id}/${deed}`, body);

// What is told, by its name.
const happened = {
  state(told) {
    username = told.username;
    setClock(told.clock);
    byId("moves").hidden = byId("moves-note").hidden = !told.clock.movable;
    people.clear();
    for (const person of told.people) {
      const messages = new Map(person.messages.map((message) => [message.id, message]));
      people.set(person.id, { ...person, messages });
    }
    const wanted = current?.id ?? Number(location.hash.slice(1));
    become(people.get(wanted) ?? people.values().next().value);
  },
  message({ person: id, message }) {
    const person = people.get(id);
    const known = person.messages.has(message.id);
    person.messages.set(message.id, message);
    if (message.mine) person.started = true;
    if (person === current) {
      if (!message.mine) showTyping(false);
      known ? replaceMessage(message) : appendMessage(message);
    }
    refresh();
  },
  removed({ person: id, message_id }) {
    people.get(id).messages.delete(message_id);
    if (current.id === id) drawAll();
  },
  pinned({ person: id, message_id }) {
    people.get(id).pinned = message_id;
    drawPinned();
  },
  tapped({ person: id, message_id, data }) {
    const key = spinKey(id, message_id, data);
    spinning.set(key, setTimeout(() => stopSpinning(id, message_id, data), SPIN_SECONDS * 1000));
    redraw(id, message_id);
  },
  answer({ person: id, message_id, data, text, alert, url }) {
    stopSpinning(id, message_id, data);
    if (current.id !== id) return;
    if (text) alert ? showAlert(text) : toast(text);
    if (url) follow(url) || window.open(url, "_blank", "noopener");
  },
  presented(told) {
    for (const { id, ...shown } of told.people) Object.assign(people.get(id), shown);
    if (current.messages.size === 0) drawAll();
    refresh();
  },
  typing({ person: id }) {
    if (current.id === id) showTyping(true);
  },
  blocked({ person: id, blocked }) {
    people.get(id).blocked = blocked;
    refresh();
  },
  clock(told) {
    setClock(told);
    drawClock();
    drawAll();
  },
};

function become(person) {
  current = person;
  history.replaceState(null, "", `#${person.id}`);
  showTyping(false);
  drawAll();
  refresh();
  drawClock();
}

function refresh() {
  markSeen(current);
  drawPeople(people, current);
  showWriter(current);
  drawPinned();
  byId("bot-name").textContent = current.bot;
}

// Messages

const isSpinning = (message, data) => spinning.has(spinKey(current.id, message, data));
const spinKey = (person, message, data) => `${person}:${message}:${data}`;
const draw = (message) => drawMessage(message, { botName: current.bot, isSpinning });

function drawAll() {
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  for (const message of current.messages.values()) append(message);
  if (current.messages.size === 0) log.append(drawWelcome(current));
  toBottom();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 100);
}

function append(message) {
  log.querySelector(".welcome")?.remove();
  const last = log.lastElementChild;
  const day = dayKey(new Date(message.date));
  if (last?.dataset.day !== day) {
    log.append(element("div", { className: "day", textContent: dayWords(new Date(message.date)), role: "separator" }));
  }
  const node = draw(message);
  node.dataset.day = day;
  if (last && last.classList.contains("mine") !== message.mine) node.classList.add("turn");
  log.append(node);
  return node;
}

function appendMessage(message) {
  const follows = message.mine || isAtBottom();
  append(message).classList.add("new");
  if (follows) toBottom();
  else byId("down").hidden = false;
}

function replaceMessage(message) {
  const old = log.querySelector(`[data-message="${message.id}"]`);
  if (!old) return drawAll();
  const wasAtBottom = isAtBottom();
  const hadFocus = old.contains(document.activeElement);
  const node = draw(message);
  node.dataset.day = old.dataset.day;
  node.classList.toggle("turn", old.classList.contains("turn"));
  node.classList.add("changed");
  old.replaceWith(node);
  node.classList.toggle("chosen", old.classList.contains("chosen"));
  if (hadFocus) (node.querySelector("button.key, a.key") ?? byId("text")).focus({ preventScroll: true });
  if (wasAtBottom) toBottom();
}

function redraw(person, id) {
  if (person !== current.id) return;
  for (const key of log.querySelectorAll(`[data-tap="${id}"]`)) {
    const spins = isSpinning(id, key.dataset.data);
    key.classList.toggle("spinning", spins);
    if (spins) key.setAttribute("aria-busy", "true");
    else key.removeAttribute("aria-busy");
  }
}

function stopSpinning(person, message, data) {
  const key = spinKey(person, message, data);
  clearTimeout(spinning.get(key));
  spinning.delete(key);
  redraw(person, message);
}

const isAtBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

function toBottom() {
  scroll.scrollTop = scroll.scrollHeight;
  byId("down").hidden = true;
}

function drawPinned() {
  const message = current.messages.get(current.pinned);
  byId("pinned").hidden = !message;
  byId("pinned").textContent = message ? `Festet: ${message.text.split("\n")[0]}` : "";
}

function showTyping(shown) {
  clearTimeout(typing);
  byId("bot-status").textContent = shown ? "skriver …" : "bot";
  byId("bot-status").classList.toggle("typing", shown);
  if (shown) typing = setTimeout(() => showTyping(false), 5000);
}

function drawClock() {
  byId("now-day").textContent = today();
  byId("now-hour").textContent = hourNow();
  byId("me-clock").textContent = shortNow();
}

function toast(words) {
  const made = element("div", { className: "toast", textContent: words });
  byId("toasts").append(made);
  setTimeout(() => made.remove(), 4000 + 40 * words.length);
}

function showAlert(words) {
  byId("alert-text").textContent = words;
  if (!byId("alert").open) byId("alert").showModal();
}

// A link into the bot itself is followed here, as Telegram does.
function follow(url) {
  const found = url.match(/^(?:https?:\/\/(?:t|telegram)\.me\/(\w+)\/?\?|tg:\/\/resolve\?domain=(\w+)&)start=([\w-]*)$/);
  if (!found || (found[1] ?? found[2]).toLowerCase() !== username.toLowerCase()) return false;
  act("says", { text: `/start ${found[3]}`.trim() });
  return true;
}

log.addEventListener("click", async (event) => {
  const key = event.target.closest("button.key");
  const link = event.target.closest("a[href]");
  const command = event.target.closest("[data-command]");
  const edit = event.target.closest("[data-edit]");
  const own = event.target.closest(".message.mine");
  if (key?.dataset.copy) {
    await navigator.clipboard.writeText(key.dataset.copy).catch(() => {});
    toast("Kopiert");
  } else if (key && !key.classList.contains("spinning")) {
    act("taps", { message_id: Number(key.dataset.tap), data: key.dataset.data });
  } else if (command) {
    act("says", { text: command.dataset.command });
  } else if (edit) {
    startEditing(current.messages.get(Number(edit.dataset.edit)));
  } else if (link && follow(link.getAttribute("href"))) {
    event.preventDefault();
  } else if (own && !link) {
    own.classList.toggle("chosen");
  }
});
byId("people").addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-person]");
  if (!chosen) return;
  become(people.get(Number(chosen.dataset.person)));
  closeSide();
});
byId("moves").addEventListener("click", async (event) => {
  const move = event.target.dataset.move;
  if (!move) return;
  const buttons = [...byId("moves").querySelectorAll("button")];
  byId("moves").setAttribute("aria-busy", "true");
  for (const button of buttons) button.disabled = true;
  await post("/clock", JSON.parse(move));
  byId("moves").removeAttribute("aria-busy");
  for (const button of buttons) button.disabled = false;
  event.target.focus();
});
byId("block").addEventListener("click", () => act("blocks", { blocked: !current.blocked }));
byId("unblock").addEventListener("click", () => act("blocks", { blocked: false }));
byId("down").addEventListener("click", toBottom);
byId("pinned").addEventListener("click", () => {
  log.querySelector(`[data-message="${current.pinned}"]`)?.scrollIntoView({ block: "center" });
});
scroll.addEventListener("scroll", () => {
  if (isAtBottom()) byId("down").hidden = true;
});
window.addEventListener("hashchange", () => {
  const wanted = people.get(Number(location.hash.slice(1)));
  if (wanted && wanted !== current) become(wanted);
});
new ResizeObserver(() => {
  if (byId("down").hidden) toBottom();
}).observe(scroll);

prepareWriting({
  onSay: (text) => act("says", { text }),
  onEdit: (id, text) => act("edits", { message_id: id, text }),
  onSend: (kind) => act("sends", { kind }),
});
setInterval(() => current && drawClock(), 5000);

const events = new EventSource("/events");
events.addEventListener("message", (event) => {
  const told = JSON.parse(event.data);
  happened[told.event]?.(told);
});
events.addEventListener("open", () => { byId("lost").hidden = true; });
events.addEventListener("error", () => { byId("lost").hidden = false; });
