"""Numbers in words and figures, each written one way, with what bounds it: 'more than two dozen'."""

from __future__ import annotations

from credscore.claims.vocabulary import Vocabulary
from credscore.claims.words import Word

__all__ = ["with_numbers"]


def with_numbers(words: list[Word], lists: Vocabulary) -> list[Word]:
    """The words with each number as one word of one form, and what bounds it."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        value, end = _number(words, at, lists)
        if value is None:
            out.append(words[at])
            at += 1
            continue
        bound = ""
        for size in (2, 1):
            phrase = tuple(word.text for word in out[-size:])
            if phrase in lists.comparators:
                bound = lists.comparators[phrase]
                del out[-size:]
                break
        if out and out[-1].text in lists.rounded:
            del out[-1]
        out.append(Word("", False, bound + value))
        at = end
    return out


def _number(words: list[Word], at: int, lists: Vocabulary) -> tuple[str | None, int]:
    """The number that starts at a word, written one way, and where it ends; None where there is none."""
    first = words[at].text
    if words[at].is_name:
        return None, at
    if first in lists.fractions and not (first in lists.ordinals and not _is_fraction(words, at)):
        return f"1/{first.removesuffix('s')}", at + 1
    if first in lists.ordinals:
        return f"{lists.ordinals[first]}.", at + 1
    total, part, end = 0.0, 0.0, at
    while end < len(words):
        word = words[end].text
        if word[:1].isdigit():
            value = _figure(word)
            if value is None or (end > at and part != 0.0):
                break
            part += value
        elif word in lists.small:
            part += lists.small[word]
        elif word in lists.tens:
            part += lists.tens[word]
        elif word in lists.scales and (end > at or word == "dozen"):
            part = (part or 1.0) * lists.scales[word]
            if lists.scales[word] >= 1000:
                total, part = total + part, 0.0
        else:
            break
        end += 1
    if end == at:
        return None, at
    return f"{total + part:.12g}", end


def _is_fraction(words: list[Word], at: int) -> bool:
    return (at > 0 and words[at - 1].text == "a") or (at + 1 < len(words) and words[at + 1].text == "of")


def _figure(text: str) -> float | None:
    whole, _, rest = text.replace(",", "\0").partition("\0")
    if rest and all(len(piece.partition(".")[0]) == 3 for piece in rest.split("\0")):
        text = whole + rest.replace("\0", "")
    try:
        return float(text.replace(",", ".", 1))
    except ValueError:
        return None
