"""Guidance: requests for it, and the facts of cases. What people wrote stays with the advisers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from booking.assigning import Assigning
from booking.membership import Membership
from booking.model.guidance import Case, CaseId, HowFar, Outcome, Sector, Stage
from booking.model.intakes import Answers, Step
from booking.model.people import PersonId, Scope
from booking.ports import Page
from booking.refusals import NotFound
from booking.requesting import Requesting
from booking.rules.answers import LONGEST
from web.api.fields import Id
from web.api.operations import Call, Operation, Served, key_reused
from web.api.schemas import Listing, Model, PageQuery
from wording.cleaning import clean_letter


class CaseQuery(PageQuery):
    open: bool = Field(default=False, description="Only those that an adviser still works on.")


Idea = Annotated[str, Field(max_length=LONGEST[Step.IDEA])]
Hope = Annotated[str, Field(max_length=LONGEST[Step.HOPE])]
Where = Annotated[str, Field(max_length=LONGEST[Step.WHERE])]
Reach = Annotated[str, Field(max_length=LONGEST[Step.REACH])]


class CaseIn(Model):
    """`person_id` asks; what is left out was not told."""

    person_id: Id
    idea: Idea = ""
    how_far: HowFar | None = None
    sector: Sector | None = None
    hope: Hope = ""
    where: Where = ""
    reach: Reach = ""
    adviser_id: Id | None = Field(default=None, description="The adviser who is asked for.")


class CaseOut(Model):
    id: str
    person_id: str
    adviser_id: str | None
    stage: Stage
    how_far: HowFar | None
    sector: Sector | None
    outcome: Outcome | None
    organisation: str | None
    asked_at: datetime
    outcome_at: datetime | None
    revision: int

    @classmethod
    def of(cls, case: Case) -> CaseOut:
        return cls(
            id=case.id,
            person_id=case.person_id,
            adviser_id=case.adviser_id,
            stage=case.stage,
            how_far=case.how_far,
            sector=case.sector,
            outcome=case.outcome,
            organisation=case.organisation or None,
            asked_at=case.asked_at,
            outcome_at=case.outcome_at,
            revision=case.revision,
        )


LIST_CASES = Operation(
    method="GET",
    path="/api/v1/guidance",
    name="listCases",
    summary="Cases of guidance, the latest first",
    scope=Scope.READ,
    query=CaseQuery,
    answer=Listing[CaseOut],
    refusals=(404,),
)
ADD_CASE = Operation(
    method="POST",
    path="/api/v1/guidance",
    name="askForGuidance",
    summary="Ask for guidance on behalf of a person, who has agreed to it",
    scope=Scope.WRITE,
    body=CaseIn,
    answer=CaseOut,
    status=201,
    refusals=(404, 409),
)
GET_CASE = Operation(
    method="GET",
    path="/api/v1/guidance/{id}",
    name="getCase",
    summary="One case of guidance",
    scope=Scope.READ,
    answer=CaseOut,
    refusals=(404,),
)


class GuidanceOperations:
    def __init__(self, requesting: Requesting, assigning: Assigning, membership: Membership) -> None:
        self._requesting = requesting
        self._assigning = assigning
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return ((LIST_CASES, self.cases), (ADD_CASE, self.ask), (GET_CASE, self.case))

    async def cases(self, call: Call) -> Listing[CaseOut]:
        query: CaseQuery = call.query
        page = Page(limit=query.limit, after=query.after)
        try:
            found, after = await self._assigning.cases.listing(page, only_open=query.open)
        except ValueError as error:
            raise NotFound(what="page") from error
        return Listing(items=[CaseOut.of(case) for case in found], next=after)

    async def ask(self, call: Call) -> CaseOut:
        body: CaseIn = call.body
        person = await self._membership.get(PersonId(body.person_id))
        answers = Answers(
            idea=clean_letter(body.idea),
            how_far=body.how_far,
            sector=body.sector,
            hope=clean_letter(body.hope),
            where=clean_letter(body.where),
            reach=clean_letter(body.reach),
            wanted=PersonId(body.adviser_id) if body.adviser_id else None,
        )
        case = await self._requesting.send(person, answers, call.under)
        if case.person_id != person.id:
            raise key_reused()
        return CaseOut.of(case)

    async def case(self, call: Call) -> CaseOut:
        return CaseOut.of(await self._assigning.case(call.actor, CaseId(call.id)))
