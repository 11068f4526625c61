"""For advisers and the administration: how the service does, and the way to the pages."""

from __future__ import annotations

from dataclasses import replace

from bot import buttons
from bot.screen import Key, Row, Screen, key
from wording import Html, Say


def overview(ledger: Html | None, say: Say, *, has_pages: bool) -> Screen:
    """`ledger` is for the administration."""
    rows: tuple[Row, ...] = ((key(say.plain("Open the pages"), buttons.OpenPages()),),) if has_pages else ()
    if ledger is not None:
        return Screen(text=ledger, rows=rows)
    if has_pages:
        return Screen(text=say("Your pages open in a browser, here or on another machine."), rows=rows)
    return Screen(text=say("There is nothing here for you yet."))


def way_in(address: str, say: Say) -> Screen:
    """The link opens nothing by itself, so a preview of it does no harm."""
    text = say("This link signs you in once, within fifteen minutes. Do not pass it on.")
    return Screen(text=text, rows=((Key(words=say.plain("Sign in"), url=address),),), fresh=True)


def no_pages(say: Say) -> Screen:
    return Screen(alert=say.plain("The pages are not set up here."))


def with_to_do(
    shown: Screen, waiting: tuple[Html, tuple[Row, ...]], shut: tuple[Html, tuple[Row, ...]]
) -> Screen:
    """What somebody has to do something about goes first."""
    texts = [waiting[0], shut[0], Html(shown.text)]
    text = "\n\n".join(filter(None, texts))
    return replace(shown, text=text, rows=(*waiting[1], *shut[1], *shown.rows))
