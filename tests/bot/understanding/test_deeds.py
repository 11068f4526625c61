"""What a message wants done, to what and for whom, and whether it is shown first: each once misread."""

import pytest

from bot.understanding import ACTS
from tests.bot.understanding.conftest import said

MONDAY = "2026-11-23T09:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pult mandag, onsdag og fredag neste uke", {"dates": ["2026-11-30", "2026-12-02", "2026-12-04"]}),
        ("drivhuset tredje torsdag i april 9-10", {"date": "2027-04-15", "start": "09:00"}),
        ("pult fredag før jul", {"date": "2026-12-18"}),
        ("drivhuset fredag 13 10-11", {"confirm": True}),
        ("pult første fredag etter påske", {"date": "2027-04-02"}),
        ("drivhuset torsdag nei fredag mener jeg 10-12", {"date": "2026-11-27"}),
        ("drivhuset i morgen 10-12, møte med Fredag Media AS", {"date": "2026-11-24", "dates": []}),
        ("bestill drivhuset mandag 10-12 for Kari Nordmann", {"person": "Kari Nordmann"}),
        ("pult på fredag, men ikke pult 3", {"kind": "desk", "not_resource": ["Pult 3"]}),
        ("drivhuset blorp i morgen 10-12", {"confirm": True}),
        ("meld meg på frokosten og book drivhuset torsdag 10-11", {"resource": "Drivhuset", "more": True}),
    ],
)
def test_wishes(text: str, expected: dict) -> None:
    got = said(text, MONDAY).as_json()
    assert {name: got.get(name) for name in expected} == expected
    assert got["intent"] == "book"


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("forleng drivhuset til 13", "resize", {"resource": "Drivhuset", "end": "13:00"}),
        ("drivhuset må vare en halvtime lenger", "resize", {"shift": 30}),
        ("meld Per Bakke på frokosten 10. desember", "register", {"person": "Per Bakke"}),
        ("hvem har booket pult 3 i morgen?", "who", {"resource": "Pult 3"}),
        ("jeg er borte neste uke", "absent", {"date": "2026-11-30", "end_date": "2026-12-04"}),
        ("steng drivhuset på fredag", "close", {"resource": "Drivhuset", "date": "2026-11-27"}),
        ("vi er ferdige i potteskuret nå, det kan frigis", "end_now", {"confirm": False}),
        ("drivhuset tirsdag 10-12, kan vi ta det onsdag i stedet?", "move", {"from_end": "12:00"}),
        ("angre", "undo", {}),
        ("jeg vil si opp plassen min", "leave", {}),
        ("pult 3 mangler stol", "human", {}),
    ],
)
def test_deeds(text: str, intent: str, expected: dict) -> None:
    got = said(text, MONDAY).as_json()
    assert got["intent"] == intent
    assert {name: got.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "ikke book drivhuset i morgen 10-12",
        "du trenger ikke å bestille drivhuset, det er gjort",
        "jeg sa aldri at du skulle avbestille drivhuset",
    ],
)
def test_what_is_not_asked_for_is_no_deed(text: str) -> None:
    assert said(text, MONDAY).intent not in ACTS
