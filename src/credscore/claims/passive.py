"""A passive turned into its active, so that who did what to whom is the same either way."""

from __future__ import annotations

from credscore.claims.vocabulary import Vocabulary
from credscore.claims.words import Word

__all__ = ["active"]


def active(words: list[Word], lists: Vocabulary) -> list[Word]:
    """A passive turned: whoever comes after 'by' first, then the verb, then what it is done to."""
    for at in range(1, len(words) - 1):
        if words[at].text not in lists.be:
            continue
        verb = at + 1
        while verb < len(words) - 1 and _may_part(words[verb].text, lists):
            verb += 1
        if not (words[verb].is_phrase or _is_participle(words[verb].text, lists)):
            continue
        start = 0
        for before in range(at - 1, -1, -1):
            if words[before].text in lists.clause or not (words[before].text.isalpha() or words[before].number):
                start = before + 1
                break
        helpers = at  # 'will not' of 'the plant will not be sold' stays with the verb
        while helpers > start and (
            words[helpers - 1].text in lists.auxiliaries or words[helpers - 1].text in ("not", "never")
        ):
            helpers -= 1
        agent: list[Word] = []
        rest = words[verb + 1 :]
        for by, word in enumerate(rest):
            if word.text == "by":
                end = by + 1
                while end < len(rest) and (
                    rest[end].is_name or (rest[end].text.isalpha() and rest[end].text not in lists.prepositions)
                ):
                    end += 1
                chunk = rest[by + 1 : end]
                if chunk and chunk[0].text not in lists.times and not chunk[0].number:
                    agent, rest = chunk, [*rest[:by], *rest[end:]]
                break
        stop = Word(",")
        return [*words[:start], *agent, stop, *words[helpers : verb + 1], stop, *words[start:helpers], stop, *rest]
    return words


def _may_part(word: str, lists: Vocabulary) -> bool:
    """Whether a word may stand between 'was' and its participle."""
    return (
        word in lists.be
        or word in ("not", "never", "also", "already", "being")
        or (len(word) > 4 and word[-2:] == "ly")
    )


def _is_participle(word: str, lists: Vocabulary) -> bool:
    return word in lists.participles or (len(word) > 4 and word.endswith("ed"))
