"""The space file: what it may say, and how its mistakes are told."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from booking.model.people import Role
from booking.model.spaces import Catalogue, CheckIn, Equipment, Hours, Portion, ResourceId, ResourceKind
from commands.failures import Failed
from commands.space_file import SpaceFileInvalid, read_space_file

ROOT = Path(__file__).parents[2]
PLACE = """
[[space]]
name = "Gartneriet på Øya"
time_zone = "Europe/Oslo"
{more}
[space.opening]
monday = "06-23"
{opening}
{rules}
[[space.resource]]
name = "Pult 3"
kind = "desk"
{resource}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "space.toml"
    path.write_text(text, encoding="utf-8")
    return path


def place(tmp_path: Path, *, more: str = "", opening: str = "", rules: str = "", resource: str = "") -> Path:
    return written(tmp_path, PLACE.format(more=more, opening=opening, rules=rules, resource=resource))


def catalogue(tmp_path: Path, **parts: str) -> Catalogue:
    return read_space_file(place(tmp_path, **parts), year=2026)


def mistakes(tmp_path: Path, **parts: str) -> list[str]:
    with pytest.raises(SpaceFileInvalid) as told:
        read_space_file(place(tmp_path, **parts), year=2026)
    return [str(mistake) for mistake in told.value.mistakes]


def desk(found: Catalogue):
    return found.resources[ResourceId("pult-3")]


def test_the_demos_own_file_is_the_catalogue_of_the_contract() -> None:
    found = read_space_file(ROOT / "space.toml", year=2026)
    rooms = {r.name: r for r in found.in_use if r.kind is ResourceKind.ROOM}
    desks = [r.name for r in found.in_use if r.kind is ResourceKind.DESK]
    assert {name: room.capacity for name, room in rooms.items()} == {
        "Drivhuset": 8,
        "Potteskuret": 4,
        "Orangeriet": 20,
    }
    assert rooms["Drivhuset"].equipment == {Equipment.SCREEN, Equipment.VIDEO}
    assert rooms["Potteskuret"].equipment == {Equipment.WHITEBOARD}
    assert rooms["Orangeriet"].equipment == set(Equipment)
    assert desks == [f"Pult {number}" for number in range(1, 13)]
    assert found.home.name == "Gründergartneriet"
    assert found.revision == 0


def test_demos_rules_are_those_of_an_office_with_key_cards() -> None:
    found = read_space_file(ROOT / "space.toml", year=2026)
    room = found.resources[ResourceId("drivhuset")].policy
    assert (room.shortest, room.longest) == (timedelta(minutes=15), timedelta(hours=8))
    assert room.check_in == CheckIn(closes=timedelta(minutes=15))
    assert desk(found).policy.check_in is None
    assert desk(found).policy.portions == frozenset(Portion)
    whole_day = found.home.open_on(date(2026, 11, 27))[0]
    assert whole_day.length <= desk(found).policy.longest
    assert found.home.open_on(date(2027, 5, 17))
    assert not found.home.open_on(date(2026, 12, 24))


def test_names_give_ids_in_plain_letters(tmp_path: Path) -> None:
    found = catalogue(tmp_path)
    assert list(found.spaces) == ["gartneriet-pa-oya"]
    assert list(found.resources) == ["pult-3"]


def test_opening_hours_may_have_several_stretches_and_end_at_midnight(tmp_path: Path) -> None:
    found = catalogue(tmp_path, opening='tuesday = "08-11, 12.30–24"\nwednesday = "stengt"')
    assert found.home.opening == {
        0: (Hours(start=time(6), end=time(23)),),
        1: (Hours(start=time(8), end=time(11)), Hours(start=time(12, 30), end=time(0))),
    }


def test_a_day_can_be_closed_once_every_year_or_for_several_days(tmp_path: Path) -> None:
    more = """closed = [
        { date = 2026-10-05, until = 2026-10-06, name = "Dugnad" },
        { date = "29.02", name = "Skuddårsdag" },
        { date = "31.12", until = "1.1.", name = { nb = "Nyttår", en = "New Year" } },
    ]"""
    closed = catalogue(tmp_path, more=more).home.closed
    assert closed[date(2026, 10, 5)] == {"nb": "Dugnad", "nn": "Dugnad", "en": "Dugnad"}
    assert date(2026, 10, 6) in closed
    assert date(2026, 10, 7) not in closed
    assert {day for day in closed if day.month == 2 and day.year in {2027, 2028}} == {
        date(2027, 2, 28),
        date(2028, 2, 29),
    }
    assert closed[date(2036, 12, 31)]["en"] == "New Year"
    assert closed[date(2027, 1, 1)]["nn"] == "Nyttår"


def test_public_holidays_are_closed_with_names_in_three_languages(tmp_path: Path) -> None:
    closed = catalogue(tmp_path, more='holidays = "NO"').home.closed
    assert closed[date(2026, 5, 1)] == {"nb": "Arbeidernes dag", "nn": "Arbeidardagen", "en": "Labor Day"}
    assert closed[date(2027, 5, 17)]["nb"] == "Andre pinsedag, Grunnlovsdag"
    assert {day.year for day in closed} == set(range(2024, 2037))


