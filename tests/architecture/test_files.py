"""What no file may hold."""

import re

import pytest

from tests.architecture.sources import project_files, shown

# Written in pieces, so that this file does not hold them itself.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb." + "debian.org",
    "crates" + ".io",
)
MACHINE_PATH = re.compile(r"(?<![\w.\-~$}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "home/\\w+")) + r")/")
SECRET = re.compile(r"\b\d{8,10}:AA[\w-]{33}\b")


def texts() -> dict[str, str]:
    found = {}
    for path in project_files():
        data = path.read_bytes()
        if b"\0" not in data:
            found[shown(path)] = data.decode("utf-8")
    return found


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str) -> None:
    assert [name for name, text in texts().items() if host in text] == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, SECRET])
def test_no_file_holds_a_path_of_somebodys_machine_or_a_bots_token(pattern: re.Pattern[str]) -> None:
    assert {name: found[0] for name, text in texts().items() if (found := pattern.search(text))} == {}
