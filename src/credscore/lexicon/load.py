"""Reads the word lists: TOML data beside this module, checked and turned into look-up tables once.

The files hold words and nothing else; what is done with them stands in `credscore.extract` and
`credscore.sourcing`. All words are lower case, as the tokens they are compared with.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

from credscore.errors import LexiconError
from credscore.toml import read_lexicon

__all__ = ["Cue", "cue_forms", "phrases", "read_table", "words"]

# Forms of a verb: base ('say'), third person ('says'), past ('said'), participle ('written'), -ing ('saying').
BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"

_VOWELS = frozenset("aeiou")


class Cue(NamedTuple):
    """One verb of the cue lexicon in one inflected form.

    Attributes:
        group: Id of the group it stands in, such as ``cue.say``.
        stance: What it does with the content.
        frame: What it takes: clause, that, object, action or person.
        tells: Whether an addressee may stand before the content.
        form: Which inflected form this is; past and participle are alike for most verbs (form ``past``).
        particles: Words that must follow it: ``("on",)`` of 'call on'.
        lemma: The base form.
    """

    group: str
    stance: str
    frame: str
    tells: bool
    form: str
    particles: tuple[str, ...]
    lemma: str


@functools.cache
def read_table(name: str) -> Mapping[str, Any]:
    """The decoded TOML file ``name`` of this folder.

    Raises:
        LexiconError: It is missing or is no TOML.
    """
    return read_lexicon(__package__, f"{name}.toml")


@functools.cache
def words(name: str, table: str, key: str) -> frozenset[str]:
    """One word list as a set: ``words("grammar", "words", "days")``.

    Raises:
        LexiconError: There is no such list, or an entry is no lower-case string.
    """
    found = read_table(name).get(table, {}).get(key)
    if not isinstance(found, list):
        raise LexiconError("no such word list", file=f"{name}.toml", field=f"{table}.{key}")
    for entry in found:
        if not isinstance(entry, str) or entry != entry.lower() or not entry:
            raise LexiconError(f"{entry!r} is no lower-case word", file=f"{name}.toml", field=f"{table}.{key}")
    return frozenset(found)


@functools.cache
def phrases(table: str) -> Mapping[str, Any]:
    """The phrase cues of ``cues.toml``: adverbs, prepositions, nouns, impersonal participles."""
    found = read_table("cues")["phrases"].get(table)
    if found is None:
        raise LexiconError("no such table", file="cues.toml", field=f"phrases.{table}")
    if isinstance(found, Mapping):
        return {word: stance for stance, entries in found.items() for word in entries}
    return dict.fromkeys(found, "")


def inflect(verb: str, irregular: Mapping[str, list[str]]) -> dict[str, str]:
    """The inflected forms of an English verb: form name to word.

    Regular spelling rules only (Quirk et al. 1985, ch. 3); doubling of final consonants and the strong
    verbs are listed in ``cues.toml``.
    """
    if verb in irregular:
        third, past, participle, ing = irregular[verb]
        return {BASE: verb, THIRD: third, PAST: past, PARTICIPLE: participle, ING: ing}
    before_last = verb[-2:-1]
    if verb.endswith("e"):
        past, ing = verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"
    elif verb.endswith("y") and before_last not in _VOWELS:
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = verb + "ed", verb + "ing"
    if verb.endswith("y") and before_last not in _VOWELS:
        third = verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh")):
        third = verb + "es"
    else:
        third = verb + "s"
    return {BASE: verb, THIRD: third, PAST: past, PARTICIPLE: past, ING: ing}


@functools.cache
def cue_forms() -> Mapping[str, tuple[Cue, ...]]:
    """Every inflected cue verb, lower case, to its readings; those with the longest particles first.

    Raises:
        LexiconError: A group lacks a field or repeats an id.
    """
    table = read_table("cues")
    forms: dict[str, dict[tuple[str, tuple[str, ...]], Cue]] = {}
    seen: set[str] = set()
    for number, group in enumerate(table.get("group", [])):
        try:
            name, stance, frame, verbs = group["id"], group["stance"], group["frame"], group["verbs"]
        except KeyError as error:
            raise LexiconError("is missing", file="cues.toml", field=f"group.{number}.{error.args[0]}") from None
        if name in seen:
            raise LexiconError(f"{name!r} is given twice", file="cues.toml", field=f"group.{number}.id")
        seen.add(name)
        for entry in verbs:
            verb, *rest = entry.split()
            particles = tuple(rest)
            for form, word in inflect(verb, table["irregular"]).items():
                cue = Cue(name, stance, frame, bool(group.get("tells")), form, particles, verb)
                forms.setdefault(word, {}).setdefault((verb, particles), cue)
    return {word: tuple(sorted(cues.values(), key=lambda cue: -len(cue.particles))) for word, cues in forms.items()}
