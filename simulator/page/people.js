// Who the visitor is: the list of people, what each has not read, and the sheet it stands on where it is narrow.

import { avatar, element, initials, tint } from "./drawing.js";

const byId = (id) => document.getElementById(id);
const seen = new Map(Object.entries(JSON.parse(sessionStorage.getItem("seen") ?? "{}")));

export function markSeen(person) {
  const newest = Math.max(0, ...person.messages.keys());
  if (seen.get(String(person.id)) === newest) return;
  seen.set(String(person.id), newest);
  sessionStorage.setItem("seen", JSON.stringify(Object.fromEntries(seen)));
}

export function unread(person) {
  const last = seen.get(String(person.id)) ?? 0;
  return [...person.messages.values()].filter((message) => !message.mine && message.id > last).length;
}

export function drawPeople(people, current) {
  const list = byId("people");
  const focused = document.activeElement?.dataset?.person;
  list.replaceChildren(...[...people.values()].map((person) => entry(person, person.id === current.id)));
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
  const others = [...people.values()].filter((person) => person.id !== current.id);
  const waiting = others.reduce((sum, person) => sum + unread(person), 0);
  byId("me-name").textContent = current.name.split(" ")[0];
  byId("me-avatar").textContent = initials(current.name);
  byId("me-avatar").style.setProperty("--tint", tint(current.id));
  byId("me-unread").hidden = waiting === 0;
  byId("me-unread").textContent = waiting;
  document.title = `${waiting ? `(${waiting}) ` : ""}${current.bot} – prøvechat`;
}

function entry(person, isCurrent) {
  const waiting = isCurrent ? 0 : unread(person);
  const button = element(
    "button",
    { type: "button", data: { person: person.id } },
    avatar(person),
    element("span", {}, element("span", { className: "name", textContent: person.name }),
      element("span", { className: "role", textContent: person.role })),
    waiting ? element("span", { className: "badge", textContent: waiting, ariaLabel: `${waiting} ulest` }) : null,
  );
  if (isCurrent) button.setAttribute("aria-current", "true");
  return element("li", {}, button);
}

const narrow = window.matchMedia("(max-width: 820px)");

export function openSide(open) {
  const shown = open && narrow.matches;
  byId("side").classList.toggle("open", shown);
  byId("veil").hidden = !shown;
  document.querySelector("main").inert = shown;
  byId("open-side").setAttribute("aria-expanded", String(shown));
  if (shown) byId("people").querySelector("[aria-current]")?.focus();
}

export function closeSide() {
  const wasOpen = byId("side").classList.contains("open");
  openSide(false);
  if (wasOpen) byId("open-side").focus();
}

narrow.addEventListener("change", () => openSide(false));
byId("open-side").addEventListener("click", () => openSide(true));
byId("close-side").addEventListener("click", closeSide);
byId("veil").addEventListener("click", closeSide);
byId("side").addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeSide();
});
