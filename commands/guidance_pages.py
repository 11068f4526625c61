"""The public pages of guidance on the core."""

from __future__ import annotations

from commands.composition import Core
from web.guidance import GuidanceForm
from web.own_case import OwnCase


def guidance_pages(core: Core, key: str) -> tuple[GuidanceForm, OwnCase]:
    """For those without Telegram; `key` signs the addresses."""
    form = GuidanceForm(
        requesting=core.guidance.requesting,
        membership=core.membership,
        pace=core.database.paces,
        now=core.now,
        new_token=core.tokens,
        key=key,
    )
    return form, OwnCase(core.guidance, core.looking, core.now, core.tokens, key)
