"""What the lint gives: findings, each with its rule, its place and what would mend it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from credscore.statement import Span

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs; a configuration may say otherwise for any rule."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for a warning, 2 for an error."""
        return tuple(Severity).index(self)


class Finding(BaseModel):
    """One place in an article that breaks a rule.

    Attributes:
        code: The rule's code, such as ``CS101``.
        rule: Its name, such as ``anonymous-no-reason``.
        severity: See `Severity`.
        message: What is wrong, in a sentence.
        fix: What would mend it.
        spans: Where it stands in the article's text, in code points; empty without a text.
        text: The words of the first span.
        line: The line of the article's text in which it begins, from 1; None without a text.
        column: The column there, from 1, in code points.
        end_line: The line in which it ends.
        end_column: The column behind its last character.
        statement: The id of the statement it is about, if it is about one.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    code: str
    rule: str
    severity: Severity
    message: str
    fix: str
    spans: tuple[Span, ...] = ()
    text: str = ""
    line: int | None = Field(default=None, ge=1)
    column: int | None = Field(default=None, ge=1)
    end_line: int | None = Field(default=None, ge=1)
    end_column: int | None = Field(default=None, ge=1)
    statement: str | None = None
