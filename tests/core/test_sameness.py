"""Whether two have told of the same thing."""

import pytest

from booking.rules.sameness import is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Printeren virker ikke", "printeren virker fortsatt ikke!"),
        ("hei, printeren virker ikke", "Printeren virker ikke nå"),
        ("pult 3 mangler stol", "Pult 3 mangler en stol"),
        ("the printer is not working", "printer not working"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pult 3 mangler stol", "pult 4 mangler stol"),
        ("printeren virker ikke", "lyset virker ikke"),
        ("printeren virker ikke", ""),
        ("det er", "den har"),
    ],
)
def test_another_thing(one: str, other: str) -> None:
    assert not is_same(one, other)
