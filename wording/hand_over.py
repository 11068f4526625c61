"""What the follow-up programme gets of a case, to print and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from booking.model.guidance import HowFar, Sector
from booking.model.spaces import Space
from wording import dates, guidance_names
from wording.cleaning import Plain
from wording.speech import Say


def facts(data: Mapping[str, object], space: Space, now: datetime, say: Say) -> list[tuple[Plain, str]]:
    """Pairs of a name and what it is; what is not known is left out."""
    how_far, sector = data["how_far"], data["sector"]
    met = data["met"]
    found = [
        (say.plain("Name"), data["name"]),
        (say.plain("E-mail"), data["email"]),
        (say.plain("Can be reached"), data["reach"]),
        (say.plain("Lives in"), data["where"]),
        (say.plain("Idea"), data["idea"]),
        (say.plain("Hopes"), data["hope"]),
        (say.plain("How far"), guidance_names.how_far(HowFar(str(how_far)), say) if how_far else ""),
        (say.plain("Trade"), guidance_names.sector(Sector(str(sector)), say) if sector else ""),
        (say.plain("Goal"), data["goal"]),
        (say.plain("Organisation number"), data["organisation"]),
        (say.plain("Meetings held"), len(met) if isinstance(met, list) else ""),
        (say.plain("Adviser"), data["adviser"]),
        (say.plain("Agreed to this"), _day(data["consented_at"], space, now, say)),
    ]
    return [(name, str(what)) for name, what in found if what]


def as_json(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _day(said: object, space: Space, now: datetime, say: Say) -> str:
    day = space.today(datetime.fromisoformat(str(said)))
    return dates.day(day, space.today(now), say)
