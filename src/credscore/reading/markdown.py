"""Markdown as text with markup to look past: what to replace before words are cut, and where links lead.

The text as given stays the document: `marks` gives edits for the offset map of `cleaning`, so every span still
indexes the file. What a reader would not see (front matter, code blocks, comments, images, targets of links) is
edited away. This is CommonMark as newsrooms write it, not all of it: indented code blocks and nested
emphasis of odd lengths are read as text. Linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from credscore.reading.markdown_inline import Edit, Inline, key_of

__all__ = ["Markdown", "marks"]

_MARKER = re.compile(r"[ \t]{0,12}(?:[-*+]|[0-9]{1,4}[.)])[ \t]{1,4}(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#{1,20}[ \t]*$")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,8}")
_FENCE = re.compile(r" {0,3}(`{3,40}|~{3,40})")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?[ \t]*([\"'(][^\n]{0,500})?$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,50}\]:[ \t]*")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")


class Markdown(NamedTuple):
    """What stands in a Markdown text beside its words.

    Attributes:
        edits: What to replace, left to right: start, end and the new string.
        links: The label's start and end in the text, and where it leads.
        front: Where the front matter stands, its fences left out; None without one.
    """

    edits: list[Edit]
    links: list[tuple[int, int, str]]
    front: tuple[int, int] | None


def marks(text: str) -> Markdown:
    """The markup of a Markdown text; linear in it."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.definitions: dict[str, str] = {}

    def scan(self) -> Markdown:
        text = self.text
        at, front = self._front_matter()
        inline = Inline(text, at, self.edits)
        for first, stop in self._blocks(at):
            inline.read(first, stop)
        inline.resolve(self.definitions)
        self.edits.sort(key=lambda edit: (edit[0], -edit[1]))
        edits: list[Edit] = []
        last = 0
        for edit in self.edits:
            if edit[0] >= last and (edit[1] > edit[0] or edit[2]):
                edits.append(edit)
                last = edit[1]
        hidden = [(start, end) for start, end, new in edits if end > start and not new]
        starts = [start for start, _ in hidden]
        links = [one for one in sorted(inline.links) if not _within(hidden, starts, one[0], one[1])]
        return Markdown(edits, links, front)

    def _front_matter(self) -> tuple[int, tuple[int, int] | None]:
        text = self.text
        opening = _FRONT.match(text)
        if opening is None:
            return 0, None
        fence = opening.group(1)
        at = opening.end()
        while at < len(text):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            line = text[at:stop].strip()
            if line == fence or (fence == "---" and line == "..."):
                end = min(len(text), stop + 1)
                self.edits.append((0, end, ""))
                return end, (opening.end(), at)
            at = stop + 1
        return 0, None

    def _blocks(self, at: int) -> list[tuple[int, int]]:
        """Edits what makes a block of a line; gives the stretches that hold running text."""
        text = self.text
        regions: list[tuple[int, int]] = []
        opened = -1
        fence = ""

        def close(end: int) -> None:
            nonlocal opened
            if opened >= 0:
                regions.append((opened, end))
            opened = -1

        while at < len(text):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            line = text[at:stop].rstrip("\r")
            end = at + len(line)
            bare = line.strip()
            quote = _QUOTE.match(line)
            if quote is not None:
                self.edits.append((at, at + quote.end(), ""))
                bare = line[quote.end() :].strip()
            first = at + (quote.end() if quote else 0)
            inner = text[first:end]
            found = _FENCE.match(inner)
            if fence:
                if found is not None and found.group(1).startswith(fence) and not inner.strip().strip(fence[0]):
                    fence = ""
                self.edits.append((first, end, ""))
            elif found is not None and "`" not in inner[found.end() :]:
                close(first)
                fence = found.group(1)
                self.edits.append((first, end, ""))
            elif not bare:
                close(first)
            elif _is_rule(bare):
                close(first)
                self.edits.append((first, end, ""))
            elif (heading := _HEADING.match(inner)) is not None:
                close(first)
                self.edits.append((first, first + heading.end(), "\n\n"))
                tail = _HEADING_END.search(inner, max(heading.end(), len(inner) - 40))
                last = first + tail.start() if tail else end
                self.edits.append((last, end, "\n\n"))
                regions.append((first + heading.end(), last))
            elif (definition := _DEFINITION.match(inner)) is not None:
                close(first)
                self.definitions.setdefault(key_of(definition.group(1)), definition.group(2))
                self.edits.append((first, end, ""))
            elif (item := _FOOTNOTE.match(inner) or _MARKER.match(inner)) is not None:
                close(first)
                self.edits.append((first, first + item.end(), "\n\n"))
                opened = first + item.end()
            elif bare.startswith("|"):
                close(first)
                if not bare.strip("|-: \t"):
                    self.edits.append((first, end, ""))
                else:
                    self._row(first, end, regions)
            elif opened < 0:
                opened = first
            at = stop + 1
        close(len(text))
        return regions

    def _row(self, first: int, end: int, regions: list[tuple[int, int]]) -> None:
        """A row of a table: every cell is a paragraph."""
        begin = first
        for place in range(first, end):
            if self.text[place] == "|":
                self.edits.append((place, place + 1, "\n\n"))
                if place > begin:
                    regions.append((begin, place))
                begin = place + 1
        if begin < end:
            regions.append((begin, end))


def _is_rule(bare: str) -> bool:
    """Whether a line is a thematic break, or the underline of a heading."""
    sign = bare[0]
    if sign == "=":
        return not bare.strip("=")
    return sign in "-*_" and not bare.strip(sign + " \t") and bare.count(sign) >= 3


def _within(hidden: list[tuple[int, int]], starts: list[int], first: int, stop: int) -> bool:
    number = bisect_right(starts, first) - 1
    return number >= 0 and hidden[number][1] >= stop
