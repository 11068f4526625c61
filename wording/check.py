"""`python -m wording.check`: fails, listing each, on what cannot be said well in every language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from wording import catalogues, extraction
from wording.speech import LOCALE

ROOT = Path(__file__).parent.parent


def mistakes(root: Path, locale: Path) -> Iterator[str]:
    """In the code below `root`, and in the catalogues beside it."""
    yield from extraction.mistakes(root)
    said = extraction.messages(root)
    for language in catalogues.TRANSLATED:
        path = catalogues.path_of(locale, language)
        for mistake in catalogues.mistakes(path, language, said):
            yield f"{language.value}: {mistake}"


def main() -> int:
    found = list(mistakes(ROOT, LOCALE))
    for line in found:
        sys.stderr.write(line + "\n")
    if found:
        sys.stderr.write(
            "python -m wording.update puts new messages into wording/locale; fill them in there.\n"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
