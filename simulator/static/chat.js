// The chat page: it shows what the simulator tells, and tells it what the person does.

const TAGS = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote"]);
const zone = "Europe/Oslo";
const byId = (id) => document.getElementById(id);
const state = { chats: new Map(), person: null, alerts: new Map(), read: new Map(), busy: new Map(), now: new Date(), at: 0 };

const day = new Intl.DateTimeFormat("nb", { timeZone: zone, weekday: "long", day: "numeric", month: "long" });
const clock = new Intl.DateTimeFormat("nb", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat("nb", {
  timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
});

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Telegram's own few tags become elements; whatever else there is stays text.
function rendered(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const copy = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    const children = [...node.childNodes].map(copy);
    const name = node.localName;
    if (name === "a" && /^https?:/.test(node.href)) {
      return element("a", { href: node.href, target: "_blank", rel: "noopener" }, ...children);
    }
    if (TAGS.has(name)) return element(name, {}, ...children);
    const fragment = document.createDocumentFragment();
    fragment.append(...children);
    return fragment;
  };
  return [...parsed.childNodes].map(copy);
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return answer.ok ? answer.json() : {};
}

function keyFor(chat, message, button) {
  if (button.url) return element("a", { href: button.url, target: "_blank", rel: "noopener", textContent: button.text });
  const name = `${message.id}:${button.data}`;
  const made = element("button", { type: "button", textContent: button.text });
  if (chat.spinning.includes(state.busy.get(name))) made.setAttribute("aria-busy", "true");
  made.addEventListener("click", async () => {
    made.setAttribute("aria-busy", "true");
    const { query } = await send("/page/tap", { person: chat.id, message: message.id, data: button.data });
    state.busy.set(name, query);
    show();
  });
  return made;
}

function bubble(chat, message) {
  const inside = message.from_bot ? rendered(message.html) : [message.text];
  if (message.document) {
    inside.unshift(element("a", {
      className: "file", href: `/page/file/${chat.id}/${message.id}`, download: message.document,
      textContent: `Fil: ${message.document}`,
    }), message.text ? "\n" : "");
  }
  const when = clock.format(new Date(message.date)) + (message.edited ? ", endret" : "");
  const made = element("div", { className: message.from_bot ? "message" : "message mine" });
  made.append(element("div", { className: "bubble" }, ...inside, element("span", { className: "when", textContent: when })));
  if (message.rows.length) {
    const rows = message.rows.map((row) => element("div", { className: "row" }, ...row.map((b) => keyFor(chat, message, b))));
    made.append(element("div", { className: "keys" }, ...rows));
  }
  return made;
}

function showChat(chat) {
  const log = byId("chat");
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const focused = document.activeElement?.closest?.("#chat button")?.textContent;
  const parts = [];
  let last = "";
  for (const message of chat.messages) {
    const on = day.format(new Date(message.date));
    if (on !== last) parts.push(element("div", { className: "day", textContent: on }));
    last = on;
    parts.push(bubble(chat, message));
  }
  if (!parts.length) {
    parts.push(element("div", { className: "day", textContent: "Skriv hva du trenger, eller trykk på et forslag under" }));
  }
  log.replaceChildren(...parts);
  if (focused) [...log.querySelectorAll("button")].findLast((b) => b.textContent === focused)?.focus();
  if (near) log.scrollTop = log.scrollHeight;
}

function showPeople() {
  const options = [...state.chats.values()].map((chat) => {
    const unread = chat.messages.filter((m) => m.from_bot && m.id > (state.read.get(chat.id) ?? 0)).length;
    const news = unread && chat.id !== state.person ? ` – ${unread} ${unread === 1 ? "ny" : "nye"}` : "";
    const role = chat.role ? ` (${chat.role})` : "";
    return element("option", { value: chat.id, textContent: chat.name + role + news, selected: chat.id === state.person });
  });
  byId("person").replaceChildren(...options);
}

