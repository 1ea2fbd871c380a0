"""The errors of credscore.

    CredscoreError
    ├── InputError      a text, article or statement that cannot be read   (also a ValueError)
    ├── PolicyError     a policy file that is malformed or breaks a law    (also a ValueError)
    ├── LexiconError    a word-list file that is malformed                 (also a ValueError)
    ├── ModelError      a trained-model file that is malformed             (also a ValueError)
    ├── LedgerError     a ledger that cannot be read, written or trusted   (also a ValueError)
    └── OpinionError    numbers that are no subjective-logic opinion       (also a ValueError)

Each says what is wrong and where: a file, a line in it, a field. A caller who catches ``ValueError``
catches all of them.
"""

from __future__ import annotations

__all__ = [
    "CredscoreError",
    "InputError",
    "LedgerError",
    "LexiconError",
    "ModelError",
    "OpinionError",
    "PolicyError",
]


class CredscoreError(Exception):
    """Base of all errors that credscore raises on purpose.

    Args:
        message: What is wrong, what was found and what would do.
        file: The file it stands in, or a name such as ``<stdin>``.
        line: The line in that file, counted from 1.
        field: The path of the field, such as ``statements.0.source.kind``.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.field = field

    def __str__(self) -> str:
        place = "''" if self.file == "" else self.file or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
        parts = [part for part in (place, self.field) if part]
        return ": ".join([*parts, self.message])

    def at(self, *, file: str | None = None, line: int | None = None, field: str | None = None) -> CredscoreError:
        """The same error with its place filled in where it was not known yet."""
        return type(self)(
            self.message,
            file=self.file if self.file is not None else file,
            line=self.line if self.line is not None else line,
            field=self.field or field,
        )


class InputError(CredscoreError, ValueError):
    """A text, an article or a statement cannot be read, or something else was handed in where one was wanted."""


class PolicyError(CredscoreError, ValueError):
    """A policy file is malformed, or a number in it breaks a law of the score.

    Attributes:
        also: What else is wrong with the shape of the same file.
    """

    also: tuple[PolicyError, ...] = ()


class LexiconError(CredscoreError, ValueError):
    """A word-list file is malformed."""


class ModelError(CredscoreError, ValueError):
    """A trained-model file is malformed, or does not fit this version."""


class LedgerError(CredscoreError, ValueError):
    """A ledger file cannot be read, written or trusted, or an entry for it is not sound."""


class OpinionError(CredscoreError, ValueError):
    """Four numbers are not a subjective-logic opinion, or an operator has no value for them."""
