"""The rules as data: `rules.toml`, read once and checked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from credscore.errors import LexiconError
from credscore.lint.finding import Severity
from credscore.toml import read_lexicon

__all__ = ["UNUSED", "Rule", "rules"]

UNUSED = "CS900"
_FILE = "rules.toml"


class Rule(BaseModel):
    """One rule, as a newsroom reads it; the fields are explained at the head of `rules.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^CS[0-9]{3}$")
    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    severity: Severity
    message: str
    fix: str
    why: str
    standard: str
    reference: str
    form: Literal["text", "markdown"] = "text"
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes.

    Raises:
        LexiconError: The file is missing, malformed, or gives a code or a name twice.
    """
    try:
        found = [Rule.model_validate(entry) for entry in read_lexicon(__package__, _FILE)["rule"]]
    except LexiconError:
        raise
    except (KeyError, ValidationError, ValueError) as error:
        raise LexiconError(str(error), file=_FILE) from None
    by_code = {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
    if len(by_code) < len(found) or len({rule.id for rule in found}) < len(found):
        raise LexiconError("a code or a name is given twice", file=_FILE, field="rule")
    return by_code
