"""What a message about the house is about, where the understanding does not say: cues, a line each."""

from __future__ import annotations

import re

from booking.model.spaces import Topic

PERSON = re.compile(
    r"\b(snakke|prate|ringe|få tak i|menneske|person|noen å|nokon å|kontakte)\b"
    r"|\b(speak|talk|human|somebody|someone)\b",
    re.IGNORECASE,
)
TOPICS = {
    Topic.PRICES: r"pris|kost(er|ar|e)\b|kor mykje|hvor mye|leie\b|price|cost|how much|fee",
    Topic.WIFI: r"wi-?fi|trådløs|trådlaus|\bnett(et)?\b|internett|passord|password",
    Topic.PARKING: r"parker|parking|\bpark\b",
    Topic.KEYS: r"nøk(k)?el|adgangskort|nøkkelkort|\bkey",
    Topic.LOST: r"mistet|mista|glemt|gløymt|hittegods|funnet|lost|forgot",
}
LEFT = re.compile(r"(hvor mye|kor mykje|how much|timer|hours?).*(igjen|att|left|remain)", re.IGNORECASE)
"""What remains of what one's agreement includes: the service does not know it."""
REASON = re.compile(
    r"(?:,|:|\bfordi\b|\bsiden\b|\bsidan\b|\bpga\.?|\bpå grunn av\b|\bbecause(?: of)?\b)\s*(.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
OPENS = re.compile(r"\b(åpne|åpn|opne|reopen|open|opphev|likevel åpent|igjen)\b", re.IGNORECASE)
ORDERS_TO_OPEN = re.compile(r"\s*(?:åpne|åpn|opne|reopen|open)\s", re.IGNORECASE)
INVITES = re.compile(
    r"(?:inviter|inviter?e|invite)\s+(?P<name>.+?)(?:\s+(?:fra|frå|i|hos|from|at)\s+(?P<firm>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
FREE_DESKS = re.compile(
    r"\bledige? (?:plass|pult|arbeidsplass)\w*|\bfree desks\b|\bavailable desks\b", re.IGNORECASE
)


def wants_a_person(text: str) -> bool:
    return PERSON.search(text) is not None


def topic_of(text: str) -> Topic | None:
    return next((topic for topic, cue in TOPICS.items() if re.search(cue, text, re.IGNORECASE)), None)


def reason_of(text: str) -> str:
    """Why it is shut, as it was written; empty where nothing was said."""
    found = REASON.search(text)
    reason = found[1].strip() if found else ""
    return "" if re.fullmatch(r"[\d\s.:–-]+", reason) else reason
