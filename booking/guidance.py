"""The use cases of guidance, together."""

from __future__ import annotations

from dataclasses import dataclass

from booking.advising import Advising
from booking.appointing import Appointing
from booking.assigning import Assigning
from booking.casework import Casework
from booking.counting import Counting
from booking.following import Following
from booking.guiding import Guiding
from booking.outcomes import Outcomes
from booking.ports import Cases, Plans
from booking.requesting import Requesting
from booking.withdrawing import Withdrawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    cases: Cases
    plans: Plans
    advising: Advising
    assigning: Assigning
    requesting: Requesting
    guiding: Guiding
    appointing: Appointing
    casework: Casework
    outcomes: Outcomes
    following: Following
    counting: Counting
    withdrawing: Withdrawing
