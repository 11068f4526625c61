"""A section as others will write them, with every kind of field."""

from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from booking.model.people import Role
from booking.refusals import NotFound, Stale
from web.admin.forms import Form
from web.admin.sections import Section, shows, takes
from web.admin.tables import Link
from web.admin.visits import Visit
from wording import Plain

LABELS = {
    "subject": Plain("Emne"),
    "email": Plain("E-post"),
    "note": Plain("Notat"),
    "outcome": Plain("Resultat"),
    "follow": Plain("Følges opp"),
}
WHO = "<i>Kari</i>\u202e"


@dataclass
class Notebook:
    kept: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def section(self) -> Section:
        return Section(
            path="/admin/notebook",
            name=lambda _: Plain("Notatbok"),
            about=lambda _: Plain("Det du vil huske"),
            routes=(
                shows(self.show),
                takes(self.keep),
                shows(self.missing, "/missing"),
                shows(self.moved, "/moved"),
            ),
            roles=frozenset({Role.ADVISER}),
            templates=Path(__file__).with_name("templates"),
        )

    async def show(self, visit: Visit) -> web.Response:
        return self._page(visit, visit.form(LABELS, {"subject": visit.asked("subject", "Nytt")}))

    async def keep(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS)
        subject, email = form.line("subject", longest=20), form.line("email", needed=False)
        note, outcome = form.text("note"), form.choice("outcome", {"firm", "other"})
        if not form.is_right:
            return self._page(visit, form)
        self.keys.append(visit.request.key)
        self.kept.append((subject, email, note, outcome, form.ticked("follow")))
        return visit.to("/admin/notebook", f"Lagret: {subject}")

    async def missing(self, _visit: Visit) -> web.Response:
        raise NotFound(what="note")

    async def moved(self, _visit: Visit) -> web.Response:
        raise Stale

    def _page(self, visit: Visit, form: Form) -> web.Response:
        status = 200 if form.is_right else 422
        link = Link(words=WHO, path="/admin/notebook?subject=a&b")
        return visit.page(
            "notebook.html", title=Plain("Notatbok"), status=status, form=form, who=WHO, link=link
        )
