"""What was done to a case, for its log."""

from __future__ import annotations

from booking.model.guidance import CaseAction
from wording.cleaning import Plain
from wording.speech import Say


def what(action: CaseAction, say: Say) -> Plain:
    return {
        CaseAction.ASKED: say.plain("Asked for guidance"),
        CaseAction.ASSIGNED: say.plain("Given to an adviser"),
        CaseAction.ESCALATED: say.plain("Not answered in time"),
        CaseAction.OFFERED: say.plain("Times were offered"),
        CaseAction.TURNED_DOWN: say.plain("None of the times suited"),
        CaseAction.BOOKED: say.plain("A meeting was booked"),
        CaseAction.MOVED: say.plain("The meeting was moved"),
        CaseAction.CANCELLED: say.plain("The meeting was cancelled"),
        CaseAction.HELD: say.plain("The meeting was held"),
        CaseAction.MISSED: say.plain("The meeting did not take place"),
        CaseAction.OUTCOME: say.plain("An outcome was noted"),
        CaseAction.DESCRIBED: say.plain("Trade and stage were noted"),
        CaseAction.CONSENTED: say.plain("Consent was given or taken back"),
        CaseAction.CHECKED: say.plain("Told how it went"),
        CaseAction.WITHDRAWN: say.plain("No longer needed"),
        CaseAction.BECAME: say.plain("Became a tenant or a member"),
    }[action]
