"""What a register of office holders says of a source."""

from __future__ import annotations

import datetime
from typing import Literal

from credscore.statement.parts import Model

__all__ = ["Office"]


class Office(Model):
    """What a register of office holders says of a source, where its kind or role rests on that.

    Attributes:
        title: The office, or the candidacy: 'senator', 'presidential candidate'.
        body: Of what: 'United States Senate', 'Ohio'.
        start: The first day of the term.
        end: The last day of the term; None where it is not known to have ended.
        dated: How the article's time is known: ``article``, its own date lies in the term; ``text``, it has no date,
            and the text tells that the term fits; ``unknown``, nothing tells, and any term of the person was taken.
    """

    title: str
    body: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    dated: Literal["article", "text", "unknown"] = "unknown"

    def __str__(self) -> str:
        """The office in a line: 'senator, United States Senate, since 2015-01-03; the article has no date'."""
        what = f"{self.title}, {self.body}" if self.body else self.title
        if self.start is not None:
            what += f", {self.start.isoformat()} to {self.end.isoformat()}" if self.end else f", since {self.start}"
        said = {"article": "", "text": "; time told by the text", "unknown": "; the article's time is not known"}
        return what + said[self.dated]
