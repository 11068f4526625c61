"""What an entrepreneur tells, step by step: which question comes next, and the answers as text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta

from booking.model.guidance import HowFar, Sector
from booking.model.intakes import Answers, Step
from booking.model.people import PersonId

STEPS = tuple(Step)
ANSWERED_WITHIN = timedelta(days=2)
"""So long a yes in words goes on with what was asked about."""
LONGEST = {Step.IDEA: 1500, Step.HOPE: 800, Step.WHERE: 80, Step.REACH: 120}
"""Characters that are kept of an answer in words."""


def following(step: Step) -> Step:
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def before(step: Step) -> Step:
    """Not before the first question: consent was given."""
    return STEPS[max(STEPS.index(step) - 1, 1)]


def written(answers: Answers) -> str:
    return json.dumps(asdict(answers), ensure_ascii=False)


def read(text: str) -> Answers:
    said = json.loads(text)
    how_far, sector, wanted = said["how_far"], said["sector"], said["wanted"]
    return Answers(
        **{
            **said,
            "how_far": HowFar(how_far) if how_far else None,
            "sector": Sector(sector) if sector else None,
            "wanted": PersonId(wanted) if wanted else None,
        }
    )
