"""/start with an invitation, /hjelp, /innstillinger, /personvern and /avbryt."""

from __future__ import annotations

import json
from dataclasses import replace

from booking.membership import Membership
from booking.model.events import EventId
from booking.ports import Tokens
from bot import buttons
from bot.buttons import Place
from bot.conversation import Conversations
from bot.handlers.asking_guidance import AskingGuidance
from bot.handlers.events import LINK, EventsInChat
from bot.routing import Routes
from bot.screen import Document, Screen
from bot.screens import privacy, settings, welcome
from bot.turn import Turn
from wording import speak
from wording import welcome as wording

GUIDANCE = "veiledning"
"""In a link to the bot, as the public page has it."""


class Joining:
    def __init__(
        self,
        membership: Membership,
        conversations: Conversations,
        events: EventsInChat,
        guidance: AskingGuidance,
        new_key: Tokens,
    ) -> None:
        self._guidance = guidance
        self._membership = membership
        self._events = events
        self._conversations = conversations
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["start"], self.start, strangers=True)
        routes.command(["hjelp", "help"], self.help, strangers=True)
        routes.place(Place.HELP, self.help, strangers=True)
        routes.command(["innstillinger", "settings"], self.settings)
        routes.place(Place.SETTINGS, self.settings)
        routes.place(Place.REMINDERS, self.reminders)
        routes.place(Place.QUIET, self.quiet)
        routes.button(buttons.SetLanguage, self.speak)
        routes.button(buttons.RemindMe, self.remind)
        routes.button(buttons.RemindBefore, self.remind_before)
        routes.button(buttons.SleepAt, self.sleep)
        routes.button(buttons.ShowMeHere, self.show_here)
        routes.command(["personvern", "privacy"], self.privacy, strangers=True)
        routes.place(Place.PRIVACY, self.privacy, strangers=True)
        routes.button(buttons.TakeAlong, self.take_along)
        routes.button(buttons.EraseMe, self.erase)
        routes.command(["avbryt", "cancel"], self.stop, strangers=True)
        routes.place(Place.CLOSE, self.close, strangers=True)

    async def start(self, turn: Turn) -> Screen:
        """With a token it binds the account; without one it says what the bot is for."""
        if not turn.text:
            return welcome.welcome(turn.person, turn.say)
        if turn.text == GUIDANCE:
            return await self._guidance.begin(turn)
        if turn.text.startswith(LINK):
            return await self._event(turn, EventId(turn.text.removeprefix(LINK)))
        language = turn.say.language
        visitor = turn.visitor
        person = await self._membership.join(turn.text, visitor.telegram_id, visitor.name, language)
        return welcome.joined(person, turn.say)

    async def _event(self, turn: Turn, event_id: EventId) -> Screen:
        """Its card. A stranger is known from then on: an event is for everybody."""
        if turn.person is not None:
            return await self._events.card(turn, event_id)
        await self._events.require(event_id)
        visitor = turn.visitor
        person = await self._membership.welcome(visitor.telegram_id, visitor.name, turn.say.language)
        card = await self._events.card(replace(turn, person=person), event_id)
        return replace(card, text=f"{card.text}\n\n{wording.noted(turn.say)}")

    async def help(self, turn: Turn) -> Screen:
        return welcome.help_for(turn.person, turn.say)

    async def settings(self, turn: Turn) -> Screen:
        return settings.settings(turn.member, turn.say)

    async def reminders(self, turn: Turn) -> Screen:
        return settings.reminders(turn.member, turn.say)

    async def quiet(self, turn: Turn) -> Screen:
        return settings.quiet(turn.member, turn.say)

    async def remind(self, turn: Turn, button: buttons.RemindMe) -> Screen:
        wishes = turn.member.wishes
        unwanted = wishes.unwanted - {button.what} if button.wanted else wishes.unwanted | {button.what}
        person = await self._membership.remind(turn.member, replace(wishes, unwanted=unwanted))
        return settings.reminders(person, turn.say)

    async def remind_before(self, turn: Turn, button: buttons.RemindBefore) -> Screen:
        minutes = button.minutes if button.minutes in settings.MINUTES else settings.MINUTES[0]
        wishes = replace(turn.member.wishes, room_minutes=minutes)
        return settings.reminders(await self._membership.remind(turn.member, wishes), turn.say)

    async def sleep(self, turn: Turn, button: buttons.SleepAt) -> Screen:
        start, end = settings.QUIET[button.when]
        wishes = replace(turn.member.wishes, quiet_from=start, quiet_to=end)
        return settings.quiet(await self._membership.remind(turn.member, wishes), turn.say)

    async def show_here(self, turn: Turn, button: buttons.ShowMeHere) -> Screen:
        wishes = replace(turn.member.wishes, is_seen=button.wanted)
        return settings.settings(await self._membership.remind(turn.member, wishes), turn.say)

    async def speak(self, turn: Turn, button: buttons.SetLanguage) -> Screen:
        await self._membership.speak(turn.member, button.language)
        return settings.chosen(speak(button.language))

    async def privacy(self, turn: Turn) -> Screen:
        return privacy.policy(turn.person, turn.say, once=self._new_key(40))

    async def take_along(self, turn: Turn, _button: buttons.TakeAlong) -> Screen:
        record = await self._membership.take_along(turn.member)
        content = json.dumps(record.as_json(), ensure_ascii=False, indent=2, default=str)
        name = turn.say.plain("my-data.json")
        return Screen(
            text=privacy.taken_along(turn.say), document=Document(name=name, content=content.encode())
        )

    async def erase(self, turn: Turn, button: buttons.EraseMe) -> Screen:
        if not button.sure:
            return privacy.sure(turn.say, once=self._new_key(40))
        await self._membership.erase(turn.member.actor, turn.member)
        return privacy.erased(turn.say)

    async def stop(self, turn: Turn) -> Screen:
        """Ends whatever is under way, and says so."""
        await self._conversations.forget(turn.visitor.telegram_id)
        return welcome.stopped(turn.person, turn.say)

    async def close(self, turn: Turn) -> Screen:
        return await self.stop(turn)

    async def not_words(self, turn: Turn) -> Screen:
        return welcome.only_words(turn.person, turn.say)
