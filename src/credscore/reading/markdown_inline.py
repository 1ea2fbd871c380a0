"""The inline markup of Markdown: emphasis, code, links, images, tags. Linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

__all__ = ["Edit", "Inline", "key_of"]

Edit = tuple[int, int, str]
"""What to replace: start, end and the new string."""

_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|~~|!\[|\[|\]|<")
_TARGET = re.compile(
    r"\([ \t]*<?([^\s<>()]{0,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,500})?)>?(?:\s+[\"'(][^\n]{0,500}?)?\)"
)
_LABEL = re.compile(r"\[([^\[\]\n]{0,200})\]")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?:[\s/][^<>]{0,2000})?>")
_UNSEEN = ("script", "style", "pre", "iframe")
_TICKS = re.compile("`+")
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Inline:
    """Reads stretches of running text, in order, and gathers what to edit and what is a link.

    Args:
        text: The whole text.
        at: Where its running text begins at the earliest.
        edits: What to replace; more is added.
    """

    def __init__(self, text: str, at: int, edits: list[Edit]) -> None:
        self.edits = edits
        self.links: list[tuple[int, int, str]] = []
        self._text = text
        self._waiting: list[tuple[int, int, int, str]] = []  # links by reference, the definition perhaps still to come
        self._ticks: dict[int, list[int]] = {}
        for match in _TICKS.finditer(text, at):
            self._ticks.setdefault(len(match.group()), []).append(match.start())
        self._last_comment_end = text.rfind("-->")
        self._folded: str | None = None
        self._last_ends: dict[str, int] = {}

    def read(self, first: int, stop: int) -> None:
        """Reads one stretch of running text: its edits and links are added."""
        text = self._text
        brackets: list[tuple[int, bool]] = []
        open_runs: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
        at = first
        while (match := _SPECIAL.search(text, at, stop)) is not None:
            place, at = match.span()
            sign = match.group()
            if sign[0] == "\\":
                self.edits.append((place, place + 1, ""))
            elif sign[0] == "`":
                at = self._code(place, at, stop)
            elif sign[0] in "*_~":
                self._emphasis(place, at, first, stop, open_runs[sign[0]])
            elif sign in ("[", "!["):
                brackets.append((place, sign == "!["))
            elif sign == "]":
                if brackets:
                    at = self._bracket(brackets.pop(), place, stop)
            else:
                at = self._angle(place, at, stop)

    def _code(self, place: int, after: int, stop: int) -> int:
        length = after - place
        runs = self._ticks.get(length, [])
        number = bisect_right(runs, place)
        if number == len(runs) or runs[number] + length > stop:
            return after
        closing = runs[number]
        self.edits += ((place, after, ""), (closing, closing + length, ""))
        return closing + length

    def _emphasis(self, place: int, after: int, first: int, stop: int, runs: list[tuple[int, int]]) -> None:
        """Opens or closes emphasis; a sign without its partner ('5 * 3', 'snake_case') stays."""
        text = self._text
        before = text[place - 1] if place > first else " "
        behind = text[after] if after < stop else " "
        inside_word = text[place] == "_"
        closes = not before.isspace() and not (inside_word and behind.isalnum())
        opens = not behind.isspace() and not (inside_word and before.isalnum())
        count = after - place
        while closes and runs and count:
            start, length = runs.pop()
            used = min(length, count)
            self.edits += ((start + length - used, start + length, ""), (place, place + used, ""))
            place += used
            count -= used
            if length > used:
                runs.append((start, length - used))
        if opens and count:
            runs.append((place, count))

    def _bracket(self, opening: tuple[int, bool], place: int, stop: int) -> int:
        """What the closing bracket at `place` makes of its pair: a link, an image, or nothing."""
        text = self._text
        start, image = opening
        label = (start + (2 if image else 1), place)
        target = _TARGET.match(text, place + 1, stop)
        if target is not None:
            if image:
                self.edits.append((start, target.end(), ""))
            else:
                self._link(start, label, target.end(), target.group(1))
            return target.end()
        reference = _LABEL.match(text, place + 1, stop)
        name = reference.group(1) if reference is not None and reference.group(1) else text[label[0] : label[1]][:200]
        end = reference.end() if reference is not None else place + 1
        if name.startswith("^"):  # a footnote's mark
            self.edits.append((start, place + 1, ""))
            return place + 1
        self._waiting.append((start, place, end, ("!" if image else " ") + key_of(name)))
        return end if reference is not None else place + 1

    def resolve(self, definitions: Mapping[str, str]) -> None:
        """Makes links of the references that some definition says the target of, by `key_of` the label."""
        for start, place, end, name in self._waiting:
            url = definitions.get(name[1:])
            if url is None:
                continue
            if name[0] == "!":
                self.edits.append((start, end, ""))
            else:
                self._link(start, (start + 1, place), end, url)

    def _link(self, start: int, label: tuple[int, int], end: int, url: str) -> None:
        self.edits += ((start, label[0], ""), (label[1], end, ""))
        if url and label[1] > label[0]:
            self.links.append((*label, url))

    def _angle(self, place: int, after: int, stop: int) -> int:
        text = self._text
        if text.startswith("<!--", place):
            if place < self._last_comment_end:
                end = text.index("-->", place) + 3
                self.edits.append((place, end, ""))
                return end
            return after
        link = _AUTOLINK.match(text, place, stop)
        if link is not None:
            self._link(place, link.span(1), link.end(), link.group(1))
            return link.end()
        tag = _TAG.match(text, place, stop)
        if tag is None:
            return after
        name = tag.group(1).lower()
        if name in _UNSEEN and text[place + 1] != "/":
            if self._folded is None:
                self._folded = text.translate(_ASCII_LOWER)
                self._last_ends = {one: self._folded.rfind(f"</{one}") for one in _UNSEEN}
            if self._last_ends[name] >= tag.end():
                end = self._folded.index(f"</{name}", tag.end())
                self.edits.append((place, end, ""))
                return end
            return tag.end()
        self.edits.append((place, tag.end(), "\n" if name in ("br", "p", "div", "li", "tr") else ""))
        return tag.end()


def key_of(label: str) -> str:
    """A label as references are compared: case and white space do not matter."""
    return " ".join(label.split()).casefold()
