"""When something is to be sent, in words."""

from datetime import date, datetime

import pytest

from bot.moment_words import moment
from tests.builders import NOW, a_catalogue, at


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fredag 08:30", at("08:30", date(2026, 11, 27))),
        ("12. januar kl 9", at("09:00", date(2027, 1, 12))),
        ("i morgen", at("09:00", date(2026, 11, 24))),
        ("kl 7.30", at("07:30", date(2026, 11, 24))),
        ("tirsdag kl. 14", at("14:00", date(2026, 11, 24))),
        ("snart", None),
    ],
)
def test_a_moment_to_come_is_understood_and_nothing_else(said: str, meant: datetime | None) -> None:
    assert moment(said, a_catalogue(), NOW) == meant
