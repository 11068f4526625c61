// Times as people here write them, by the clock of the demo and the zone of the place.

let ahead = 0;
let formats = {};

export function setClock({ now, zone }) {
  ahead = Date.parse(now) - Date.now();
  const format = (options) => new Intl.DateTimeFormat("nb-NO", { timeZone: zone, ...options });
  formats = {
    hour: format({ hour: "2-digit", minute: "2-digit" }),
    day: format({ weekday: "long", day: "numeric", month: "long" }),
    short: format({ weekday: "short", day: "numeric", month: "short" }),
    key: new Intl.DateTimeFormat("sv-SE", { timeZone: zone }),
  };
}

export const now = () => new Date(Date.now() + ahead);
export const dayKey = (date) => formats.key.format(date);
export const hour = (date) => formats.hour.format(date).replace(".", ":");
export const today = () => capital(formats.day.format(now()));
export const hourNow = () => hour(now());
export const shortNow = () => `${formats.short.format(now())} ${hour(now())}`;

export function dayWords(date) {
  const at = now();
  if (dayKey(date) === dayKey(at)) return "I dag";
  const yesterday = new Date(at.getTime() - 24 * 3600 * 1000);
  if (dayKey(date) === dayKey(yesterday)) return "I går";
  return capital(formats.day.format(date));
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