def test_rules_are_inherited_by_kind_and_changed_by_the_resource(tmp_path: Path) -> None:
    rules = '[rules.desk]\nlongest = "1 t 30 min"\nbuffer = "10 min"\nmay_book = ["owner"]\ncheck_in = true'
    own = 'rules = { longest = "2 timer", notice = "1 dag", check_in = false, portions = ["day"] }'
    policy = desk(catalogue(tmp_path, rules=rules, resource=own)).policy
    assert policy.longest == timedelta(hours=2)
    assert policy.buffer == timedelta(minutes=10)
    assert policy.notice == timedelta(days=1)
    assert policy.may_book == {Role.OWNER}
    assert policy.check_in is None
    assert policy.portions == {Portion.DAY}


def test_the_window_for_checking_in_can_be_given_on_both_sides(tmp_path: Path) -> None:
    given = 'rules = { check_in = { opens = "30 min", closes = "5 min" } }'
    window = desk(catalogue(tmp_path, resource=given)).policy.check_in
    assert window == CheckIn(opens=timedelta(minutes=30), closes=timedelta(minutes=5))


def test_a_desk_can_be_a_tenants_own(tmp_path: Path) -> None:
    assert desk(catalogue(tmp_path, resource='assigned_to = "Fjordtegn AS"')).assigned_to == "Fjordtegn AS"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {"more": 'adress = "Vikersund"'},
            'line 5, space[1].adress: "adress" is not known here (did you mean "address"?)',
        ),
        ({"more": "holidays = true"}, "line 5, space[1].holidays: true does not fit"),
        (
            {"opening": 'tuseday = "06-23"'},
            'line 8, space[1].opening.tuseday: "tuseday" is not known here (did you mean "tuesday"?)',
        ),
        ({"opening": 'tuesday = "8 til 4"'}, 'line 8, space[1].opening.tuesday: "8 til 4" are no hours'),
        (
            {"opening": 'tuesday = "16-08"'},
            'line 8, space[1].opening.tuesday: "16-08" ends before it starts',
        ),
        ({"opening": 'tuesday = "08-12, 11-16"'}, '"08-12, 11-16" has hours that overlap'),
        ({"opening": 'tuesday = "08-25"'}, '"08-25" are no hours'),
        ({"opening": "tuesday = 8"}, '"8" are no hours'),
        ({"more": 'morning = "08-10, 11-12"'}, '"08-10, 11-12" is not one stretch of time'),
        ({"more": 'closed = [{ date = "31.02", name = "x" }]'}, 'closed[1].date: "31.02" is no day'),
        ({"more": 'closed = [{ date = "2026-13-01", name = "x" }]'}, '"2026-13-01" is no day'),
        ({"more": 'closed = [{ date = "1.1", name = 3 }]'}, '"3" is no name of a day'),
        ({"more": 'closed = [{ date = "1.1", name = { nb = "a", no = "b" } }]'}, '"no" is no language here'),
        (
            {"more": 'closed = [\n{ date = "1.1", until = 2026-01-02, name = "x" }]'},
            "line 6, space[1].closed[1]: date and until are not of one kind",
        ),
        (
            {"more": 'closed = [{ date = 2026-01-02, until = 2026-01-01, name = "x" }]'},
            "until 2026-01-01 does not follow 2026-01-02",
        ),
        (
            {"resource": "capacity = 0"},
            'line 13, space[1].resource[1].capacity: "0" does not fit; write 1 or more',
        ),
        ({"resource": "capacity = true"}, "true does not fit; write a whole number"),
        ({"resource": 'equipment = ["skjerm"]'}, "write one of 'screen', 'video' or 'whiteboard'"),
        ({"resource": 'equipment = "screen"'}, 'write a list, such as ["…", "…"]'),
        ({"resource": 'id = "Pult 3"'}, '"Pult 3" cannot be an id'),
        ({"resource": 'rules = "strenge"'}, "write a table: { key = value }"),
        ({"resource": 'rules = { may_book = ["tenants"] }'}, "write one of 'tenant', 'contact'"),
        ({"resource": "rules = { may_book = [] }"}, 'write a list, such as ["…", "…"]'),
        (
            {"resource": 'rules = { longest = "lenge" }'},
            'line 13, space[1].resource[1].rules.longest: "lenge" is no length',
        ),
        ({"resource": "rules = { longest = 15 }"}, '"15" is no length of time'),
        ({"resource": 'rules = { check_in = "0 min" }'}, "nobody could check in"),
        ({"resource": 'rules = { check_in = { open = "1 t" } }'}, '(did you mean "opens"?)'),
        ({"rules": '[rules.desks]\nlongest = "1 t"'}, 'rules.desks: "desks" is not known here'),
        (
            {"rules": '[rules.desk]\nshortest = "2 t"\nlongest = "1 t"'},
            'line 11, rules.desk.longest: "1 t" is less than',
        ),
        ({"rules": '[rules.desk]\nlongest = "26 t"'}, '"26 t" is more than a day; write "24 t" or less'),
        ({"rules": '[rules.desk]\nbuffer = "12 t"'}, '"12 t" is too long; write "11 t" or less'),
        ({"rules": '[rules.desk]\ngranularity = "7 min"'}, '"7 min" does not divide a day'),
        ({"rules": '[rules.desk]\nshortest = "20 min"'}, '"20 min" does not fit the granularity'),
        ({"rules": '[rules.desk]\nlongest = "50 min"'}, '"50 min" does not fit the granularity'),
        ({"rules": "[rules.desk]\ndays_ahead = 9999"}, "write 3650 or less"),
        ({"resource": '[[resource]]\nname = "Pult 4"'}, '(did you mean "space.resource"?)'),
    ],
)
def test_each_mistake_is_told_with_its_place_and_what_to_write(
    tmp_path: Path, parts: dict[str, str], told: str
) -> None:
    (mistake,) = mistakes(tmp_path, **parts)
    assert told in mistake


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        more='adress = "Vikersund"',
        opening='tuseday = "06-23"',
        rules='[rules.desk]\nshortest = "20 min"',
        resource='capacity = "8"\n[[space.resource]]\nname = "pult 3"\nkind = "desk"',
    )
    lines = [int(mistake.split(",")[0].removeprefix("line ")) for mistake in found]
    assert lines == [5, 8, 10, 14]
    found = mistakes(tmp_path, resource='[[space.resource]]\nname = "pult 3"\nkind = "dask"')
    assert len(found) == 1


