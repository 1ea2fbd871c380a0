"""Posts that one person holds at a time, which are as good as a name: 'the mayor', 'the head of the office'."""

from __future__ import annotations

from credscore.extract.grammar import DETERMINERS
from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.phrase import Phrase
from credscore.sourcing.profile import Profile

__all__ = ["sole_holder"]

_CHAMBERS = words("sources", "unique", "chambers")
_OFFICE_WORDS = 6  # 'the British capital's new mayor'


def sole_holder(phrase: Phrase) -> Profile | None:
    """The labels of whoever holds a post that there is one of; None where the phrase names no such post."""
    core, head = phrase.core, phrase.head
    if phrase.definite and head == "leader" and len(core) > 1 and core[-2] in _CHAMBERS:
        return Profile("named_official", "government")
    if phrase.definite or "'s" in core[:-2]:
        pair = lb.UNIQUE_PAIRS.get(" ".join(core[-2:]))
        if pair is not None and lb.FORMER.isdisjoint(core):
            return Profile("named_official", pair)
    if phrase.definite and head in lb.UNIQUE and len(core) <= _OFFICE_WORDS and core[0] not in lb.FORMER:
        role = lb.UNIQUE[head]
        return Profile("named_individual" if role == "unknown" else "named_official", role)
    return _head_of_body(phrase) if head in lb.HEADS and lb.FORMER.isdisjoint(core) else None


def _head_of_body(phrase: Phrase) -> Profile | None:
    """'The head of the office', "Ofwat's director": an official, if the body is public."""
    core, lowers = phrase.core, phrase.document.lowers
    if phrase.definite and phrase.goes_on_with("of"):
        role = lb.role_of(lowers[phrase.end : phrase.cut])
    elif not phrase.indefinite and "'s" in core[:-1] and core[0] not in DETERMINERS:
        role = lb.role_of(core[: core.index("'s")])
    else:
        return None
    return Profile("named_official" if role in lb.PUBLIC else "named_individual", role)
