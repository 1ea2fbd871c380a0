"""Statements as columns, free of any policy: what `credscore.scoring.arrays` scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from credscore.policy.tables import UNNAMED_RELAYS
from credscore.scoring.testimony import Record, checked_record, is_question
from credscore.statement import Role, SourceKind, SpeechForm, Stance, Statement

__all__ = ["DENIES", "UNATTRIBUTED", "Codes", "Flags", "Floats", "Prepared", "prepare"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]

_KINDS, _ROLES, _STANCES, _FORMS = (
    {label.value: code for code, label in enumerate(labels)} for labels in (SourceKind, Role, Stance, SpeechForm)
)
UNATTRIBUTED = _KINDS[SourceKind.UNATTRIBUTED.value]
DENIES = _STANCES[Stance.DENIES.value]


class Prepared(NamedTuple):
    """Statements as columns of one length, free of any policy.

    Attributes:
        kind: Place of the source's kind in `SourceKind`; so for role, stance and form.
        role: See there.
        stance: See there.
        form: See there.
        note: 1 for a stated reason plus 2 for two or more people, of unnamed sources.
        flags: Whether hedged, second-hand, relayed, with known sourcing, open (neither a question nor an answer): one
            row each.
        relays: By statement and relay twice the place of its tier in ``tiers``, and one more where the relay has no
            name; -1 where there is no relay.
        tiers: Names of tiers; None is a relay without one.
        record: The sources' records, (n, 2): confirmed and refuted.
        answered: Numbers of the statements with responses, and the statements.
    """

    kind: Codes
    role: Codes
    stance: Codes
    form: Codes
    note: Codes
    flags: Flags
    relays: Codes
    tiers: tuple[str | None, ...]
    record: Floats
    answered: tuple[tuple[int, Statement], ...]

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self.kind)


def prepare(statements: Iterable[Statement], records: Sequence[Record | None] | None = None) -> Prepared:
    """Statements as columns.

    Args:
        statements: Statements, each to be scored by itself.
        records: The record of each one's origin, in the same order.

    Raises:
        InputError: A record has a count that is none.
        ValueError: There are not as many records as statements.
    """
    rows: list[tuple[int, int, int, int, int]] = []
    flags: list[tuple[bool, bool, bool, bool, bool]] = []
    relays: list[list[int]] = []
    answered: list[tuple[int, Statement]] = []
    tiers: dict[str | None, int] = {None: 0}
    longest = 0
    for number, one in enumerate(statements):
        source = one.source
        kind_code = _KINDS[source.kind._value_]
        noted = 0
        if source.anonymous:
            noted = (1 if source.reason else 0) + (2 if source.count is not None and source.count > 1 else 0)
        rows.append(
            (kind_code, _ROLES[source.role._value_], _STANCES[one.stance._value_], _FORMS[one.form._value_], noted)
        )
        known = bool(kind_code != UNATTRIBUTED or source.text or source.name or source.spans or one.cue)
        chain = one.chain
        flags.append((one.hedged, one.second_hand, len(chain) > 1, known, one.answers is None and not is_question(one)))
        codes: list[int] = []
        for hop in chain[:-1]:
            codes.append(2 * tiers.setdefault(hop.tier, len(tiers)) + (hop.kind in UNNAMED_RELAYS))
        longest = max(longest, len(codes))
        relays.append(codes)
        if one.responses:
            answered.append((number, one))
    count = len(rows)
    table = np.array(rows, dtype=np.int32).reshape(count, 5).T
    padded = np.full((count, longest), -1, dtype=np.int32)
    for number, codes in enumerate(relays):
        if codes:
            padded[number, : len(codes)] = codes
    record = np.zeros((count, 2))
    if records is not None:
        if len(records) != count:
            raise ValueError(f"{count} statements but {len(records)} records")
        for number, known_record in enumerate(records):
            if known_record is not None:
                checked_record(known_record)
                record[number] = known_record
    columns = np.array(flags, dtype=np.bool_).reshape(count, 5).T
    kind, role, stance, form, note = table
    return Prepared(kind, role, stance, form, note, columns, padded, tuple(tiers), record, tuple(answered))
