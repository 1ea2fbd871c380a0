"""How well attributions found agree with annotated ones, on tokens: match50 and its kin (Newell et al. 2018)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from credscore.extract.attribution import Attribution, Range
from credscore.learn.extractor.corpus import Gold
from credscore.reading import Document

__all__ = ["Tally", "is_quoted", "matches", "measure", "same_source", "tokens_of"]

_ENOUGH = 0.5  # intersection over union of the contents' tokens


def tokens_of(parts: Iterable[Range]) -> frozenset[int]:
    """The tokens of some ranges."""
    return frozenset(token for first, stop in parts for token in range(first, stop))


def matches(golds: Sequence[Gold], found: Sequence[Attribution], enough: float = _ENOUGH) -> list[tuple[int, int]]:
    """Pairs of annotated and found, one to one, best first, whose contents overlap enough (token IoU)."""
    of_token: dict[int, int] = {token: i for i, gold in enumerate(golds) for token in gold.content}
    pairs = []
    for j, one in enumerate(found):
        mine = tokens_of(one.content)
        for i in {of_token[token] for token in mine if token in of_token}:
            gold = golds[i].content
            share = len(mine.intersection(gold)) / len(mine.union(gold))
            if share >= enough:
                pairs.append((-share, i, j))
    left: set[int] = set()
    right: set[int] = set()
    chosen = []
    for _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def same_source(document: Document, gold: Gold, one: Attribution) -> bool:
    """Whether the sources are the same: half of their tokens, or the last word; both may be empty."""
    mine, its = tokens_of(one.source), frozenset(gold.source)
    if not mine or not its:
        return not mine and not its
    if len(mine & its) / len(mine | its) >= _ENOUGH:
        return True
    words = [max((t for t in part if document.words[t][0].isalnum()), default=-1) for part in (mine, its)]
    return words[0] == words[1] >= 0


def is_quoted(document: Document, tokens: Iterable[int]) -> bool:
    """Whether a double quotation mark is among the tokens."""
    return any(document.words[token] in _MARKS for token in tokens)


_MARKS = frozenset('"“”«»„')


class Tally(NamedTuple):
    """Right, spurious and missed ones."""

    right: int
    spurious: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / max(1, 2 * self.right + self.spurious + self.missed)


def measure(articles: Iterable[tuple[Document, Sequence[Gold], Sequence[Attribution]]]) -> dict[str, Tally]:
    """Tallies over articles: content tokens, match50, direct50, indirect50, end_to_end, cue_tokens."""
    counts: dict[str, list[int]] = {}

    def add(name: str, right: int, found: int, wanted: int) -> None:
        tally = counts.setdefault(name, [0, 0, 0])
        tally[0] += right
        tally[1] += found - right
        tally[2] += wanted - right

    for document, golds, found in articles:
        for name, mine, its in (
            ("content_tokens", [one.content for one in found], [gold.content for gold in golds]),
            ("cue_tokens", [one.cue for one in found], [gold.cue for gold in golds]),
        ):
            one = {token for parts in mine for token in tokens_of(parts)}
            other = {token for part in its for token in part}
            add(name, len(one & other), len(one), len(other))
        pairs = matches(golds, found)
        add("match50", len(pairs), len(found), len(golds))
        taken = {j for _, j in pairs}
        for name, want in (("direct50", True), ("indirect50", False)):
            wanted = [is_quoted(document, gold.content) == want for gold in golds]
            right = sum(wanted[i] for i, _ in pairs)
            stray = sum(
                is_quoted(document, tokens_of(one.content)) == want for j, one in enumerate(found) if j not in taken
            )
            add(name, right, right + stray, sum(wanted))
        good = sum(same_source(document, golds[i], found[j]) for i, j in pairs)
        add("end_to_end", good, len(found), len(golds))
    return {name: Tally(*tally) for name, tally in counts.items()}
