"""An adviser's work on a case: notes, tasks, files, goal and outcome; and who has looked at it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.access import hashed
from booking.assigning import Assigning, change
from booking.model.guidance import Appointment, Case, CaseAction, CaseChange, CaseId, HowFar, Sector
from booking.model.intakes import Answers
from booking.model.messages import Request
from booking.model.papers import Look, Looked, Paper, PaperId, PaperKind, Task, TaskId
from booking.model.people import Actor, Person
from booking.ports import Clock, Papers, Seal, Tasks, Unreadable
from booking.refusals import NotFound
from booking.rules import answers as answer_rules

ID_LENGTH = 20
LARGEST_FILE = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper that was opened. `text` is None where it cannot be read with the keys that there are."""

    paper: Paper
    text: str | None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task that was opened."""

    task: Task
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known about a case."""

    case: Case
    person: Person | None
    adviser: Person | None
    answers: Answers
    appointments: Sequence[Appointment]
    history: Sequence[CaseChange]
    papers: Sequence[Written]
    jobs: Sequence[Job]
    looks: Sequence[Look]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    content: bytes


class Casework:
    """Each raises NotFound for a case that is not theirs. Adding is done once for each request key."""

    def __init__(
        self,
        *,
        assigning: Assigning,
        papers: Papers,
        tasks: Tasks,
        seal: Seal,
        now: Clock,
    ) -> None:
        self._assigning = assigning
        self._papers = papers
        self._tasks = tasks
        self._seal = seal
        self._now = now

    async def open(self, actor: Actor, case_id: CaseId) -> Dossier:
        """Everything, notes included; that somebody looked is noted first."""
        case = await self._assigning.case(actor, case_id)
        await self.look(actor, case, Looked.CASE)
        papers = [self._opened(paper) for paper in await self._papers.of(case_id)]
        request = next((each.text for each in papers if each.paper.kind is PaperKind.REQUEST), None)
        people = self._assigning.people
        return Dossier(
            case=case,
            person=await people.get(case.person_id),
            adviser=await people.get(case.adviser_id) if case.adviser_id else None,
            answers=answer_rules.read(request) if request else Answers(),
            appointments=await self._assigning.cases.appointments(case_id),
            history=await self._assigning.cases.history(case_id),
            papers=papers,
            jobs=[self._job(task) for task in await self._tasks.of(case_id)],
            looks=await self._papers.looks(case_id),
        )

    async def idea(self, case: Case) -> str:
        """What the request is about, for the message to its adviser; empty where it does not say."""
        for paper in await self._papers.of(case.id):
            text = self._opened(paper).text if paper.kind is PaperKind.REQUEST else None
            if text is not None:
                return answer_rules.read(text).idea
        return ""

    async def write(
        self, actor: Actor, case_id: CaseId, kind: PaperKind, text: str, request: Request
    ) -> None:
        """A note, or the goal; the latest goal counts."""
        case = await self._assigning.case(actor, case_id)
        await self._papers.add(self._paper(case, kind, actor, text, request))

    async def keep(self, actor: Actor, case_id: CaseId, file: File, request: Request) -> None:
        """Raises ValueError for one that is empty or larger than LARGEST_FILE."""
        case = await self._assigning.case(actor, case_id)
        if not 0 < len(file.content) <= LARGEST_FILE:
            raise ValueError("the size of a file")
        said = json.dumps({"name": file.name, "content": b64encode(file.content).decode()})
        await self._papers.add(
            self._paper(case, PaperKind.FILE, actor, said, request, size=len(file.content))
        )

    async def file(self, actor: Actor, case_id: CaseId, paper_id: PaperId) -> File:
        """That somebody took it is noted first. Raises NotFound, Unreadable."""
        case = await self._assigning.case(actor, case_id)
        paper = await self._papers.get(paper_id)
        if paper is None or paper.case_id != case.id or paper.kind is not PaperKind.FILE:
            raise NotFound(what="file")
        await self.look(actor, case, Looked.FILE)
        said = json.loads(self._seal.open(paper.sealed, _about(paper)))
        return File(name=said["name"], content=b64decode(said["content"]))

    async def plan(self, actor: Actor, case_id: CaseId, text: str, due_on: date, request: Request) -> None:
        """A task for the case's adviser, who is reminded of it on the day."""
        case = await self._assigning.case(actor, case_id)
        adviser = case.adviser_id or actor.person_id
        if adviser is None:
            raise NotFound(what="person")
        task_id = TaskId(hashed(request.key)[:ID_LENGTH])
        task = Task(
            id=task_id,
            case_id=case.id,
            adviser_id=adviser,
            due_on=due_on,
            sealed=self._seal.seal(text, f"task:{case.id}"),
            made_at=self._now(),
        )
        await self._tasks.add(task)

    async def finish(self, actor: Actor, task_id: TaskId) -> Task:
        """Done; doing it again changes nothing."""
        task = await self._tasks.get(task_id)
        if task is None:
            raise NotFound(what="task")
        await self._assigning.case(actor, task.case_id)
        await self._tasks.done(task_id, self._now())
        return task

    async def describe(
        self,
        actor: Actor,
        case_id: CaseId,
        about: tuple[Sector | None, HowFar | None],
        request: Request,
        *,
        is_member: bool,
    ) -> Case:
        """What the figures are counted by; a member from the day on which that is first said."""
        case = await self._assigning.case(actor, case_id)
        sector, how_far = about
        since = (case.member_at or self._now()) if is_member else None
        after = case.changed(sector=sector, how_far=how_far, member_at=since)
        described = change(CaseAction.DESCRIBED, case, after, actor, self._now())
        return await self._assigning.record(described, request)

    async def look(self, actor: Actor, case: Case, what: Looked) -> None:
        """Notes that somebody has looked."""
        if actor.person_id is not None:
            look = Look(case_id=case.id, person_id=actor.person_id, what=what, at=self._now())
            await self._papers.look(look)

    def _paper(
        self, case: Case, kind: PaperKind, actor: Actor, text: str, request: Request, size: int = 0
    ) -> Paper:
        return Paper(
            id=PaperId(hashed(request.key)[:ID_LENGTH]),
            case_id=case.id,
            kind=kind,
            author_id=actor.person_id,
            at=self._now(),
            sealed=self._seal.seal(text, f"paper:{case.id}"),
            size=size,
        )

    def _opened(self, paper: Paper) -> Written:
        try:
            text = self._seal.open(paper.sealed, _about(paper))
        except Unreadable:
            return Written(paper=paper, text=None)
        name = json.loads(text)["name"] if paper.kind is PaperKind.FILE else ""
        return Written(paper=paper, text=None if name else text, name=name)

    def _job(self, task: Task) -> Job:
        try:
            return Job(task=task, text=self._seal.open(task.sealed, f"task:{task.case_id}"))
        except Unreadable:
            return Job(task=task, text="")


def _about(paper: Paper) -> str:
    return f"paper:{paper.case_id}"
