// Messages as elements. What the bot says has been made safe by the server; all else is set as text.

import { hour } from "./times.js";

const STYLES = new Set(["primary", "success", "danger"]);

export function element(name, properties = {}, ...children) {
  const { data, aria, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data ?? {});
  for (const [key, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${key}`, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function initials(name) {
  const parts = name.split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] ?? "?") + (parts.length > 1 ? parts.at(-1)[0] : "")).toUpperCase();
}

const TINTS = ["#2f6f9f", "#8a4b9c", "#9c5a1e", "#1f7a6b", "#a33c5a", "#4b5fae", "#5d6f1f"];
export const tint = (id) => TINTS[id % TINTS.length];

export function avatar(person, size = "") {
  const made = element("span", { className: `avatar ${size}`, textContent: initials(person.name), ariaHidden: "true" });
  made.style.setProperty("--tint", tint(person.id));
  return made;
}

export function drawMessage(message, { botName, isSpinning }) {
  const wide = message.rows.length > 0;
  const node = element("div", {
    className: ["message", message.mine && "mine", wide && "wide"].filter(Boolean).join(" "),
    data: { message: message.id },
  });
  node.append(bubble(message, botName));
  if (wide) node.append(keyboard(message, isSpinning));
  return node;
}

function bubble(message, botName) {
  const made = element("div", { className: "bubble" });
  made.append(element("span", { className: "visually-hidden", textContent: message.mine ? "Du: " : `${botName}: ` }));
  if (message.answers) made.append(element("span", { className: "answered", textContent: message.answers }));
  if (message.file) made.append(attachment(message.file));
  if (message.place) made.append(place(message.place));
  if (message.html) {
    const words = element("div", { className: "words" });
    words.innerHTML = message.html;
    made.append(words);
  }
  if (message.reaction) made.append(element("div", { className: "reaction", textContent: message.reaction }));
  made.append(stamp(message));
  return made;
}

function stamp(message) {
  const made = element("div", { className: "stamp" });
  if (message.mine && message.text) {
    made.append(element("button", { type: "button", textContent: "Rett", data: { edit: message.id } }));
  }
  if (message.edited) made.append(element("span", { textContent: "endret" }));
  const when = new Date(message.date);
  made.append(element("time", { dateTime: message.date, textContent: hour(when) }));
  return made;
}

function attachment(file) {
  if (file.kind === "photo") {
    return element("img", { className: "picture", src: file.url, alt: `Bilde: ${file.name}` });
  }
  const mark = file.kind === "voice" ? "▶" : "↓";
  return element(
    "a",
    { className: "file", href: file.url, download: file.name },
    element("span", { className: "file-mark", textContent: mark, ariaHidden: "true" }),
    element("span", {}, element("span", { className: "file-name", textContent: file.name }),
      element("span", { className: "file-size", textContent: `${size(file.size)} · Last ned` })),
  );
}

function place(venue) {
  return element(
    "a",
    { className: "place", href: venue.url, target: "_blank", rel: "noopener noreferrer" },
    element("strong", { textContent: venue.title }),
    element("br"),
    venue.address,
  );
}

function keyboard(message, isSpinning) {
  const rows = message.rows.map((row) => element("div", { className: "row" },
    ...row.map((button) => key(message, button, isSpinning(message.id, button.data)))));
  return element("div", { className: "rows", role: "group", ariaLabel: "Knapper" }, ...rows);
}

function key(message, button, spinning) {
  const className = ["key", STYLES.has(button.style) && button.style, spinning && "spinning"].filter(Boolean).join(" ");
  if (button.url) {
    return element(
      "a",
      { className, href: button.url, target: "_blank", rel: "noopener noreferrer" },
      button.text,
      element("span", { className: "corner", textContent: "↗", ariaHidden: "true" }),
      element("span", { className: "visually-hidden", textContent: " (ny fane)" }),
    );
  }
  const made = element("button", { type: "button", className, textContent: button.text, disabled: button.disabled });
  made.dataset.tap = message.id;
  made.dataset.data = button.data;
  if (button.copy) made.dataset.copy = button.copy;
  if (spinning) made.setAttribute("aria-busy", "true");
  return made;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} byte`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.round(kilo)} kB` : `${(kilo / 1024).toFixed(1).replace(".", ",")} MB`;
}

export function drawWelcome(person) {
  const suggestion = person.suggestions.find((words) => !words.startsWith("/"));
  return element(
    "div",
    { className: "welcome" },
    element("span", { className: "avatar bot", ariaHidden: "true" }),
    element("h2", { textContent: "Hva kan boten gjøre?" }),
    element("p", { textContent: person.description || person.about || "Skriv til den, så svarer den." }),
    suggestion ? element("p", { className: "try", textContent: `Skriv f.eks. «${suggestion}»` }) : null,
  );
}
