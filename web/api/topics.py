"""What people have said yes to hear of, as other programs see and set it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from booking.announcing import Announcing
from booking.membership import Membership
from booking.model.announcements import FOLLOWED, Topic
from booking.model.people import Person, PersonId, Scope
from web.api.operations import Call, Operation, Served
from web.api.schemas import Model


class FollowedTopic(StrEnum):
    """A notice is followed by nobody."""

    NEWSLETTER = Topic.NEWSLETTER.value
    EVENTS = Topic.EVENTS.value
    COURSES = Topic.COURSES.value


class Topics(Model):
    """All that a person follows; what is not among it they do not."""

    topics: Annotated[list[FollowedTopic], Field(max_length=len(FOLLOWED))]


GET_TOPICS = Operation(
    method="GET",
    path="/api/v1/persons/{id}/topics",
    name="getTopics",
    summary="What a person has said yes to hear of",
    scope=Scope.READ,
    answer=Topics,
    refusals=(404,),
)
PUT_TOPICS = Operation(
    method="PUT",
    path="/api/v1/persons/{id}/topics",
    name="setTopics",
    summary="Say what a person wants to hear of: only what they have said yes to themselves",
    scope=Scope.WRITE,
    body=Topics,
    answer=Topics,
    refusals=(404,),
)


class TopicOperations:
    def __init__(self, membership: Membership, announcing: Announcing) -> None:
        self._membership = membership
        self._announcing = announcing

    def operations(self) -> tuple[Served, ...]:
        return (GET_TOPICS, self.topics), (PUT_TOPICS, self.set_topics)

    async def topics(self, call: Call) -> Topics:
        return await self._of(await self._membership.get(PersonId(call.id)))

    async def set_topics(self, call: Call) -> Topics:
        """What is as it was keeps the time of its yes."""
        person = await self._membership.get(PersonId(call.id))
        wanted = {Topic(topic) for topic in call.body.topics}
        for topic in FOLLOWED:
            await self._announcing.follow(person, topic, wanted=topic in wanted)
        return await self._of(person)

    async def _of(self, person: Person) -> Topics:
        followed = await self._announcing.followed(person)
        return Topics(topics=[FollowedTopic(topic) for topic in FOLLOWED if topic in followed])
