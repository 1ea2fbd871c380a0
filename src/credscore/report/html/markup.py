"""HTML made of elements, in which every text is escaped unless it was made here.

Article text comes from strangers. A plain `str` is always text and always escaped; only `tag` and `join` make
`Markup`, which is passed on as it is. So there is no way to forget an escape.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Markup", "bare", "join", "tag", "web_link"]

_VOID = frozenset(("meta", "br", "hr", "wbr"))
# They make text read as something else than what it is (CVE-2021-42574): shown by number instead of obeyed.
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}]+", re.IGNORECASE)


class Markup(str):
    """HTML source that was made by `tag` or `join`."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: str | int | float | bool | None) -> Markup:
    """An element.

    Args:
        name: The element's name.
        children: `Markup` as it is, any other `str` as text; None is left out.
        attributes: ``class_`` and ``for_`` lose their underscore, other underscores become hyphens. None and False
            leave the attribute out, True gives it without a value. No attribute takes a script or a style.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[str | None]) -> Markup:
    """Pieces one after the other; what is not `Markup` is escaped."""
    return Markup("".join(one if isinstance(one, Markup) else _text(one) for one in children if one is not None))


def bare(text: str) -> str:
    """``text`` in one line without characters that steer how it is drawn: for attributes and the page's title."""
    return " ".join(_fit(_STEERING.sub("", text)).split())


def web_link(url: str | None) -> str | None:
    """``url`` if it is an address of the web that may be followed, else None."""
    return url if url is not None and _WEB.fullmatch(url) and url.isprintable() else None


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(bare(str(value)), quote=True)}"'


def _text(text: str) -> str:
    escaped = html.escape(_fit(text), quote=True)
    return _STEERING.sub(_by_number, escaped) if not escaped.isascii() else escaped


def _by_number(match: re.Match[str]) -> str:
    return f'<span class="steering">U+{ord(match[0]):04X}</span>'


def _fit(text: str) -> str:
    """Without what HTML has no place for: control characters, lone surrogates."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r" else c for c in text)
