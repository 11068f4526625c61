"""`python -m wording.update`: puts what the code says into the catalogues, for the translators."""

from __future__ import annotations

from pathlib import Path

from wording import catalogues, extraction
from wording.check import ROOT
from wording.speech import LOCALE


def update(root: Path, locale: Path) -> None:
    said = extraction.messages(root)
    for language in catalogues.TRANSLATED:
        catalogues.update(catalogues.path_of(locale, language), language, said)


if __name__ == "__main__":
    update(ROOT, LOCALE)