def test_ids_and_names_mean_one_thing(tmp_path: Path) -> None:
    (twice,) = mistakes(tmp_path, resource='[[space.resource]]\nname = "PULT  3"\nkind = "desk"')
    assert 'the name "pult 3" is taken on line 10' in twice
    (nothing,) = mistakes(tmp_path, resource='[[space.resource]]\nname = "漢"\nkind = "desk"')
    assert "write an id too" in nothing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no [[space]]"),
        ('[space]\nname = "x"', "line 1, space: this is not a list of tables; write [[space]]"),
        ('[[space]]\nname = "x"\ntime_zone = "Europe/Olso"', '"Europe/Olso" is no time zone'),
        ('[[space]]\nname = "x"\ntime_zone = "../x"', '"../x" is no time zone'),
        ('[[space]]\nname = "x"\ntime_zone = "Europe/Oslo"', '"opening" is missing'),
        ('[[space]]\nname = ""', '"" is no name'),
        (f'[[space]]\nname = "{"x" * 41}"', "does not fit on a button"),
        ('[[space]]\nname = "x', "line 2"),
        ('[[space]]\nname = "x"\nname = "y"', "line 3"),
    ],
)
def test_a_file_that_is_no_space_file_says_so(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SpaceFileInvalid) as wrong:
        read_space_file(written(tmp_path, text))
    assert told in str(wrong.value)
    assert all(line.startswith(str(tmp_path)) for line in wrong.value.lines)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="is not there"):
        read_space_file(tmp_path / "space.toml")
    with pytest.raises(Failed, match="cannot be read"):
        read_space_file(tmp_path)
    (tmp_path / "latin").write_bytes("Gründer".encode("latin-1"))
    with pytest.raises(Failed, match="UTF-8"):
        read_space_file(tmp_path / "latin")


def test_windows_endings_and_byte_order_marks_do_no_harm(tmp_path: Path) -> None:
    path = place(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_space_file(path).home.name == "Gartneriet på Øya"


def test_lines_are_found_in_texts_and_lists_that_span_several(tmp_path: Path) -> None:
    text = 'description = """\nkind = "x"\n[[space]]\n"""\n'
    resource = f'{text}equipment = [\n  "screen", # ]\n  "tavle",\n]\ncapacity = "1"'
    found = mistakes(tmp_path, resource=resource)
    assert [mistake.split(",")[0] for mistake in found] == ["line 19", "line 21"]


def test_every_sort_of_table_is_found_again(tmp_path: Path) -> None:
    text = (
        '[[space]]\nname = "A"\ntime_zone = "Europe/Oslo"\nopening.monday = "x"\n'
        '[[space]]\nname = "B"\ntime_zone = "Europe/Oslo"\n"opening" = { monday = "y" }\n'
        '[[space.resource]]\nname = "C"\nkind = "room"\n[space.resource.rules]\nlongest = "z"\n'
    )
    with pytest.raises(SpaceFileInvalid) as wrong:
        read_space_file(written(tmp_path, text))
    assert [mistake.line for mistake in wrong.value.mistakes] == [4, 8, 13]
    assert wrong.value.mistakes[2].place == "space[2].resource[1].rules.longest"


def test_how_long_a_freed_place_is_held(tmp_path: Path) -> None:
    assert catalogue(tmp_path).home.holds_places == timedelta(hours=3)
    assert catalogue(tmp_path, more='holds_places = "45 min"').home.holds_places == timedelta(minutes=45)
