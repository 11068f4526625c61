"""What people write, understood: a message and the local time in, an understanding out. Pure; no clock, no I/O."""

from bot.understanding.model import Evidence, Repeat, Understanding
from bot.understanding.reading import understand
from bot.understanding.things import Catalogue, NamedResource

__all__ = ["Catalogue", "Evidence", "NamedResource", "Repeat", "Understanding", "understand"]
