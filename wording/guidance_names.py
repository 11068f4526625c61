"""What stages, trades, places, outcomes and answers of guidance are called."""

from __future__ import annotations

from booking.model.guidance import CheckUp, HowFar, Meeting, Outcome, Sector, Stage
from wording.cleaning import Plain
from wording.speech import Say


def how_far(which: HowFar | None, say: Say) -> Plain:
    match which:
        case HowFar.IDEA:
            return say.plain("An idea")
        case HowFar.PLAN:
            return say.plain("A plan")
        case HowFar.TRIED:
            return say.plain("Tried it out")
        case HowFar.STARTED:
            return say.plain("Under way already")
        case None:
            return say.plain("not said")


def sector(which: Sector | None, say: Say) -> Plain:
    return {
        Sector.FARMING: say.plain("Farming, forestry and fish"),
        Sector.INDUSTRY: say.plain("Industry"),
        Sector.BUILDING: say.plain("Building and construction"),
        Sector.TRADE: say.plain("Shops and trade"),
        Sector.TRAVEL: say.plain("Food and travel"),
        Sector.HEALTH: say.plain("Health and care"),
        Sector.CULTURE: say.plain("Culture and design"),
        Sector.TECHNOLOGY: say.plain("Technology"),
        Sector.SERVICES: say.plain("Services"),
        Sector.OTHER: say.plain("Something else"),
        None: say.plain("not said"),
    }[which]


def meeting(which: Meeting, say: Say) -> Plain:
    """For a button."""
    match which:
        case Meeting.ROOM:
            return say.plain("With us")
        case Meeting.DIGITAL:
            return say.plain("Digital")
        case Meeting.FIRM:
            return say.plain("At their place")


def stage(which: Stage, say: Say) -> Plain:
    match which:
        case Stage.NEW:
            return say.plain("new, nobody has it yet")
        case Stage.ASSIGNED:
            return say.plain("given to an adviser")
        case Stage.SCHEDULED:
            return say.plain("meeting booked")
        case Stage.IN_PROGRESS:
            return say.plain("in progress")
        case Stage.FOLLOW_UP:
            return say.plain("in the follow-up programme")
        case Stage.CLOSED:
            return say.plain("closed")


def outcome(which: Outcome, say: Say) -> Plain:
    """For a button."""
    match which:
        case Outcome.PROGRAMME:
            return say.plain("To the follow-up programme")
        case Outcome.STARTED:
            return say.plain("Started a firm")
        case Outcome.REFERRED:
            return say.plain("Referred to others")
        case Outcome.NOT_CARRIED_ON:
            return say.plain("Not carried on")


def check_up(which: CheckUp, say: Say) -> Plain:
    """For a button."""
    match which:
        case CheckUp.GOING:
            return say.plain("It is going well")
        case CheckUp.WAITING:
            return say.plain("It is on hold")
        case CheckUp.STOPPED:
            return say.plain("I have stopped")
        case CheckUp.WANTS_HELP:
            return say.plain("I would like more help")
