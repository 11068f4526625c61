"""The kinds of fields: what each may hold, and how the document says so."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field
from pydantic.json_schema import WithJsonSchema

from booking.model.interval import in_utc
from booking.rules import addressing

# Not \d: to some it means the digits of every script.
DATE = (
    r"20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))|20([02468][048]|[13579][26])-02-29"
)
INSTANT = rf"^({DATE})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.0+)?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
"""A real day of this century, in whole seconds, with an offset."""


def _rfc3339(value: Any) -> Any:
    if not isinstance(value, str) or re.fullmatch(INSTANT, value) is None:
        raise ValueError(
            "write an RFC 3339 time in whole seconds and with an offset, such as 2026-11-24T10:00:00+01:00"
        )
    return value


def _no_truth(value: Any) -> Any:
    """To the schema a number is none of true and false; to Python it may be."""
    if isinstance(value, bool):
        raise ValueError("write a number")  # noqa: TRY004 -- pydantic makes a mistake of this one alone
    return value


NoTruth = BeforeValidator(_no_truth)
"""Comes last, or the document loses the limits beside it."""
Instant = Annotated[
    AwareDatetime,
    AfterValidator(in_utc),
    BeforeValidator(_rfc3339),
    WithJsonSchema({"type": "string", "pattern": INSTANT, "examples": ["2026-11-24T10:00:00+01:00"]}),
]
Day = Annotated[str, Field(pattern=rf"^({DATE})$", examples=["2026-11-24"])]
WallClock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["09:30"])]
Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-zA-Z0-9_-]+$")]
Name = Annotated[
    str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*$")
]
Title = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Email = Annotated[
    str,
    Field(max_length=addressing.LONGEST, pattern=addressing.ADDRESS, examples=["kari@example.org"]),
]
"""By its letters. How long each of its parts may be on the wire, no pattern can say."""
NewTitle = Annotated[Title, Field(min_length=1)]
Revision = Annotated[int, Field(ge=1, le=1_000_000), NoTruth]
Minutes = Annotated[int, Field(ge=5, le=1500)]
