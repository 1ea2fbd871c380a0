"""What a newsroom sets: which rules, how severe, and which findings are meant to stand.

Settings stand in `pyproject.toml` under ``[tool.credscore.lint]``; what one article may do stands beside it, in
``ARTICLE.credscore.toml``, or in a comment of a Markdown text. A code that no rule has is an error, not a wish.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from credscore.errors import InputError
from credscore.lint.finding import Severity
from credscore.lint.rule import rules
from credscore.lint.settings import codes_of, decoded, expand, one_name, validated
from credscore.lint.suppression import SIDECAR, Suppression, Suppressions

__all__ = ["SIDECAR", "Config", "Suppression", "Suppressions", "expand", "find_config", "load_config"]

_TABLE = ("tool", "credscore", "lint")


class Config(BaseModel):
    """Settings of the lint; the fields are those of ``[tool.credscore.lint]``.

    Attributes:
        select: Codes to check; None is all.
        ignore: Codes not to check.
        per_file_ignores: Codes not to check in files whose path fits a pattern, relative to the settings' folder.
        severity: Severities by code that differ from the rules' own.
        fail_level: The severity from which a finding makes the exit status 1.
        folder: Where the settings stand.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", populate_by_name=True)

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = Field(default={}, alias="per-file-ignores")
    severity: Mapping[str, Severity] = {}
    fail_level: Severity = Field(default=Severity.WARNING, alias="fail-level")
    folder: str = "."

    def codes_for(self, file: str) -> set[str]:
        """The codes to check in a file."""
        codes = set(rules() if self.select is None else self.select) - set(self.ignore)
        if self.per_file_ignores:
            path = _relative(file, self.folder)
            for pattern, ignored in self.per_file_ignores.items():
                if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path.rsplit("/", 1)[-1], pattern):
                    codes -= set(ignored)
        return codes


def _relative(file: str, folder: str) -> str:
    try:
        path = os.path.relpath(file, folder)
    except ValueError:  # another drive
        path = file
    return Path(path).as_posix()


def find_config(start: str = ".") -> str | None:
    """The nearest `pyproject.toml` with settings of the lint, from a folder upwards."""
    try:
        folder = Path(start).resolve()
    except OSError:  # the folder that the command was started in is gone
        return None
    for each in (folder, *folder.parents):
        path = each / "pyproject.toml"
        if path.is_file() and _table(decoded(str(path))) is not None:
            return str(path)
    return None


def load_config(file: str) -> Config:
    """The settings of a TOML file; without the table, the defaults.

    Raises:
        InputError: The file cannot be read, a setting is not known, or a code stands for no rule.
    """
    table = _table(decoded(file)) or {}
    prefix = ".".join(_TABLE)
    values = dict(table)
    for key in ("select", "ignore"):
        if key in values:
            values[key] = expand(codes_of(values[key], file, f"{prefix}.{key}"), file, f"{prefix}.{key}")
    patterns = values.get("per-file-ignores")
    if isinstance(patterns, Mapping):
        values["per-file-ignores"] = {
            pattern: expand(codes_of(codes, file, place := f"{prefix}.per-file-ignores.{pattern}"), file, place)
            for pattern, codes in patterns.items()
        }
    severity = values.get("severity")
    if isinstance(severity, Mapping):
        values["severity"] = {
            code: level
            for name, level in severity.items()
            for code in one_name(name, file, f"{prefix}.severity.{name}")
        }
    if "folder" in values:
        raise InputError("is no setting", file=file, field=f"{prefix}.folder")
    return validated(Config, {**values, "folder": str(Path(file).resolve().parent)}, file, prefix)


def _table(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found: Any = data
    for key in _TABLE:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else None
