"""Norwegian organisation numbers: nine digits, the last a check digit (modulus 11).

Source: Brønnøysundregistrene, "Organisasjonsnummeret".
"""

from __future__ import annotations

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
DIGITS = 9


def organisation_number(said: str) -> str | None:
    """The nine digits, spaces, full stops and a country's "NO" or "MVA" left out; None for anything else."""
    letters = said.upper().removeprefix("NO").removesuffix("MVA")
    digits = "".join(letters.replace(".", " ").split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()) or digits[0] not in "89":
        return None
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False)) % 11
    check = 0 if rest == 0 else 11 - rest
    return digits if check == int(digits[-1]) else None
