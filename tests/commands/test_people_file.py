"""Lists of tenants and persons, as a spreadsheet saves them."""

from pathlib import Path

import pytest

from booking.model.people import Role
from commands.failures import Failed
from commands.people_file import Listed, read_people

KARI = Listed(name="Kari Nordmann", roles=frozenset({Role.TENANT, Role.CONTACT}), tenant="Fjordtegn AS")
TENANT = Listed(name="", roles=frozenset(), tenant="Elvebredd")


@pytest.mark.parametrize(
    "data",
    [
        b"name,roles,tenant\nKari Nordmann,tenant contact,Fjordtegn AS\n\n,,Elvebredd\n",
        b"\xef\xbb\xbfNavn;Roller;Leietaker\r\n Kari Nordmann;Leietaker/kontakt;Fjordtegn AS\r\n;;Elvebredd",
    ],
)
def test_a_spreadsheet_is_read_in_either_language(data: bytes) -> None:
    assert read_people(Path("people.csv"), data) == (KARI, TENANT)


def test_toml_is_read_too() -> None:
    data = (
        '[[tenant]]\nname = "Elvebredd"\n'
        '[[person]]\nname = "Kari Nordmann"\nroles = ["tenant", "contact"]\ntenant = "Fjordtegn AS"\n'
    )
    assert read_people(Path("people.toml"), data.encode()) == (TENANT, KARI)


def test_email_addresses_are_read() -> None:
    wanted = Listed(
        name="Kari", roles=frozenset({Role.TENANT}), tenant="Fjordtegn AS", email="kari@fjordtegn.example"
    )
    text = "Navn;Roller;Leietaker;E-post\nKari;leietaker;Fjordtegn AS; kari@fjordtegn.example \n"
    assert read_people(Path("people.csv"), text.encode()) == (wanted,)
    text = (
        '[[person]]\nname = "Kari"\nroles = ["tenant"]\ntenant = "Fjordtegn AS"\n'
        'email = "kari@fjordtegn.example"\n'
    )
    assert read_people(Path("people.toml"), text.encode()) == (wanted,)


def test_a_windows_code_page_keeps_its_letters() -> None:
    (found,) = read_people(Path("people.csv"), "name\nBjørg Åsen\n".encode("cp1252"))
    assert found.name == "Bjørg Åsen"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "nam\nKari", 'a.csv: line 1: "nam" is no column (did you mean "name"?)'),
        ("a.csv", "name;roles\nKari;tennant", 'a.csv: line 2: "tennant" is no role (did you mean "tenant"?)'),
        ("a.csv", "name;roles\n;tenant", "a.csv: line 2: the name is missing"),
        ("a.csv", "name;email\nKari;kari", 'a.csv: line 2: "kari" is no e-mail address; write one such as'),
        ("a.csv", "tenant;email\nElvebredd;a@b.example", "a.csv: line 2: the name is missing"),
        ("a.toml", "[[person]", "a.toml: "),
        ("a.toml", '[[person]]\nname = "Kari"\nrole = "tenant"', 'a.toml: person[1]: "role" is not known'),
    ],
)
def test_mistakes_are_told_with_their_place(name: str, text: str, told: str) -> None:
    with pytest.raises(Failed) as wrong:
        read_people(Path(name), text.encode())
    assert told in wrong.value.lines[0]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Failed) as wrong:
        read_people(Path("a.csv"), b"name;roles\nKari;king\n;owner\n")
    assert len(wrong.value.lines) == 2


@pytest.mark.parametrize(("said", "roles"), [("ja", {Role.MEMBER}), ("X", {Role.MEMBER}), ("nei", set())])
def test_a_column_marks_members(said: str, roles: set[Role]) -> None:
    (per,) = read_people(Path("people.csv"), f"navn;medlem\nPer;{said}\n".encode())
    assert per.roles == roles


def test_a_mark_that_says_neither_is_told() -> None:
    with pytest.raises(Failed, match=r"line 2.*kanskje.*write yes or no"):
        read_people(Path("people.csv"), b"navn;medlem\nPer;kanskje\n")
