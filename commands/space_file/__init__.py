"""The space file: what the operator writes about the place, read and checked; `applying` makes it count."""

from commands.space_file.mistakes import Mistake, SpaceFileInvalid
from commands.space_file.reading import read_space_file

__all__ = ["Mistake", "SpaceFileInvalid", "read_space_file"]
