"""What is stored about people, for /personvern."""

from __future__ import annotations

from wording.speech import Html, Say


def policy(say: Say) -> Html:
    """Short and true; the same for everybody."""
    parts = (
        say("<b>Privacy</b>"),
        say(
            "<b>What is stored:</b> your name, your company, your Telegram account number, your language, "
            "what you book and wait for, and what was changed when."
        ),
        say(
            "<b>Where:</b> in the association's own database. Telegram sees what we write to each other "
            "here, and keeps it by its own rules. So write nothing here that Telegram should not have."
        ),
        say(
            "<b>How long:</b> as long as you are with us. When you are erased, your name and your account "
            "are removed at once; bookings stay as numbers without a name, for the yearly figures."
        ),
        say("<b>Who sees it:</b> you, and the administration. Nobody else."),
        say(
            "<b>Your rights:</b> see it, take it along, have it corrected or erased: here, or by asking the "
            "administration."
        ),
    )
    return Html("\n\n".join(parts))
