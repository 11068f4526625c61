"""The administration's pages on the core. A new part of them is one line in `_sections`."""

from __future__ import annotations

from collections.abc import Callable

from commands.composition import Core
from web.admin.administration import Administration
from web.admin.cases import Cases
from web.admin.figures import Figures
from web.admin.home import Home
from web.admin.hours import Hours
from web.admin.messages import Messages
from web.admin.sections import Section


def administration(core: Core, key: str, base: Callable[[], str]) -> Administration:
    """`key` signs their forms; `base` is where people reach them."""
    home = Home(
        looking=core.looking,
        events=core.database.events,
        overseeing=core.overseeing,
        membership=core.membership,
    )
    return Administration(
        home=home,
        sections=_sections(core),
        sign_in=core.sign_in,
        looking=core.looking,
        now=core.now,
        new_token=core.tokens,
        key=key,
        base=base,
    )


def _sections(core: Core) -> tuple[Section, ...]:
    """Every part of the pages beside the first, in the order of the navigation."""
    return (
        Cases(core.guidance, core.looking).section(),
        Hours(core.guidance, core.looking, core.own_calendars).section(),
        Figures(core.guidance, core.looking).section(),
        Messages(core.overseeing, core.looking).section(),
    )
