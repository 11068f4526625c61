"""What people write, understood: a message and the local time in, an understanding out. Pure; no I/O.

The contract is the field table of `Understanding`; README.md shows how to add a word or a way to say a time.

Why a grammar of our own, measured on messages of tests/bot/understanding, on one core:

- `dateparser.search.search_dates` finds the right day in 21 of the first 80 (53 have one), at 0.8 ms in the
  middle and 190 ms at worst; it reads no ranges, spoken times, parts of the day or weeks of the year.
- `lark` is the right kind of tool. With Earley, which alone can look past the words between the phrases, a
  toy of twenty alternatives already takes 1.3 ms in the middle and 7 ms at the 99th percentile. templates.py
  and grammar.py are what is needed of it, with an index by first word: 0.6 and 1.5 ms with all the rules.
- `rapidfuzz` is used, for misspelt names and days. `babel` has the names of days and months but not how
  people shorten and misspell them, so lexicon.toml lists them; a test holds the list against Babel's.
- `holidays` is used for the opening hours. Feast days by name are left to a question, as the contract does.
"""

from bot.understanding.model import ACTS, Evidence, Reading, Repeat, Understanding
from bot.understanding.reading import understand
from bot.understanding.replies import Message
from bot.understanding.replies import message as read
from bot.understanding.things import Catalogue, NamedResource

__all__ = [
    "ACTS",
    "Catalogue",
    "Evidence",
    "Message",
    "NamedResource",
    "Reading",
    "Repeat",
    "Understanding",
    "read",
    "understand",
]
