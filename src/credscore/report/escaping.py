"""JSON that steers no terminal."""

from __future__ import annotations

__all__ = ["escaped"]

_STEERING = (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070))
_ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING}  # outside ASCII, JSON has characters in strings only


def escaped(json_text: str) -> str:
    """The same JSON with characters escaped that steer a terminal or that other programs take for a line's end."""
    return json_text if json_text.isascii() and "\x7f" not in json_text else json_text.translate(_ESCAPES)
