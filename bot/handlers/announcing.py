"""The administration writes to many; people choose what they want to hear of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from booking.announcing import Announcing as UseCases
from booking.looking import Looking
from booking.model.announcements import Announcement, AnnouncementId, Audience, Group, Topic
from booking.model.events import EventState
from booking.model.interval import Interval
from booking.ports import Events
from booking.refusals import NotAllowed
from bot import buttons
from bot.buttons import Announcing as Step
from bot.conversation import Conversations, Expecting
from bot.moment_words import MORNING, moment
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import announcing as screens
from bot.turn import Turn

BEFORE, COMING = timedelta(days=30), timedelta(days=366)
"""Those signed up for an event can be written to from long before it to a while after."""
AUDIENCES = {
    Step.TENANTS: Audience(group=Group.TENANTS, topic=Topic.NOTICE),
    Step.MEMBERS: Audience(group=Group.MEMBERS, topic=Topic.NOTICE),
    Step.NEWSLETTER: Audience(group=Group.EVERYBODY, topic=Topic.NEWSLETTER),
    Step.EVENTS: Audience(group=Group.EVERYBODY, topic=Topic.EVENTS),
    Step.COURSES: Audience(group=Group.EVERYBODY, topic=Topic.COURSES),
}
Doing = Callable[[Turn, AnnouncementId], Awaitable[object]]


class Announcing:
    def __init__(
        self, announcing: UseCases, events: Events, looking: Looking, conversations: Conversations
    ) -> None:
        self._announcing = announcing
        self._events = events
        self._looking = looking
        self._conversations = conversations
        self._steps: Mapping[Step, Doing] = {
            Step.PREVIEW: lambda turn, which: announcing.preview(turn.member.actor, which),
            Step.SEND: lambda turn, which: announcing.send(turn.member.actor, which),
            Step.TOMORROW: self._tomorrow,
            Step.PAUSE: lambda turn, which: announcing.pause(turn.member.actor, which),
            Step.RESUME: lambda turn, which: announcing.resume(turn.member.actor, which),
            Step.STOP: lambda turn, which: announcing.stop(turn.member.actor, which),
        }

    def install(self, routes: Routes) -> None:
        routes.command(["melding", "announce"], self.listing)
        routes.command(["nyhetsbrev", "newsletter"], self.following, newcomers=True)
        routes.expected(Expecting.ANNOUNCEMENT, self.written)
        routes.expected(
            Expecting.SENDING_TIME,
            self.timed,
            again=lambda turn, which: self._ask_when(turn, AnnouncementId(which)),
        )
        routes.button(buttons.WriteAnnouncement, self.write)
        routes.button(buttons.Announce, self.step)
        routes.button(buttons.AnnounceTo, self.to_signed_up)
        routes.button(buttons.MoreEvents, self.more_events)
        routes.button(buttons.LeaveTopic, self.leave)
        routes.button(buttons.FollowTopic, self.follow)

    async def listing(self, turn: Turn) -> Screen:
        found = await self._announcing.latest(turn.member.actor)
        return screens.listing(found, self._looking.catalogue.home, turn.now, turn.say)

    async def write(self, turn: Turn, _button: buttons.WriteAnnouncement) -> Screen:
        if not turn.member.actor.is_staff:
            raise NotAllowed
        await self._expect(turn)
        return screens.write(turn.say)

    async def written(self, turn: Turn, _subject: str) -> Screen:
        """The text, and what came with it."""
        most = screens.CAPTION_LIMIT if turn.file else screens.TEXT_LIMIT
        if not turn.text.strip() or len(turn.text) > most:
            await self._expect(turn)
            return screens.too_long(most, turn.say) if turn.text.strip() else screens.empty(turn.say)
        draft = await self._announcing.draft(
            turn.member.actor, AUDIENCES[Step.TENANTS], turn.text, turn.file, key=f"update-{turn.update_id}"
        )
        return await self._whom(turn, draft, 0)

    async def more_events(self, turn: Turn, button: buttons.MoreEvents) -> Screen:
        which = AnnouncementId(button.announcement)
        draft = await self._announcing.get(turn.member.actor, which)
        return await self._whom(turn, draft, button.page)

    async def step(self, turn: Turn, button: buttons.Announce) -> Screen:
        """What the button says, and then how it stands."""
        which = AnnouncementId(button.announcement)
        if button.step in AUDIENCES:
            await self._announcing.direct(turn.member.actor, which, AUDIENCES[button.step])
        elif button.step is Step.LATER:
            return await self._ask_when(turn, which)
        elif button.step in self._steps:
            await self._steps[button.step](turn, which)
        return await self._stands(turn, which)

    async def timed(self, turn: Turn, subject: str) -> Screen:
        """The message that says when it is sent."""
        which = AnnouncementId(subject)
        at = moment(turn.text, self._looking.catalogue, turn.now)
        if at is None:
            await self._expect(turn, Expecting.SENDING_TIME, which)
            return screens.no_time_to_come(turn.say)
        await self._announcing.send(turn.member.actor, which, at)
        return await self._stands(turn, which)

    async def to_signed_up(self, turn: Turn, button: buttons.AnnounceTo) -> Screen:
        audience = Audience(group=Group.EVENT, topic=Topic.NOTICE, event_id=button.event)
        which = AnnouncementId(button.announcement)
        await self._announcing.direct(turn.member.actor, which, audience)
        return await self._stands(turn, which)

    async def leave(self, turn: Turn, button: buttons.LeaveTopic) -> Screen:
        topic = await self._announcing.leave(turn.member, AnnouncementId(button.announcement))
        return screens.left(topic, turn.say)

    async def following(self, turn: Turn) -> Screen:
        return screens.following(await self._announcing.followed(turn.member), turn.say)

    async def follow(self, turn: Turn, button: buttons.FollowTopic) -> Screen:
        await self._announcing.follow(turn.member, button.topic, wanted=button.wanted)
        return await self.following(turn)

    async def _tomorrow(self, turn: Turn, which: AnnouncementId) -> Announcement:
        space = self._looking.catalogue.home
        at = space.at(space.today(turn.now) + timedelta(days=1), MORNING)
        return await self._announcing.send(turn.member.actor, which, at)

    async def _ask_when(self, turn: Turn, which: AnnouncementId) -> Screen:
        await self._announcing.get(turn.member.actor, which)
        await self._expect(turn, Expecting.SENDING_TIME, which)
        return screens.ask_when(turn.say)

    async def _whom(self, turn: Turn, draft: Announcement, page: int) -> Screen:
        """The next events first, then those that were, the latest first."""
        around = await self._events.within(Interval(turn.now - BEFORE, turn.now + COMING))
        told = [event for event in around if event.state is not EventState.DRAFT]
        coming = [event for event in told if event.interval.end > turn.now]
        over = [event for event in reversed(told) if event.interval.end <= turn.now]
        return screens.whom(draft, (*coming, *over), page, self._looking.catalogue.home, turn.say)

    async def _stands(self, turn: Turn, which: AnnouncementId) -> Screen:
        actor = turn.member.actor
        announcement = await self._announcing.get(actor, which)
        many = await self._announcing.size(actor, announcement)
        progress = await self._announcing.progress(actor, which)
        space = self._looking.catalogue.home
        return screens.stands(announcement, many, progress, space, turn.now, turn.say)

    async def _expect(self, turn: Turn, what: Expecting = Expecting.ANNOUNCEMENT, subject: str = "") -> None:
        await self._conversations.expect(turn.visitor.telegram_id, what, subject, turn.now)
