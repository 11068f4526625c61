"""From an update to a turn, from a turn to an answer. Every answer and every refusal passes here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMember, Message, Update, User
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from booking.looking import Looking
from booking.membership import Membership
from booking.model.announcements import Attachment
from booking.model.messages import Origin
from booking.model.people import Language, Person
from booking.ports import Tokens
from booking.refusals import Refusal
from bot import buttons, callbacks
from bot.conversation import About
from bot.handlers.groups import Groups, Spoken
from bot.handlers.newcomers import Newcomers, told
from bot.live_cards import LiveCards
from bot.routing import Route, Routes
from bot.screen import Screen, Tap
from bot.screens import open_doors, refused
from bot.turn import Turn, Visitor
from wording import Say, as_html, speak

log = logging.getLogger(__name__)

IN_GROUPS = ["arrangementer", "events"]
"""What is answered in a group; everything else is between a person and the bot."""


class Reception:
    def __init__(
        self,
        *,
        routes: Routes,
        membership: Membership,
        looking: Looking,
        afterwards: Callable[[Person], Awaitable[None]],
        live: LiveCards,
        new_key: Tokens,
        groups: Groups,
    ) -> None:
        """`afterwards` sends what the turn has promised to the person, and what else is theirs to see."""
        self._afterwards = afterwards
        self._groups = groups
        self._routes = routes
        self._membership = membership
        self._newcomers = Newcomers(membership)
        self._looking = looking
        self._showing = live.showing
        self._live = live
        self._new_key = new_key

    def install(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
        for name in self._routes.commands:
            application.add_handler(CommandHandler(name, self._on_command, filters=private))
        application.add_handler(CallbackQueryHandler(self._on_tap))
        in_group = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
        application.add_handler(CommandHandler(IN_GROUPS, self._on_group_command, filters=in_group))
        application.add_handler(InlineQueryHandler(self._on_inline))
        application.add_handler(MessageHandler(private & filters.TEXT & ~filters.COMMAND, self._on_words))
        application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, self._on_anything))
        edited = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE
        application.add_handler(MessageHandler(edited, self._on_edited))
        application.add_handler(ChatMemberHandler(self._on_membership, ChatMemberHandler.MY_CHAT_MEMBER))

    async def apologise(self, update: Update, _error: Exception) -> None:
        """For a bug: kind words and a reference that the log has too."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None:
            return
        say = speak(language_of(user.language_code))
        screen = refused.broken(say, str(update.update_id))
        await self._showing.send(chat.id, screen)

    async def _on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = _message(update)
        name = (message.text or "").split()[0][1:].split("@")[0].lower()
        await self._on_message(update, self._routes.commands[name], " ".join(context.args or ()))

    async def _on_words(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._routes.words is not None:
            await self._on_message(update, self._routes.words, _message(update).text or "")

    async def _on_anything(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._routes.anything is not None:
            message = _message(update)
            text, file = message.caption or "", attached(message)
            await self._on_message(update, self._routes.anything, text, file)

    async def _on_edited(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = _message(update)
        if message.from_user is None or self._routes.edited is None:
            return
        text = message.text or message.caption or ""
        turn = await self._turn(update.update_id, message.from_user, text=text, sent_at=message.date)
        screen = await self._answer(self._routes.edited, turn)
        if isinstance(screen, Screen):
            await self._show(turn, screen)
        await self._deliver(turn)

    async def _on_membership(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """They blocked the bot, or let it in again. Its coming and going in a group is not about them."""
        change = update.my_chat_member
        person = await self._membership.by_telegram(change.from_user.id) if change else None
        if change is not None and person is not None and change.chat.id == change.from_user.id:
            blocked = change.new_chat_member.status == ChatMember.BANNED
            await self._membership.can_be_reached(person, reachable=not blocked)

    async def _on_message(
        self, update: Update, route: Route, text: str, file: Attachment | None = None
    ) -> None:
        message = _message(update)
        if message.from_user is None:
            return
        turn = await self._turn(update.update_id, message.from_user, text=text, file=file)
        answer = await self._answer(route, turn)
        if isinstance(answer, Tap):
            turn = replace(turn, button=answer.button, tapped=answer.at)
            answer = _in_words(await self._answer(self._route_of(answer.button), turn))
        if isinstance(answer, Screen):
            await self._show(turn, answer)
        await self._deliver(turn)

    async def _show(self, turn: Turn, screen: Screen) -> None:
        """In the place of the message whose button was tapped; remembered, for who answers it in words."""
        at = await self._showing.show(turn.visitor.telegram_id, screen, turn.tapped)
        booking, event = getattr(turn.button, "booking", None), getattr(turn.button, "event", None)
        about = About(bookings=(booking,) if booking else (), event=event) if booking or event else None
        if screen.card_of is not None and turn.person is not None:
            await self._live.show_at(screen.card_of, turn.person, at)
        await self._showing.remember(at, screen, about, turn.now)

    async def _on_tap(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        spoken = Spoken()
        try:
            spoken = await self._tapped(update.update_id, query)
        finally:
            await self._showing.stop_spinning(query.id, spoken.alert, spoken.url)

    async def _tapped(self, update_id: int, query: CallbackQuery) -> Spoken:
        """Does what the button says. What to show over the chat, if anything."""
        old = refused.old_button(speak(language_of(query.from_user.language_code)))
        try:
            button = callbacks.parse(query.data or "")
        except callbacks.NotAButton:
            return Spoken(alert=old)
        if isinstance(button, buttons.Nothing):
            return Spoken()
        if isinstance(button, buttons.JoinHere):
            turn = await self._turn(update_id, query.from_user, button=button)
            spoken = await self._groups.tapped(turn, button, query.inline_message_id or "")
            await self._deliver(turn)
            return spoken
        tapped = _origin(query)
        if query.inline_message_id or (tapped is not None and tapped.chat_id != query.from_user.id):
            return Spoken(alert=old)  # what is one person's is not shown to many
        turn = await self._turn(update_id, query.from_user, button=button, tapped=tapped)
        screen = await self._answer(self._route_of(button), turn)
        if isinstance(screen, Screen) and (screen.text or screen.document):
            await self._show(turn, screen)
        if screen is None or button.changes:
            await self._deliver(turn)
        return Spoken(alert=screen.alert if isinstance(screen, Screen) else "")

    async def _on_group_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """One of ours posts the next event's card, the administration the card of the event it names.

        From others it is left alone.
        """
        message = _message(update)
        user = message.from_user
        person = None if user is None else await self._membership.by_telegram(user.id)
        if person is not None:
            named = (message.text or "").partition(" ")[2]
            await self._groups.post(message.chat_id, named if person.actor.is_staff else "")

    async def _on_inline(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """What can be sent to any chat. Drafts are not among it."""
        query = update.inline_query
        if query is not None:
            await self._showing.offer_cards(query.id, await self._groups.cards(query.query))

    def _route_of(self, button: buttons.Button) -> Route:
        if isinstance(button, buttons.GoTo):
            return self._routes.places[button.place]
        return self._routes.buttons[type(button)]

    async def _answer(self, route: Route, turn: Turn) -> Screen | Tap | None:
        if turn.person is None and not (route.strangers or route.newcomers):
            return open_doors.for_tenants(turn)
        try:
            if turn.person is None and route.newcomers:
                answer = await route.handler(await self._newcomers.known(turn))
                return answer if isinstance(answer, Tap) else told(answer, turn.say)
            return await route.handler(turn)
        except Refusal as refusal:
            log.info("update %s refused: %s", turn.update_id, type(refusal).__name__)
            return refused.screen(refusal, self._looking.catalogue, turn, once=self._new_key(40))

    async def _deliver(self, turn: Turn) -> None:
        """Also to who was a stranger until this turn."""
        person = turn.person or await self._membership.by_telegram(turn.visitor.telegram_id)
        if person is not None:
            await self._afterwards(person)

    async def _turn(
        self,
        update_id: int,
        user: User,
        *,
        text: str = "",
        button: buttons.Button | None = None,
        tapped: Origin | None = None,
        file: Attachment | None = None,
        sent_at: datetime | None = None,
    ) -> Turn:
        person = await self._membership.by_telegram(user.id)
        if person is not None and not person.reachable:
            await self._membership.can_be_reached(person, reachable=True)
            person = replace(person, reachable=True)
        return Turn(
            visitor=Visitor(telegram_id=user.id, name=user.full_name, language_code=user.language_code or ""),
            person=person,
            say=_say(person, user),
            now=self._looking.now(),
            update_id=update_id,
            text=text,
            button=button,
            tapped=tapped,
            file=file,
            sent_at=sent_at,
        )


def _in_words(answer: Screen | Tap | None) -> Screen | None:
    """As it can be said to who wrote: there is no tap to say it over."""
    if not isinstance(answer, Screen):
        return None
    return answer if answer.text or answer.document else Screen(text=as_html(answer.alert), fresh=True)


def attached(message: Message) -> Attachment | None:
    """The picture, in its largest size, or the file of a message."""
    if message.photo:
        return Attachment(file_id=message.photo[-1].file_id, is_picture=True)
    document = message.document
    if document is None:
        return None
    return Attachment(file_id=document.file_id, is_picture=False, name=document.file_name or "")


def language_of(code: str | None) -> Language:
    """The language of a stranger, from the hint of their app: Scandinavians get Bokmål, others English."""
    if code is None or code[:2] in {"nb", "no", "da", "sv"}:
        return Language.BOKMAL
    return Language.NYNORSK if code[:2] == "nn" else Language.ENGLISH


def _say(person: Person | None, user: User) -> Say:
    return speak(person.language if person else language_of(user.language_code))


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise LookupError("a message handler was called without a message")
    return message


def _origin(query: CallbackQuery) -> Origin | None:
    if query.message is None:
        return None
    return Origin(chat_id=query.message.chat.id, message_id=query.message.message_id)
