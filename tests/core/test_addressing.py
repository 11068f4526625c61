"""What is taken for an e-mail address, and links that cannot be made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.people import PersonId
from booking.rules.addressing import Group, is_address, on_the_wire, opened, signed

KEY = "k" * 32
TOKEN = signed(PersonId("kari"), Group.EMAIL, KEY)


@pytest.mark.parametrize(
    "address",
    [
        "kari@eksempel.no",
        "kari.o'hara+møte@eksempel.no".replace("ø", "o"),
        "a@b.co",
        f"{'x' * 64}@example.org",
        "POST@XN--BLBR-ROA8L.example",
    ],
)
def test_addresses(address: str) -> None:
    assert is_address(address)
    assert on_the_wire(address).lower() == address.lower()


@pytest.mark.parametrize(
    "text",
    [
        *("", "kari", "@eksempel.no", "kari@", "kari@eksempel", "kari@@eksempel.no", "ka ri@eksempel.no"),
        *(".kari@eksempel.no", "kari.@eksempel.no", "ka..ri@eksempel.no", "kari@-eksempel.no", "kari@.no"),
        *(
            "kari@eksempel.no\n",
            "kari@eksempel.no\r\nBcc: x@y.no",
            "Kari <kari@eksempel.no>",
            "a@b.no,c@d.no",
        ),
        *('"kari"@eksempel.no', "kåri@eksempel.no", "kari@[127.0.0.1]", "kari@eksempel.no\0", "\ud800@a.no"),
        *(f"{'x' * 65}@example.org", f"x@{'y' * 64}.org", f"x@{'y.' * 130}org", f"x@{'å' * 60}.org"),
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_address(text)


@given(st.text(min_size=1, max_size=80))
def test_a_link_says_who_and_what(person_id: str) -> None:
    token = signed(PersonId(person_id), Group.EMAIL, KEY)
    assert opened(token, KEY) == (person_id, Group.EMAIL, None)
    assert opened(token, "another key") is None


@given(st.text(max_size=80))
def test_a_link_cannot_be_made_up(token: str) -> None:
    assert opened(token, KEY) is None


@pytest.mark.parametrize(
    "token",
    [TOKEN[:-1], TOKEN + "=", "x" + TOKEN, TOKEN.replace(".", ""), TOKEN.swapcase(), TOKEN + ".", "å.å", "."],
)
def test_a_link_that_was_changed_opens_nothing(token: str) -> None:
    assert opened(token, KEY) is None


def test_a_link_never_lapses_and_shows_no_key() -> None:
    assert signed(PersonId("kari"), Group.EMAIL, KEY) == TOKEN
    assert opened("ZW1haWw6a2FyaQ.ASbusYGjrC_QZJ7He28JhXxvqX0", KEY) == ("kari", Group.EMAIL, None)
