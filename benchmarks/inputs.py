"""Texts to measure on: a corpus or the seeds, running text of any size, and texts made to hurt."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl.gz"
SEEDS = ("aukus", "dam", "merger")
REPEATS = 28  # of the three seeds, where there are no other texts: as many texts as the corpus has


def texts() -> tuple[str, list[str]]:
    """The texts with the name of where they come from: a corpus beside the checkout, or else the seeds."""
    if DEV.exists():
        with gzip.open(DEV, "rt", encoding="utf-8") as lines:
            return "PolNeAR dev", [json.loads(line)["text"] for line in lines]
    return "seeds", [seed(name) for name in SEEDS] * REPEATS


def seed(name: str) -> str:
    return (ROOT / "seeds" / f"{name}.txt").read_text("utf-8")


def names() -> Iterator[str]:
    """Endless different names of two words."""
    for letters in itertools.product("aeiou", "lnrst", "aeiou", "dkmv", "aeiou", "bgpz", "aeiou", "lnrst", "aeiou"):
        yield "Ann B" + "".join(letters)


def ordinary(size: int) -> str:
    """Running text: the seed articles one after the other."""
    return repeated("\n\n".join(seed(name) for name in SEEDS) + "\n\n", size)


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def joined(pieces: Iterator[str], size: int) -> str:
    out, length = [], 0
    for piece in pieces:
        out.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(out)[:size]


INPUTS: dict[str, Callable[[int], str]] = {
    "ordinary text": ordinary,
    "straight quotes": lambda size: '"' * size,
    "opening quotes": lambda size: "“" * size,
    "single quotes, blanks": lambda size: repeated("' ", size),
    "one word, no blanks": lambda size: "x" * size,
    "capitals, no blanks": lambda size: repeated("Xy", size),
    "a cue repeated": lambda size: repeated("said ", size),
    "a cue and a comma": lambda size: repeated("said, ", size),
    "he said she said": lambda size: repeated("he said she said that ", size),
    "pronouns without end": lambda size: repeated("he said it was cold and ", size),
    "'the official '": lambda size: repeated("the official ", size),
    "one name repeated": lambda size: repeated("Ann Lee ", size),
    "different names": lambda size: joined((f"{name}, " for name in names()), size),
    "a speaker a sentence": lambda size: joined((f"{name} said it was dry. " for name in names()), size),
    "pronouns": lambda size: "Ann Lee left. " + repeated("She said it was dry. ", size),
    "one denial after another": lambda size: repeated("The mayor denied the report. ", size),
    "no comment, no statement": lambda size: repeated("The firm declined to comment. ", size),
    "relays in one sentence": lambda size: repeated("the Star reported, citing the Post, that ", size),
    "according to": lambda size: repeated("according to ", size),
    "commas": lambda size: repeated("a, ", size),
    "full stops": lambda size: repeated("a. ", size),
    "paragraph breaks": lambda size: repeated("a\n\n", size),
    "an open quote a paragraph": lambda size: repeated("“So it was.\n\n", size),
    "entities": lambda size: repeated("&amp;", size),
    "brackets within brackets": lambda size: "(" * (size // 2) + ")" * (size - size // 2),
    "brackets in quotes": lambda size: repeated("(“", size),
    "right to left": lambda size: repeated("قال الوزير إن الجسر آمن. \u202e", size),
    "lone surrogates": lambda size: repeated("\ud83d said ", size),
    "surrogate escapes": lambda size: repeated("\udc80\udcff Ann Lee said it was dry. ", size),
    "NULs": lambda size: repeated("\0", size),
    "NULs in words": lambda size: repeated("Ann\0 said\0 ", size),
    "anonymity without end": lambda size: repeated("who asked not to be named because he was not authorised, ", size),
    "nested attribution": lambda size: repeated("Ann Lee said the mayor had told her that ", size),
    "combining marks": lambda size: "e" + "\u0301" * (size - 1),
}
