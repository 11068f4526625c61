"""What an examination found, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """`NOTE` is worth knowing and hinders nothing."""

    OK = "ok"
    NOTE = "note"
    MEND = "MEND"


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    subject: str
    text: str

    def __str__(self) -> str:
        return f"{self.verdict:<5} {self.subject}: {self.text}"


def ok(subject: str, text: str) -> Finding:
    return Finding(Verdict.OK, subject, text)


def note(subject: str, text: str) -> Finding:
    return Finding(Verdict.NOTE, subject, text)


def mend(subject: str, text: str) -> Finding:
    return Finding(Verdict.MEND, subject, text)
