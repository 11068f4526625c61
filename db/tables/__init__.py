"""The tables: what is stored, and what the database itself holds to be true. No behaviour."""

from db.tables.base import metadata
from db.tables.bookings import bookings, changes, series, waits
from db.tables.calendars import busy_elsewhere, own_calendars
from db.tables.deviations import deviation_changes, deviations
from db.tables.events import event_changes, event_posts, events, registrations
from db.tables.guidance import appointments, case_changes, cases, intakes, looks, papers, plans, tasks
from db.tables.messages import announcements, cards, drafts, outbox, question_additions, questions
from db.tables.people import api_tokens, follows, invitations, people, sessions, sign_in_links, tenants
from db.tables.places import catalogue, resources, spaces
from db.tables.processes import claims, paces

__all__ = [
    "announcements",
    "api_tokens",
    "appointments",
    "bookings",
    "busy_elsewhere",
    "cards",
    "case_changes",
    "cases",
    "catalogue",
    "changes",
    "claims",
    "deviation_changes",
    "deviations",
    "drafts",
    "event_changes",
    "event_posts",
    "events",
    "follows",
    "intakes",
    "invitations",
    "looks",
    "metadata",
    "outbox",
    "own_calendars",
    "paces",
    "papers",
    "people",
    "plans",
    "question_additions",
    "questions",
    "registrations",
    "resources",
    "series",
    "sessions",
    "sign_in_links",
    "spaces",
    "tasks",
    "tenants",
    "waits",
]
