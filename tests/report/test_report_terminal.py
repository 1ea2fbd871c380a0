"""What a terminal can take: text made safe, its width, lines that fit."""

from __future__ import annotations

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.report.escaping import escaped
from credscore.report.terminal import clean, clip, fold, paint, wants_colour, width_of

HARMFUL = "\x00\x07\x1b\x7f\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u206f\ud800\ue000"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plain", 5),
        ("日本", 4),
        ("\uff21", 2),  # fullwidth A
        ("e\u0301", 1),
        ("a\u200db", 2),
        ("\u1112\u1161\u11ab", 2),  # one Korean syllable in three letters
        ("\u0600", 1),  # an Arabic number sign is drawn
        ("", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width_of(text) == columns


def test_clean_takes_out_what_steers_a_terminal() -> None:
    cleaned = clean(f"a\t{HARMFUL}\nz")
    assert cleaned.startswith("a ")
    assert cleaned.endswith(" z")
    assert not set(cleaned) & set(HARMFUL)


@given(st.text())
def test_nothing_clean_is_a_control(text: str) -> None:
    cleaned = clean(text)
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in cleaned)
    assert all(unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI") for char in cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(), st.integers(2, 90))
def test_folded_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(st.text(), st.integers(3, 90))
def test_a_clipped_line_fits_and_is_whole_or_marked(text: str, width: int) -> None:
    line = clip(text, width)
    whole = " ".join(clean(text).split())
    assert width_of(line) <= width
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Terminal())


def test_paint() -> None:
    assert paint("x", "red", True) == "\x1b[31mx\x1b[0m"
    assert paint("x", "red", False) == "x"


def test_json_holds_no_character_that_steers_and_means_the_same() -> None:
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    steering = [
        char
        for char in map(chr, range(0x7F, 0x3000))
        if unicodedata.category(char) in ("Cc", "Zl", "Zp")
        or unicodedata.bidirectional(char) in directions
        or "-TO-RIGHT MARK" in (name := unicodedata.name(char, ""))
        or "-TO-LEFT MARK" in name
        or name == "ARABIC LETTER MARK"
    ]
    assert len(steering) == 33 + 2 + 12
    for char in steering:
        text = escaped(json.dumps(f"a{char}b", ensure_ascii=False))
        assert text.isascii(), hex(ord(char))
        assert json.loads(text) == f"a{char}b"
    plain = json.dumps("“Zoë” — 日本", ensure_ascii=False)
    assert escaped(plain) == plain
