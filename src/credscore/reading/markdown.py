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

__all__ = ["Markdown", "marks"]

_Edit = tuple[int, int, str]

_MARKER = re.compile(r"[ \t]{0,12}(?:[-*+]|[0-9]{1,4}[.)])[ \t]{1,4}(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#{1,20}[ \t]*$")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,8}")
_FENCE = re.compile(r" {0,3}(`{3,40}|~{3,40})")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?[ \t]*([\"'(][^\n]{0,500})?$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,50}\]:[ \t]*")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|~~|!\[|\[|\]|<")
_TICKS = re.compile("`+")
_TARGET = re.compile(
    r"\([ \t]*<?([^\s<>()]{0,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()]{0,500})?)>?(?:\s+[\"'(][^\n]{0,500}?)?\)"
)
_LABEL = re.compile(r"\[([^\[\]\n]{0,200})\]")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?:[\s/][^<>]{0,2000})?>")
_UNSEEN = ("script", "style", "pre", "iframe")


class Markdown(NamedTuple):
    """What stands in a Markdown text beside its words.

    Attributes:
        edits: What to replace, left to right: start, end and the new string.
        links: The label's start and end in the text, and where it leads.
        front: Where the front matter stands, its fences left out; None without one.
    """

    edits: list[_Edit]
    links: list[tuple[int, int, str]]
    front: tuple[int, int] | None


def marks(text: str) -> Markdown:
    """The markup of a Markdown text; linear in it."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[_Edit] = []
        self.waiting: list[tuple[int, int, int, str]] = []  # links by reference, the definition perhaps still to come
        self.links: list[tuple[int, int, str]] = []
        self.definitions: dict[str, str] = {}
        self.ticks: dict[int, list[int]] = {}
        self.last_comment_end = text.rfind("-->")
        self.folded: str | None = None
        self.last_ends: dict[str, int] = {}

    def scan(self) -> Markdown:
        text = self.text
        at, front = self._front_matter()
        for match in _TICKS.finditer(text, at):
            self.ticks.setdefault(len(match.group()), []).append(match.start())
        regions = self._blocks(at)
        for first, stop in regions:
            self._inline(first, stop)
        self._resolve_references()
        self.edits.sort(key=lambda edit: (edit[0], -edit[1]))
        edits: list[_Edit] = []
        last = 0
        for edit in self.edits:
            if edit[0] >= last and (edit[1] > edit[0] or edit[2]):
                edits.append(edit)
                last = edit[1]
        hidden = [(start, end) for start, end, new in edits if end > start and not new]
        starts = [start for start, _ in hidden]
        links = [one for one in sorted(self.links) if not _within(hidden, starts, one[0], one[1])]
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
                self.definitions.setdefault(_key(definition.group(1)), definition.group(2))
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

    def _inline(self, first: int, stop: int) -> None:
        text = self.text
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
        runs = self.ticks.get(length, [])
        number = bisect_right(runs, place)
        if number == len(runs) or runs[number] + length > stop:
            return after
        closing = runs[number]
        self.edits += ((place, after, ""), (closing, closing + length, ""))
        return closing + length

    def _emphasis(self, place: int, after: int, first: int, stop: int, runs: list[tuple[int, int]]) -> None:
        """Opens or closes emphasis; a sign without its partner ('5 * 3', 'snake_case') stays."""
        text = self.text
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
        text = self.text
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
        self.waiting.append((start, place, end, ("!" if image else " ") + _key(name)))
        return end if reference is not None else place + 1

    def _resolve_references(self) -> None:
        for start, place, end, name in self.waiting:
            url = self.definitions.get(name[1:])
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
        text = self.text
        if text.startswith("<!--", place):
            if place < self.last_comment_end:
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
            if self.folded is None:
                self.folded = text.translate(_ASCII_LOWER)
                self.last_ends = {one: self.folded.rfind(f"</{one}") for one in _UNSEEN}
            if self.last_ends[name] >= tag.end():
                end = self.folded.index(f"</{name}", tag.end())
                self.edits.append((place, end, ""))
                return end
            return tag.end()
        self.edits.append((place, tag.end(), "\n" if name in ("br", "p", "div", "li", "tr") else ""))
        return tag.end()


_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _is_rule(bare: str) -> bool:
    """Whether a line is a thematic break, or the underline of a heading."""
    sign = bare[0]
    if sign == "=":
        return not bare.strip("=")
    return sign in "-*_" and not bare.strip(sign + " \t") and bare.count(sign) >= 3


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _within(hidden: list[tuple[int, int]], starts: list[int], first: int, stop: int) -> bool:
    number = bisect_right(starts, first) - 1
    return number >= 0 and hidden[number][1] >= stop
