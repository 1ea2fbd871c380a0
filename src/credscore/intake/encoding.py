"""What is said of bytes that are in another encoding than UTF-8 or no text at all, and of text that is none."""

from __future__ import annotations

__all__ = ["no_text", "not_utf8", "other_kind", "wide"]

# The longer marks first, since they begin with the shorter.
_MARKS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_NULS: dict[tuple[bool, ...], str] = {  # of four bytes those that are NUL wherever the text is English
    (False, True, False, True): "UTF-16, little-endian",
    (True, False, True, False): "UTF-16, big-endian",
    (False, True, True, True): "UTF-32, little-endian",
    (True, True, True, False): "UTF-32, big-endian",
}
_LOOKED = 4096  # bytes, from which an encoding is told
_MANY, _FEW = 0.6, 0.1  # shares of NULs in a place of four that say it is one of them, or none: English has 0.9 and 0
_CONTROLS = "".join(map(chr, (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))))
"""Control characters that no text has: all but tab and the ends of lines and pages."""


def wide(data: bytes) -> str | None:
    """What is wrong with bytes that are UTF-16 or UTF-32, by their byte-order mark or their NULs; None for others.

    Args:
        data: A file or its beginning.
    """
    for start, name in _MARKS:
        if data.startswith(start):
            return f"is {name} by its byte-order mark ({start.hex(' ').upper()}); save it as UTF-8"
    places = [data[place:_LOOKED:4] for place in range(4)]
    if b"\0" not in data[:_LOOKED] or not all(places):
        return None
    shares = [place.count(0) / len(place) for place in places]
    likely = _NULS.get(tuple(share >= _MANY for share in shares))
    if likely is None or any(_FEW < share < _MANY for share in shares):
        return None
    which = "every second byte is" if likely.startswith("UTF-16") else "three of four bytes are"
    return f"looks like {likely}, without a byte-order mark: {which} NUL; save it as UTF-8"


# By the first bytes: what people save articles in, and hand in as they are.
_KINDS = (
    (b"PK\x03\x04", "a Word or other document packed with ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or other Office document"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
)


def other_kind(data: bytes) -> str | None:
    """What is wrong with a document of another program, by its first bytes; None for others.

    Args:
        data: A file or its beginning.
    """
    for start, name in _KINDS:
        if data.startswith(start):
            return f"is {name}, which is not read; save its words as plain text in UTF-8"
    return None


def not_utf8(error: UnicodeDecodeError, of: str = "") -> str:
    """What is said of bytes that are not UTF-8.

    Args:
        error: Where they are not.
        of: What the place is counted in, if that is not the whole.
    """
    return f"is not UTF-8: byte {error.start}{of}: {error.reason}; save it as UTF-8"


def no_text(text: str) -> str | None:
    """What is wrong with a text that is mostly NUL and other control characters; None if it is not."""
    count = sum(map(text.count, _CONTROLS))
    if 2 * count <= len(text):
        return None
    return f"is no text: {count:,} of its {len(text):,} characters are NUL or other control characters"
