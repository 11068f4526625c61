"""Other people's calendars, which may hold anything: fetched within limits, worked out in a process apart."""

from calendars.apart import SeparateReader

__all__ = ["SeparateReader"]