function showHints(chat) {
  const offered = chat.messages.length > 4 ? [] : chat.suggestions;
  byId("hints").replaceChildren(...offered.map((words) => {
    const made = element("button", { type: "button", textContent: words });
    made.addEventListener("click", () => send("/page/say", { person: chat.id, text: words }));
    return made;
  }));
}

function showCommands(chat) {
  const list = chat.commands.length ? chat.commands : [{ command: "start", description: "begynn" }];
  byId("commands").replaceChildren(...list.map(({ command, description }) => {
    const made = element("button", { type: "button" }, element("b", { textContent: `/${command}` }), description);
    made.addEventListener("click", () => {
      toggleMenu(false);
      send("/page/say", { person: chat.id, text: `/${command}` });
    });
    return element("li", {}, made);
  }));
}

function showAlerts(chat) {
  const seen = state.alerts.get(chat.id) ?? chat.alerts.length;
  state.alerts.set(chat.id, chat.alerts.length);
  if (chat.alerts.length <= seen) return;
  const dialog = byId("alert");
  dialog.querySelector("p").textContent = chat.alerts.at(-1);
  if (!dialog.open) dialog.showModal();
}

function show() {
  const chat = state.chats.get(state.person);
  if (!chat) return;
  state.read.set(chat.id, chat.messages.at(-1)?.id ?? 0);
  showChat(chat);
  showPeople();
  showHints(chat);
  showCommands(chat);
  showAlerts(chat);
}

function showNow() {
  const now = new Date(state.now.getTime() + performance.now() - state.at);
  byId("now").textContent = moment.format(now);
}

function setNow(text) {
  state.now = new Date(text);
  state.at = performance.now();
  showNow();
}

function toggleMenu(open) {
  byId("commands").hidden = !open;
  byId("menu").setAttribute("aria-expanded", String(open));
}

function minutesUntil(hour) {
  const now = new Date(state.now.getTime() + performance.now() - state.at);
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).formatToParts(now);
  const part = (type) => Number(parts.find((p) => p.type === type).value);
  return (24 + hour) * 60 - (part("hour") * 60 + part("minute"));
}

async function load() {
  const told = await (await fetch("/page/state")).json();
  for (const chat of told.chats) state.chats.set(chat.id, chat);
  state.person ??= Number(sessionStorage.getItem("person")) || told.chats[0]?.id;
  if (!state.chats.has(state.person)) state.person = told.chats[0]?.id;
  byId("advance").hidden = !told.can_advance;
  setNow(told.now);
  show();
  byId("chat").scrollTop = byId("chat").scrollHeight;
}

function listen() {
  const events = new EventSource("/page/events");
  events.onopen = () => { byId("lost").hidden = true; load(); };
  events.onerror = () => { byId("lost").hidden = false; };
  events.onmessage = ({ data }) => {
    const { chat, now } = JSON.parse(data);
    state.chats.set(chat.id, chat);
    setNow(now);
    if (chat.id === state.person) show();
    else showPeople();
  };
}

byId("person").addEventListener("change", (event) => {
  state.person = Number(event.target.value);
  sessionStorage.setItem("person", state.person);
  show();
  byId("chat").scrollTop = byId("chat").scrollHeight;
  byId("text").focus();
});

byId("write").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  byId("text").value = "";
  byId("chat").scrollTop = byId("chat").scrollHeight;
  send("/page/say", { person: state.person, text });
});

byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    byId("write").requestSubmit();
  }
});

byId("menu").addEventListener("click", () => toggleMenu(byId("commands").hidden));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") toggleMenu(false); });

byId("advance").addEventListener("click", async (event) => {
  const { minutes, until } = event.target.dataset;
  if (!minutes && !until) return;
  const { now } = await send("/page/clock", { minutes: minutes ? Number(minutes) : minutesUntil(Number(until)) });
  if (now) setNow(now);
});

setInterval(showNow, 5000);
listen();
