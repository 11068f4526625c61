"""What is stored about people, for /personvern. True to `db.tables` and to what erasing does."""

from __future__ import annotations

from wording.speech import Html, Say


def policy(say: Say) -> Html:
    """Short and true; the same for everybody."""
    parts = (
        say("<b>Privacy</b>\nModum Næringsråd is responsible for what is stored here."),
        say(
            "<b>What:</b> your name, your company, your role, your language, the number of your Telegram "
            "account, and your e-mail address where we have it. What you book and wait for, and who changed "
            "it when. The events you sign up for, the names of your guests, what you let the host know (such "
            "as an allergy), whether you came and the rating you gave. The topics you follow. What you ask "
            "the administration, and their answers. What we were in the middle of in this "
            "chat. About those who only look in: next to nothing, and no name."
        ),
        _of_guidance(say),
        say("<b>Why:</b> so that you can book, meet and be reminded, and for the yearly figures."),
        say(
            "<b>Where:</b> in the association's own database. Telegram, which is another company, carries"
            " our messages and keeps them by its own rules. They are not end-to-end encrypted, so write "
            "nothing secret here."
        ),
        say(
            "<b>Who sees it:</b> you, the administration, those who run the machine, and programs that the "
            "administration lets in. The contact person of your company can see your bookings. Whoever keeps "
            "the door sees the list of those signed up, with their guests and what the host must know. "
            "Others only see that something is taken, and your name on an event's card where you have chosen "
            "that."
        ),
        say(
            "<b>How long:</b> until you are erased. Then your name, your account, your questions and what "
            "you wrote about your bookings are gone at once, as are your e-mail address, your guests' names, "
            "what you let hosts know and the topics you follow. Bookings, sign-ups and ratings stay without "
            "a name, so that the figures are right. Questions and their answers are kept for a year at most."
        ),
        say(
            "<b>Your rights:</b> see it, take it along, have it corrected or erased. Tap below, or ask "
            "the administration. You can complain to Datatilsynet, the Norwegian data protection "
            "authority."
        ),
    )
    return Html("\n\n".join(parts))


def _of_guidance(say: Say) -> Html:
    return say(
        "<b>Guidance:</b> what you tell of your idea, the adviser’s notes and your files are "
        "encrypted. Your adviser and the administration can read them; each look is noted. You get "
        "the notes by asking. All of it is gone when you are erased, and three years after the last "
        "change. Those who work on our pages are signed in for a day at most."
    )
