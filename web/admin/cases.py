"""Cases of guidance: the list, and one with all that is written about it."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from booking.casework import Dossier
from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import Case, CaseId, HowFar, Meeting, Outcome, Sector, Stage
from booking.model.papers import PaperKind
from booking.model.people import PersonId
from booking.ports import Page
from booking.refusals import NotAnOrganisation
from web.admin import case_files
from web.admin.case_words import LABELS, choices, facts, history, jobs, meetings, notes
from web.admin.forms import Form
from web.admin.guarding import PATH
from web.admin.sections import Section, shows, takes, takes_file
from web.admin.tables import Link, Table
from web.admin.visits import Visit
from wording import Plain, asking_guidance, dates, guidance_names

CASES = f"{PATH}/guidance"
ON_A_PAGE = 25


class Cases:
    def __init__(self, guidance: Guidance, looking: Looking) -> None:
        self._guidance = guidance
        self._looking = looking

    def section(self) -> Section:
        files = case_files.CaseFiles(self._guidance, self._looking)
        return Section(
            path=CASES,
            name=lambda say: say.plain("Guidance"),
            about=lambda say: say.plain("Cases, notes, tasks and what came of them"),
            routes=(
                shows(self.show_all),
                shows(self.show, "/{id}"),
                takes(self.note, "/{id}/note"),
                takes(self.task, "/{id}/task"),
                takes(self.done, "/{id}/done"),
                takes(self.describe, "/{id}/describe"),
                takes(self.end, "/{id}/outcome"),
                takes(self.offer, "/{id}/offer"),
                takes(self.give, "/{id}/give"),
                takes_file(files.keep, "/{id}/file", case_files.LARGEST),
                shows(files.take, "/{id}/file/{paper}"),
                shows(files.hand_over, "/{id}/hand-over"),
                shows(files.hand_over_data, "/{id}/hand-over.json"),
            ),
        )

    async def show_all(self, visit: Visit) -> web.Response:
        """The open ones, or all: an adviser's own, everybody's for the administration."""
        everything, after = visit.asked("all") == "1", visit.asked("after") or None
        actor = visit.actor
        whose = None if actor.is_staff else actor.person_id
        try:
            found, following = await self._guidance.cases.listing(
                Page(limit=ON_A_PAGE, after=after), adviser_id=whose, only_open=not everything
            )
        except ValueError:
            return visit.to(CASES)
        say, shown = visit.say, "all=1&" if everything else ""
        table = Table(
            caption=say.plain("All cases") if everything else say.plain("Open cases"),
            heads=(say.plain("Who"), say.plain("How it stands"), say.plain("Asked"), say.plain("Adviser")),
            rows=[await self._row(case, visit) for case in found],
            empty=say.plain("None just now."),
            older=f"{CASES}?{shown}after={quote(following)}" if following else "",
            newest=f"{CASES}?{shown}" if after else "",
        )
        return visit.page("cases.html", title=say.plain("Guidance"), table=table, everything=everything)

    async def show(self, visit: Visit) -> web.Response:
        dossier = await self._guidance.casework.open(visit.actor, CaseId(visit.part("id")))
        return await self._page(visit, dossier, visit.form(LABELS(visit.say), self._usual(dossier)))

    async def note(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS(visit.say))
        kind = PaperKind(form.choice("kind", [PaperKind.NOTE, PaperKind.GOAL]) or PaperKind.NOTE)
        text = form.text("note")
        if not form.is_right:
            return await self._again(visit, form)
        await self._guidance.casework.write(visit.actor, self._id(visit), kind, text, visit.request)
        return self._back(visit, visit.say.plain("Saved."))

    async def task(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS(visit.say))
        text, due_on = form.line("task"), form.day("due_on")
        if due_on is None or not form.is_right:
            return await self._again(visit, form)
        await self._guidance.casework.plan(visit.actor, self._id(visit), text, due_on, visit.request)
        return self._back(visit, visit.say.plain("Saved. You are reminded on the day."))

    async def done(self, visit: Visit) -> web.Response:
        for job in (await self._guidance.casework.open(visit.actor, self._id(visit))).jobs:
            if job.task.id == visit.posted.get("task_id"):
                await self._guidance.casework.finish(visit.actor, job.task.id)
        return self._back(visit, visit.say.plain("Done."))

    async def describe(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS(visit.say))
        sector, how_far = form.choice("sector", ["", *Sector]), form.choice("how_far", ["", *HowFar])
        if not form.is_right:
            return await self._again(visit, form)
        await self._guidance.casework.describe(
            visit.actor,
            self._id(visit),
            (Sector(sector) if sector else None, HowFar(how_far) if how_far else None),
            visit.request,
            is_member=form.ticked("member"),
        )
        return self._back(visit, visit.say.plain("Saved."))

    async def end(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS(visit.say))
        outcome, number = form.choice("outcome", list(Outcome)), form.line("organisation", needed=False)
        if form.is_right:
            try:
                await self._guidance.outcomes.end(
                    visit.actor, self._id(visit), Outcome(outcome), visit.request, organisation=number
                )
            except NotAnOrganisation:
                form.wrong(
                    "organisation", visit.say.plain("That is no organisation number. It has nine digits.")
                )
        if not form.is_right:
            return await self._again(visit, form)
        return self._back(visit, visit.say.plain("Saved."))

    async def offer(self, visit: Visit) -> web.Response:
        """Any free time, where they choose by themselves; single times are ticked in the chat."""
        form = visit.form(LABELS(visit.say))
        meeting = form.choice("meeting", list(Meeting))
        if not form.is_right:
            return await self._again(visit, form)
        await self._guidance.guiding.let_choose(visit.actor, self._id(visit), Meeting(meeting), visit.request)
        return self._back(visit, visit.say.plain("They can choose among your free times now."))

    async def give(self, visit: Visit) -> web.Response:
        form = visit.form(LABELS(visit.say))
        advisers = [adviser.id for adviser in await self._guidance.advising.advisers()]
        to = form.choice("adviser", ["", *advisers])
        if not form.is_right:
            return await self._again(visit, form)
        given_to = PersonId(to) if to else None
        await self._guidance.guiding.pass_on(visit.actor, self._id(visit), given_to, visit.request)
        return visit.to(CASES, visit.say.plain("Passed on."))

    def _id(self, visit: Visit) -> CaseId:
        return CaseId(visit.part("id"))

    def _back(self, visit: Visit, told: Plain) -> web.Response:
        return visit.to(f"{CASES}/{visit.part('id')}", told)

    async def _again(self, visit: Visit, form: Form) -> web.Response:
        """The page once more, with what is wrong beside each field."""
        dossier = await self._guidance.casework.open(visit.actor, self._id(visit))
        form.fill(self._usual(dossier))
        return await self._page(visit, dossier, form, status=422)

    @staticmethod
    def _usual(dossier: Dossier) -> dict[str, str]:
        case = dossier.case
        return {
            "sector": case.sector or "",
            "how_far": case.how_far or "",
            "kind": PaperKind.NOTE,
            "organisation": case.organisation,
            "outcome": case.outcome or "",
            "meeting": case.meeting,
            "member": "1" if case.member_at else "",
        }

    async def _page(self, visit: Visit, dossier: Dossier, form: Form, status: int = 200) -> web.Response:
        case, say = dossier.case, visit.say
        catalogue, now = self._looking.catalogue, visit.now
        name = dossier.person.name if dossier.person and dossier.person.name else ""
        advisers = await self._guidance.advising.advisers()
        people = {adviser.id: adviser for adviser in advisers}
        return visit.page(
            "case.html",
            title=Plain(name) if name else say.plain("somebody who has been erased"),
            status=status,
            form=form,
            failed=visit.http.path.rpartition("/")[2] if form.mistakes else "",
            case=case,
            path=f"{CASES}/{case.id}",
            facts=facts(dossier, catalogue.home, now, say),
            answers=asking_guidance.lines(dossier.answers, say),
            meetings=meetings(dossier, catalogue, now, say),
            notes=notes(dossier, people, catalogue.home, now, say),
            files=[written for written in dossier.papers if written.paper.kind is PaperKind.FILE],
            jobs=jobs(dossier, now, catalogue.home, say),
            history=history(dossier, people, catalogue.home, now, say) if visit.actor.is_staff else None,
            choices=choices(say),
            may_offer=case.is_open and case.stage is not Stage.SCHEDULED,
            advisers=[("", say.plain("Whose turn it is")), *((a.id, a.name) for a in advisers)],
            is_programme=case.outcome is Outcome.PROGRAMME,
        )

    async def _row(self, case: Case, visit: Visit) -> tuple[Link | str, ...]:
        people, say, space = self._guidance.assigning.people, visit.say, self._looking.catalogue.home
        person = await people.get(case.person_id)
        adviser = await people.get(case.adviser_id) if case.adviser_id else None
        name = person.name if person and person.name else say.plain("somebody who has been erased")
        return (
            Link(words=name, path=f"{CASES}/{case.id}"),
            dates.capital(guidance_names.stage(case.stage, say)),
            dates.capital(dates.day(space.today(case.asked_at), space.today(visit.now), say)),
            adviser.name if adviser else "–",
        )
