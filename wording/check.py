"""`python -m wording.check`: fails on a message that is missing, fuzzy, unused or filled in otherwise."""

from __future__ import annotations

import sys

from wording.catalogues import TRANSLATED, mistakes


def main() -> int:
    found = [f"{language.value}: {mistake}" for language in TRANSLATED for mistake in mistakes(language)]
    for line in found:
        sys.stderr.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
