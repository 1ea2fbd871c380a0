"""What intake yields: an article or a bad record, and its place in the input."""

from __future__ import annotations

from typing import NamedTuple

from credscore.errors import CredscoreError
from credscore.statement import Article

__all__ = ["Bad", "Origin", "Placed"]


class Bad(NamedTuple):
    """A record that could not be read, in its place in the input."""

    error: CredscoreError


class Placed(NamedTuple):
    """An article or a bad record with the place it came from.

    Attributes:
        item: The article, or what is wrong.
        file: The file's name as given, or ``<stdin>``.
        line: The line that the record starts in, from 1; None where it is the whole file.
        whole: Whether the article's text is the file's own, so that a span's line is a line of the file.
    """

    item: Article | Bad
    file: str
    line: int | None = None
    whole: bool = False


class Origin(NamedTuple):
    """The file that is being read.

    Attributes:
        shown: Its name for people.
        stem: The id of an article that fills the file.
        prefix: What goes before the number of a record without an id; empty unless the file is one of a folder.
    """

    shown: str
    stem: str
    prefix: str = ""

    def numbered(self, number: int) -> str:
        """The id of a record that has none."""
        return f"{self.prefix}{number}"
