"""`python -m wording.update`: puts what the code says into the catalogues, for the translators."""

from __future__ import annotations

from wording.catalogues import TRANSLATED, update

if __name__ == "__main__":
    for language in TRANSLATED:
        update(language)
