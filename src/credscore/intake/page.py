"""HTML pages: the article's text with its links, title, outlet, date and address, by trafilatura.

The text that offsets are of is the one taken out of the page: blocks parted by blank lines, white space made one.
Pages come from strangers: their size is bounded, nothing is fetched, no entity of theirs is loaded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from credscore.errors import CredscoreError, InputError
from credscore.intake.encoding import wide
from credscore.intake.placed import Bad, Origin, Placed
from credscore.statement import Article, Link, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["LARGEST", "read_page"]

LARGEST = 16 * 1024 * 1024  # bytes
_DEEPEST = 200  # elements inside one another; libxml2 gives up at 256, and no page needs half of that
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset[ \t]{0,9}=[ \t]{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
# Python's own, in which letters of a page would stand for others.
_NO_PAGES = frozenset(("utf-7", "idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape"))
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # which browsers read if it is marked
_LOOKED = 4096  # bytes in which a page names its encoding
_BLOCKS = frozenset(("body", "main", "p", "head", "quote", "list", "item", "table", "row", "cell", "code", "figure"))
_SPACES = re.compile(r"\s+")


def read_page(data: bytes, origin: Origin) -> Placed:
    """The article of a page."""
    shown = origin.shown
    try:
        return Placed(_article(_decode(data), origin), shown)
    except CredscoreError as error:
        return Placed(Bad(error.at(file=shown)), shown)


def _decode(data: bytes) -> str:
    other = wide(data)
    if other is not None and (not data.startswith(_UTF_16) or data.startswith(codecs.BOM_UTF32_LE)):
        raise InputError(other)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding)
    first, *rest = data[:_LOOKED].split(b"<!--")
    named = _CHARSET.search(first + b"".join(one.partition(b"-->")[2] for one in rest))  # what a comment names is none
    encoding = named.group(1).decode("ascii").lower() if named else "utf-8"
    if encoding.startswith(("utf-16", "utf16")):  # in which these letters could not have been read so (HTML Standard)
        encoding = "utf-8"
    if encoding in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        encoding = "windows-1252"  # what browsers take these names for (WHATWG Encoding Standard)
    return _decoded(data, encoding)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        found = codecs.lookup(encoding)
        if not found._is_text_encoding or found.name in _NO_PAGES:
            raise LookupError
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"is not {encoding.upper()}: byte {error.start}: {error.reason}", line=line) from None
        raise InputError(f"names an encoding that is not known: {encoding}") from None


def _article(page: str, origin: Origin) -> Article | Bad:
    try:
        from lxml import etree
        from lxml.html import HTMLParser
        from trafilatura import bare_extraction
    except ImportError as error:
        if error.name is None or error.name.split(".")[0] not in ("trafilatura", "lxml", "lxml_html_clean"):
            raise
        raise InputError("needs trafilatura to be read: pip install 'credscore[html]'") from None
    if not page.strip():
        raise InputError("is an empty page")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), parser)
        if tree is None:
            raise InputError("is no HTML page")
        if _deeper(tree, _DEEPEST):
            raise InputError(f"nests elements more than {_DEEPEST} deep")
        document = bare_extraction(
            tree,
            include_comments=False,
            include_links=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except CredscoreError:
        raise
    except Exception as error:  # a page can break an extractor in ways that nobody can list
        raise InputError(f"cannot be read as a page: {type(error).__name__}: {str(error)[:200]}") from None
    if document is None or document.body is None:
        raise InputError("no article was found in the page")
    return _made(document, origin)


def _deeper(tree: _Element, most: int) -> bool:
    depth = 0
    from lxml import etree

    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def _made(document: Any, origin: Origin) -> Article:
    url = document.url if _is_web(document.url) else None
    flow = _Flow(url)
    flow.take(document.body)
    text, links = flow.finished(document.title)
    if not text:
        raise InputError("no article was found in the page")
    from credscore.intake.records import article_from

    fields = {"title": document.title, "outlet": document.sitename, "published": document.date, "url": url}
    data = {key: value for key, value in fields.items() if value}
    item = article_from({**data, "text": text, "form": "html"}, origin.shown, None, origin.stem)
    if isinstance(item, Bad):
        raise item.error
    return item.model_copy(update={"links": links})


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))


class _Flow:
    """The running text of an extracted body, with the places of its links."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._blocks: list[tuple[str, list[tuple[int, int, str]]]] = []
        self._text = ""
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._links: list[tuple[int, int, str]] = []

    def take(self, body: _Element) -> None:
        """Walks the body without recursion."""
        opened: list[tuple[int, str]] = []
        from lxml import etree

        for event, element in etree.iterwalk(body, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if tag in _BLOCKS:
                    self._end_block()
                elif tag == "ref":
                    opened.append((self._length + bool(self._space and self._pieces), element.get("target") or ""))
                self._add(element.text)
            else:
                if tag in _BLOCKS:
                    self._end_block()
                elif tag == "lb":
                    self._add(" ")
                elif tag == "ref" and opened:
                    start, target = opened.pop()
                    url = self._absolute(target)
                    if url and self._length > start:
                        self._links.append((start, self._length, url))
                if element is not body:
                    self._add(element.tail)
        self._end_block()

    def _absolute(self, target: str) -> str | None:
        try:
            url = urljoin(self._base, target.strip()) if self._base else target.strip()
        except ValueError:
            return None
        return url if _is_web(url) else None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        piece = _SPACES.sub(" ", text)
        if piece[0] == " ":
            self._space = True
            piece = piece[1:]
        if not piece:
            return
        ends = piece[-1] == " "
        if self._space and self._pieces:
            piece = " " + piece
        piece = piece.rstrip(" ")
        self._space = ends
        self._pieces.append(piece)
        self._length += len(piece)

    def _end_block(self) -> None:
        if self._pieces:
            self._blocks.append(("".join(self._pieces), self._links))
        self._pieces, self._links, self._length, self._space = [], [], 0, False

    def finished(self, title: str | None) -> tuple[str, tuple[Link, ...]]:
        """The text and its links; a first block that is the title is left out, as the article has it already."""
        blocks = self._blocks
        if blocks and title and _SPACES.sub(" ", title).strip() == blocks[0][0]:
            blocks = blocks[1:]
        links = tuple(_placed(blocks))
        return "\n\n".join(text for text, _ in blocks), links


def _placed(blocks: list[tuple[str, list[tuple[int, int, str]]]]) -> Iterator[Link]:
    offset = 0
    for text, links in blocks:
        for start, end, url in links:
            yield Link(span=Span(offset + start, offset + end), url=url)
        offset += len(text) + 2
