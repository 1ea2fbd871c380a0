"""The laws that a policy's numbers have to keep.

The laws of the score hold by construction where these orderings hold: 'naming a source never lowers the
score' for every statement follows from an ordering of evidence for every kind, role and note on
anonymity. So the orderings are what is checked, on every cell of the table, and the laws themselves
are tested over random statements and random lawful policies.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from credscore.policy.entry import Entry, StanceEntry
from credscore.policy.tables import NAMED_TWINS, Tables
from credscore.statement import Role, SourceKind, Stance

__all__ = ["KIND_ORDER", "first_broken"]

_K = SourceKind

KIND_ORDER = (
    (_K.NAMED_OFFICIAL, _K.ANONYMOUS_OFFICIAL, "a named source never counts less than the same source unnamed"),
    (_K.NAMED_INDIVIDUAL, _K.ANONYMOUS_SOURCE, "a named source never counts less than the same source unnamed"),
    (_K.NAMED_OFFICIAL, _K.ANONYMOUS_SOURCE, "a named source never counts less than the same source unnamed"),
    (_K.ANONYMOUS_OFFICIAL, _K.ANONYMOUS_SOURCE, "an unnamed source whose position is told never counts less"),
    (_K.ANONYMOUS_SOURCE, _K.UNATTRIBUTED, "no source never counts more than a source"),
    (_K.ORGANIZATION, _K.UNNAMED_GROUP, "a body that answers for its words never counts less than a crowd"),
    (_K.UNNAMED_GROUP, _K.UNATTRIBUTED, "no source never counts more than a source"),
    (_K.DOCUMENT, _K.UNATTRIBUTED, "no source never counts more than a source"),
    (_K.OUTLET, _K.UNATTRIBUTED, "no source never counts more than a source"),
)
"""The order of kinds, (at least, at most, law): a partial order. Between officials and individuals, and
between documents and officials, nothing is required."""

# (at least, at most, law) by entry id; a tier or word that a policy does not have is passed over.
_ENTRY_ORDER = (
    ("stance.confirms", "stance.asserts", "a confirming cue never counts less than a plain one"),
    ("stance.asserts", "stance.alleges", "a distancing cue never counts more than a plain one"),
    ("stance.alleges", "stance.speculates", "speculation never counts more than an allegation"),
    ("form.direct", "form.mixed", "a paraphrase never counts more than a quotation"),
    ("form.mixed", "form.indirect", "a paraphrase never counts more than a quotation"),
    ("form.indirect", "access.second_hand", "a second-hand source never counts more than a paraphrase"),
    ("hop.known", "hop.default", "a relay that is vouched for never counts less than an unknown one"),
    ("hop.default", "hop.social", "a repost never counts more than a relay of which nothing is known"),
    ("hop.default", "hop.unnamed", "an unnamed relay never counts more than a named one"),
    ("response.denied", "response.partially_denied", "a partial denial never counts more than a denial"),
    ("letter.a", "letter.b", "grades follow the order of trust"),
    ("letter.b", "letter.c", "grades follow the order of trust"),
    ("letter.c", "letter.d", "grades follow the order of trust"),
    ("letter.unjudged", "letter.a_uncertainty", "the letter A is out of reach where nothing can be judged"),
    ("digit.confirmed", "digit.probable", "grades follow the order of the score"),
    ("digit.probable", "digit.possible", "grades follow the order of the score"),
    ("digit.possible", "digit.doubtful", "grades follow the order of the score"),
    ("confidence.moderate", "confidence.high", "more uncertainty never means more confidence"),
    ("digit.unjudged", "confidence.moderate", "what cannot be judged is never held with more than low confidence"),
)

_EVEN = 0.5  # no judgement: the score at which a claim is as likely as not

_SILENCES = ("neither_confirmed_nor_denied", "declined_to_comment", "no_response")
_NEVER_CLAIMS = (Stance.ASKS_COMMANDS, Stance.DECLINES)
_ALWAYS_CLAIMS = (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES)


def first_broken(entries: Mapping[str, Entry], tables: Tables) -> tuple[str, str] | None:
    """The first law that the numbers break, as the entry's id and what is wrong; None if they keep all."""
    found = itertools.chain(
        _sources(tables), _order(entries), _fixed(entries), _grades(entries), _words(entries, tables)
    )
    return next(found, None)


def _sources(tables: Tables) -> Iterator[tuple[str, str]]:
    for role in Role:
        for high, low, law in KIND_ORDER:
            above, below = tables.evidence[high][role][0], tables.evidence[low][role][0]
            if above < below:
                yield (
                    tables.evidence_rule[low][role],
                    f"{below:g} is more than the {above:g} of {tables.evidence_rule[high][role]}: {law}",
                )
        for low, twins in NAMED_TWINS.items():
            bare, reason, count, both = tables.evidence[low][role]
            for rule, notes, without in (
                ("anonymity.reason", (reason, both), (bare, count)),
                ("anonymity.count", (count, both), (bare, reason)),
            ):
                for value, less in zip(notes, without, strict=True):
                    if value < less:
                        yield rule, f"takes evidence away from {low.value}: an explanation never lowers the score"
                    if any(value > tables.evidence[twin][role][0] for twin in twins):
                        yield rule, f"lifts {low.value} above the same source named"


def _order(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for high, low, law in _ENTRY_ORDER:
        above, below = entries.get(high), entries.get(low)
        if above is not None and below is not None and above.value < below.value:
            yield low, f"{below.value:g} is more than the {above.value:g} of {high}: {law}"


def _fixed(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for name in _SILENCES:
        if entries[f"response.{name}"].value != 0.0:
            yield f"response.{name}", "must be 0: silence is no evidence either way"
    for stances, wanted, law in (
        (_NEVER_CLAIMS, False, "must not be a claim: a question, a command or a refusal to speak is never scored"),
        (_ALWAYS_CLAIMS, True, "must be a claim: it puts the content forward as true or as false"),
    ):
        for stance in stances:
            entry = entries[f"stance.{stance.value}"]
            if isinstance(entry, StanceEntry) and entry.claim is not wanted:
                yield f"stance.{stance.value}", law


def _grades(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """So that a digit, which has a meaning in words, never stands beside a score that says the opposite."""
    for rule in ("digit.unjudged", "letter.unjudged"):
        if entries[rule].value >= 1.0:
            yield rule, "must be below 1: where nothing is known nothing can be judged"
    if entries["digit.probable"].value < _EVEN:
        yield "digit.probable", "below 0.5: 'probably true' would stand beside a score that says 'rather not'"
    if entries["digit.possible"].value > _EVEN:
        yield "digit.possible", "above 0.5: 'doubtful' would stand beside a score that says 'rather so'"


def _words(entries: Mapping[str, Entry], tables: Tables) -> Iterator[tuple[str, str]]:
    bounds = [least for least, _ in tables.likelihoods]
    if bounds[0] != 0.0:
        lowest = min((id_ for id_ in entries if id_.startswith("likelihood.")), key=lambda id_: entries[id_].value)
        yield lowest, f"the lowest word starts at {bounds[0]:g}: every score from 0 up needs a word"
    for one, other in itertools.pairwise(bounds):
        if one == other:
            twice = [id_ for id_, entry in entries.items() if id_.startswith("likelihood.") and entry.value == one]
            yield twice[-1], f"{twice[0]} starts at {one:g} too: a score has one word"
