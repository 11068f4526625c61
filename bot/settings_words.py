"""How people ask for what stands in their settings: the language, and reminders."""

from __future__ import annotations

import re

POLITE = r"(?:(?:kan (?:du|eg|jeg)|can (?:you|i)|jeg vil|eg vil|i want to|please)\s+)*"
NAMED = r"(?:engelsk|english|norsk|norwegian|bokmål|nynorsk)"
REMINDERS = r"(?:påminn\w+|varsl\w*|reminders?)"
CHANGE = r"(?:bytte?|byt|endre?|skifte?|velge?|vel|change|switch|choose)"
WAYS = (
    rf"{CHANGE}\s+(?:the |my )?(?:språk(?:et)?|language)\b.*",
    rf"(?:snakke?|skrive?|svare?|bytte?|byt|speak|write|answer|switch|change)\s+(?:til|på|in|to)?\s*{NAMED}",
    rf"(?:slå|skru|turn|switch)\s+(?:av|på|off|on)\s+(?:alle |all |my |the )*{REMINDERS}",
    rf"(?:ikke|ikkje|don'?t)\s+send\s+(?:meg |me )?(?:flere |fleire |any |more )*{REMINDERS}",
    r"(?:minne?|remind)\s+(?:meg|me)\b.*",
    r"innstillinger|innstillingar|settings",
)
"""As whole messages; a new way to ask is one line more."""
SETTINGS = re.compile(rf"\W*{POLITE}(?:{'|'.join(WAYS)})(?: takk| please)?\W*", re.IGNORECASE)
