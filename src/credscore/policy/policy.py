"""The policy: a frozen model of its TOML file."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, ValidationError, field_validator

from credscore.errors import PolicyError
from credscore.plain import plain_fields
from credscore.policy.entries import LABELS, complete, contents, flattened
from credscore.policy.entry import Entry, Evidence, Factor, Frozen, LikelihoodEntry, StanceEntry
from credscore.policy.laws import first_broken
from credscore.policy.reading import MAX_BYTES, decoded, malformed, resolved
from credscore.policy.sections import (
    Access,
    Anonymity,
    Attribution,
    Base,
    Confidence,
    Digit,
    Hedge,
    Letter,
    Party,
    Record,
)
from credscore.policy.tables import Tables
from credscore.shipped import shipped_table
from credscore.statement import ResponseStatus, Role, SourceKind, SpeechForm, Stance

__all__ = ["MAX_BYTES", "Policy"]

_SHIPPED = Path(__file__).parent
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class Policy(Frozen):
    """A scoring policy: every number of the score, checked against the laws of the score.

    Make one with `load`, `default` or `parse`. Sections hold entries; an entry's id is its place, such as
    ``source.named_official``, and is what the lines of an explanation refer to. The reference of the shipped
    policies says what each section is for and in which unit its numbers are.

    Raises:
        pydantic.ValidationError: A field is not sound (a ValueError). `load` and `parse` raise a `PolicyError`.
    """

    id: _Name
    version: _Name
    title: str = ""
    summary: str = ""
    base: Base
    source: dict[SourceKind, Evidence]
    override: dict[SourceKind, dict[Role, Evidence]] = Field(default_factory=dict)
    anonymity: Anonymity
    role: dict[Role, Factor]
    record: Record
    hop: dict[_Name, Factor]
    access: Access
    form: dict[SpeechForm, Factor]
    hedge: Hedge
    stance: dict[Stance, StanceEntry]
    party: Party
    response: dict[ResponseStatus, Factor]
    withdrawal: dict[ResponseStatus, Evidence]
    attribution: Attribution
    letter: Letter
    digit: Digit
    confidence: Confidence
    likelihood: dict[_Name, LikelihoodEntry]

    _rules: dict[str, Entry] = PrivateAttr()
    _tables: Tables = PrivateAttr()

    @field_validator(*LABELS)
    @classmethod
    def _every_label(cls, value: dict[Any, Entry], info: Any) -> dict[Any, Entry]:
        return complete(value, *LABELS[info.field_name])

    @field_validator("likelihood")
    @classmethod
    def _some_word(cls, value: dict[str, LikelihoodEntry]) -> dict[str, LikelihoodEntry]:
        if not value:
            raise ValueError("at least one word of likelihood is needed")
        return value

    def model_post_init(self, _context: Any) -> None:
        self._rules = dict(flattened(self))
        self._tables = Tables.of(self)

    @classmethod
    def load(cls, source: str | PathLike[str] | None = None) -> Policy:
        """A policy by name or from a file, checked.

        Args:
            source: The name of a shipped policy ('default', 'intelligence', 'strict'), or the path of a TOML file of
                at most 1 MiB. None is 'default'.

        Raises:
            PolicyError: The file cannot be read, is not TOML, has a wrong shape or breaks a law; says the
                file and the entry.
        """
        if source is None:
            return cls.default()
        if isinstance(source, str) and source in cls.names():
            return _shipped(source)
        return _read(Path(source))

    @classmethod
    def default(cls) -> Policy:
        """The journalism policy, read once."""
        return _shipped("default")

    @staticmethod
    def names() -> tuple[str, ...]:
        """The names of the policies that are shipped."""
        return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, file: str | None = None) -> Self:
        """A policy from decoded TOML or JSON, checked.

        Args:
            data: What the file holds. With ``extends``, the name of a shipped policy, it needs to hold only what
                differs from that one: an entry that is given replaces the whole entry there.
            file: Its name, for errors.

        Raises:
            PolicyError: The shape is wrong or a law is broken; says the entry.
        """
        policy = cls._shaped(data, file)
        try:
            policy.check()
        except PolicyError as error:
            raise error.at(file=file) from None
        return policy

    @classmethod
    def _shaped(cls, data: Mapping[str, Any], file: str | None) -> Self:
        """A policy whose shape is right, and of whose laws nothing is known yet."""
        try:
            data = resolved(data, _base)
            return cls.model_validate(data)
        except PolicyError as error:
            raise error.at(file=file) from None
        except ValidationError as error:
            raise malformed(error, file) from None

    def __repr__(self) -> str:
        return f"Policy({self.label})"

    def check(self) -> None:
        """Check the laws of the score: on the policy's numbers, then on a grid of statements.

        The orderings: an unnamed source never outweighs its named twin, whatever its role and whatever is said of its
        anonymity; silence carries nothing; and so on. Then some hundreds of statements are scored before and after a
        change that must not raise, lower or move the score. `load` leaves the grid out for the policies that are
        shipped, which the project's tests try on it.

        Raises:
            PolicyError: Names the entry that breaks a law, and the law.
        """
        # Scoring knows policies, not the other way round, but for this.
        from credscore.scoring.grid import first_broken_on_grid

        self._check_numbers()
        broken = first_broken_on_grid(self)
        if broken is not None:
            field, message = broken
            raise PolicyError(message, field=field)

    def _check_numbers(self) -> None:
        """The first half of `check`."""
        broken = first_broken(self._rules, self._tables)
        if broken is not None:
            field, message = broken
            raise PolicyError(message, field=field)

    @property
    def rules(self) -> Mapping[str, Entry]:
        """Every entry by its id, such as ``source.named_official``, in the order of the sections."""
        return MappingProxyType(self._rules)

    @property
    def tables(self) -> Tables:
        """The policy's numbers as plain floats and dicts, computed once."""
        return self._tables

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 over the policy's whole content in canonical form, in hexadecimal."""
        content = json.dumps(
            self, default=contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
        )
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    @functools.cached_property
    def label(self) -> str:
        """Id, version and the start of the digest, ``default@2+0123456789ab``: what outputs carry."""
        return f"{self.id}@{self.version}+{self.digest[:12]}"


@functools.cache
def _shipped(name: str) -> Policy:
    file = f"{name}.toml"
    data = shipped_table(f"policy/{file}")
    policy = _plainly(data) or Policy._shaped(data, file)
    policy._check_numbers()
    return policy


def _plainly(data: Mapping[str, Any]) -> Policy | None:
    """The policy of plain data; None where pydantic must look at it, or say what is wrong."""
    fields = plain_fields(Policy, data)
    if not fields or not fields["likelihood"]:
        return None
    try:
        fields |= {name: complete(fields[name], *labels) for name, labels in LABELS.items()}
    except ValueError:
        return None
    return Policy.model_construct(**fields)


def _read(path: Path) -> Policy:
    file = str(path)
    try:
        data = decoded(path, file)
    except OSError as error:
        known = ", ".join(Policy.names())
        raise PolicyError(
            f"cannot be read ({error.strerror or error}); give a path or one of: {known}", file=file
        ) from None
    return Policy.parse(data, file=file)


def _base(name: object) -> Mapping[str, Any]:
    """The decoded file of a shipped policy, for others to extend."""
    if not isinstance(name, str) or name not in Policy.names():
        raise PolicyError(f"no shipped policy {name!r:.60}; there are {', '.join(Policy.names())}", field="extends")
    return shipped_table(f"policy/{name}.toml")
