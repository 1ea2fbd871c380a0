"""One response as found in the text, and the words by which responses are told."""

from __future__ import annotations

from typing import NamedTuple

from credscore.extract.attribution import Range
from credscore.lexicon.load import words

__all__ = [
    "ADMIT",
    "CLAIM_NOUNS",
    "CONFIRM",
    "DENY",
    "FALSE",
    "REFUSE",
    "RETRACT",
    "SILENT",
    "TRIGGERS",
    "WITHHELD",
    "Answer",
]

CLAIM_NOUNS = words("answers", "answers", "claim_nouns")
FALSE = words("answers", "answers", "false")
DENY = words("answers", "answers", "deny")
CONFIRM = words("answers", "answers", "confirm")
ADMIT = words("answers", "answers", "admit")
REFUSE = words("answers", "answers", "refuse")
RETRACT = words("answers", "answers", "retract")
SILENT = words("answers", "answers", "silent")
WITHHELD = words("answers", "answers", "withheld")
_FURTHER = words("answers", "answers", "further_triggers")
TRIGGERS = WITHHELD | DENY | CONFIRM | ADMIT | REFUSE | RETRACT | FALSE | SILENT | _FURTHER
"""One of these is in every response."""


class Answer(NamedTuple):
    """One response as found.

    Attributes:
        status: A response status.
        by: Who answers; an empty range where nobody is named.
        place: The clause of the answer.
        anaphoric: Whether it answers something said before by its own words ('denied the report').
        several: How many statements it answers at most: two for 'denied both reports'.
        thing: What it names of what was said: 'arrest' of 'confirmed the arrest'; empty where it names nothing.
    """

    status: str
    by: Range
    place: Range
    anaphoric: bool
    several: int = 1
    thing: Range = (0, 0)
