"""Telegram: intake, conversation, screens, understanding, sending."""

import os

# The library's own switch: lengths of time are timedeltas, as they will be, and nothing warns of it.
os.environ.setdefault("PTB_TIMEDELTA", "true")
