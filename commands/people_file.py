"""Tenants and persons as an operator lists them: a CSV file from a spreadsheet, or TOML."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from booking.model.people import Role
from booking.rules.addressing import is_address
from commands.failures import Failed, did_you_mean

COLUMNS = {
    "name": "name",
    "navn": "name",
    "namn": "name",
    "tenant": "tenant",
    "leietaker": "tenant",
    "leigetakar": "tenant",
    "roles": "roles",
    "roller": "roles",
    "email": "email",
    "e-mail": "email",
    "epost": "email",
    "e-post": "email",
    "member": "member",
    "medlem": "member",
}
ROLES = {
    **{role.value: role for role in Role},
    "leietaker": Role.TENANT,
    "kontakt": Role.CONTACT,
    "veileder": Role.ADVISER,
    "administrasjon": Role.ADMINISTRATION,
    "eier": Role.OWNER,
    "medlem": Role.MEMBER,
}
KNOWN = tuple(dict.fromkeys(COLUMNS.values()))
EXAMPLE = "name;roles;tenant;email;member"
YES, NO = frozenset({"ja", "yes", "x", "true", "1"}), frozenset({"", "nei", "no", "false", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person, or a tenant alone where `name` is empty."""

    name: str
    roles: frozenset[Role]
    tenant: str
    email: str = ""


def read_people(path: Path, data: bytes) -> tuple[Listed, ...]:
    """Everybody in the file. Raises Failed with every mistake and its line or number."""
    rows = _toml_rows(path, data) if path.suffix.casefold() == ".toml" else _csv_rows(path, data)
    mistakes: list[str] = []
    people = [_listed(row, f"{path}: {where}", mistakes) for where, row in rows]
    if mistakes:
        raise Failed(*mistakes)
    return tuple(people)


def _csv_rows(path: Path, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    text = decoded(data)
    header, _, _ = text.partition("\n")
    reader = csv.reader(StringIO(text), delimiter=";" if ";" in header else ",")
    columns = [name.strip().casefold() for name in next(reader, [])]
    if strangers := [name for name in columns if name not in COLUMNS]:
        near = did_you_mean(strangers[0], COLUMNS.values())
        raise Failed(
            f'{path}: line 1: "{strangers[0]}" is no column{near}; write a first line such as {EXAMPLE}'
        )
    for row in reader:
        if any(cell.strip() for cell in row):
            yield (
                f"line {reader.line_num}",
                {COLUMNS[name]: cell for name, cell in zip(columns, row, strict=False)},
            )


def decoded(data: bytes) -> str:
    """Spreadsheets on Windows save in its own code page where they are not asked for UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _toml_rows(path: Path, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failed(f"{path}: {error}") from None
    for kind, column in (("tenant", "tenant"), ("person", "name")):
        for number, table in enumerate(tables.get(kind, []), start=1):
            given = {"tenant": table.get("name", "")} if column == "tenant" else table
            yield f"{kind}[{number}]", given


def _listed(row: Mapping[str, Any], where: str, mistakes: list[str]) -> Listed:
    given = row.get("roles", "")
    words = given if isinstance(given, list) else re.split(r"[,\s/+]+", str(given).strip())
    said = [str(word).casefold() for word in words if word]
    mistakes += [
        f'{where}: "{word}" is no role{did_you_mean(word, ROLES)}; write one of {", ".join(Role)}'
        for word in said
        if word not in ROLES
    ]
    mistakes += [
        f'{where}: "{key}" is not known{did_you_mean(key, COLUMNS.values())}; known are {", ".join(KNOWN)}'
        for key in row
        if key not in COLUMNS.values()
    ]
    name, tenant = (" ".join(str(row.get(key, "")).split()) for key in ("name", "tenant"))
    email = str(row.get("email", "")).strip()
    if not name and (email or not tenant):
        mistakes.append(f"{where}: the name is missing; write it")
    if email and not is_address(email):
        mistakes.append(f'{where}: "{email}" is no e-mail address; write one such as kari@example.org')
    roles = frozenset(ROLES[word] for word in said if word in ROLES)
    if _is_member(row, where, mistakes):
        roles |= {Role.MEMBER}
    return Listed(name=name, roles=roles, tenant=tenant, email=email)


def _is_member(row: Mapping[str, Any], where: str, mistakes: list[str]) -> bool:
    """What the column says, whatever else their roles are."""
    said = str(row.get("member", "")).strip().casefold()
    if said not in YES | NO:
        mistakes.append(f'{where}: "{said}" does not say whether they are a member; write yes or no')
    return said in YES
