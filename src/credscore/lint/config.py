"""What a newsroom sets: which rules, how severe, and which findings are meant to stand.

Settings stand in `pyproject.toml` under ``[tool.credscore.lint]``; what one article may do stands beside it, in
``ARTICLE.credscore.toml``, or in a comment of a Markdown text. A code that no rule has is an error, not a wish.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from credscore.errors import InputError
from credscore.lint.finding import Finding, Severity
from credscore.lint.rule import UNUSED, rules
from credscore.toml import TomlError, read_toml

__all__ = ["SIDECAR", "Config", "Suppression", "Suppressions", "expand", "find_config", "load_config"]

_Model = TypeVar("_Model", bound=BaseModel)
SIDECAR = ".credscore.toml"
_TABLE = ("tool", "credscore", "lint")
_COMMENT = re.compile(r"<!--[ \t]{0,9}credscore:[ \t]{0,9}ignore\[([A-Za-z0-9, -]{1,200})\][ \t]{0,9}-->")


def expand(wanted: Iterable[str], file: str | None = None, field: str | None = None) -> tuple[str, ...]:
    """The codes that some codes, beginnings of codes ('CS1') and names of rules stand for.

    Raises:
        InputError: One stands for no rule.
    """
    known = rules()
    found: list[str] = []
    for number, one in enumerate(wanted):
        codes = [code for code, rule in known.items() if rule.id == one or (one[:2] == "CS" and code.startswith(one))]
        if not codes:
            where = f"{field}.{number}" if field else None
            raise InputError(f"no rule has the code or name {one!r}", file=file, field=where)
        found += codes
    return tuple(dict.fromkeys(found))


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
        if path.is_file() and _table(_decoded(str(path))) is not None:
            return str(path)
    return None


def load_config(file: str) -> Config:
    """The settings of a TOML file; without the table, the defaults.

    Raises:
        InputError: The file cannot be read, a setting is not known, or a code stands for no rule.
    """
    table = _table(_decoded(file)) or {}
    prefix = ".".join(_TABLE)
    values = dict(table)
    for key in ("select", "ignore"):
        if key in values:
            values[key] = expand(_strings(values[key], file, f"{prefix}.{key}"), file, f"{prefix}.{key}")
    patterns = values.get("per-file-ignores")
    if isinstance(patterns, Mapping):
        values["per-file-ignores"] = {
            pattern: expand(_strings(codes, file, place := f"{prefix}.per-file-ignores.{pattern}"), file, place)
            for pattern, codes in patterns.items()
        }
    severity = values.get("severity")
    if isinstance(severity, Mapping):
        values["severity"] = {
            code: level
            for name, level in severity.items()
            for code in _one_name(name, file, f"{prefix}.severity.{name}")
        }
    if "folder" in values:
        raise InputError("is no setting", file=file, field=f"{prefix}.folder")
    return _validated(Config, {**values, "folder": str(Path(file).resolve().parent)}, file, prefix)


def _one_name(name: str, file: str, field: str) -> tuple[str, ...]:
    try:
        return expand([name])
    except InputError as error:
        raise error.at(file=file, field=field) from None


def _strings(value: Any, file: str, field: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError("is no list of codes", file=file, field=field)
    return value


class Suppression(BaseModel):
    """One finding, or one kind of finding, that is meant to stand.

    Attributes:
        code: The codes that it is about.
        reason: Why.
        line: The line that the finding begins in; None is any.
        text: Words that the finding's own words must contain; None is any.
        article: The id of the article, in a file of several; None is any.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    code: tuple[str, ...]
    reason: str = Field(min_length=1)
    line: int | None = Field(default=None, ge=1)
    text: str | None = Field(default=None, min_length=1)
    article: str | None = None

    def covers(self, finding: Finding, article: str) -> bool:
        """Whether a finding is suppressed by it."""
        return (
            finding.code in self.code
            and (self.line is None or self.line == finding.line)
            and (self.text is None or self.text in finding.text)
            and (self.article is None or self.article == article)
        )


class Suppressions:
    """What is suppressed in a file, and what of that was needed."""

    def __init__(self) -> None:
        self._given: list[tuple[Suppression, str, int | None]] = []
        self._used: set[tuple[int, str]] = set()
        self._checked: set[str] = set()

    @classmethod
    def beside(cls, file: str) -> Suppressions:
        """Those of the file's sidecar, if it has one.

        Raises:
            InputError: The sidecar cannot be read, or names a code that no rule has.
        """
        found = cls()
        path = file + SIDECAR
        if not os.path.isfile(path):
            return found
        data = _decoded(path)
        for key in data:
            if key not in ("ignore", "suppress"):
                raise InputError("is no field of a sidecar; those are ignore and suppress", file=path, field=key)
        for number, one in enumerate(_strings(data.get("ignore", []), path, "ignore")):
            codes = _one_name(one, path, f"ignore.{number}")
            found.add(Suppression(code=codes, reason="ignored in the whole file"), path)
        entries = data.get("suppress", [])
        if not isinstance(entries, list):
            raise InputError("is no list of tables", file=path, field="suppress")
        for number, entry in enumerate(entries):
            place = f"suppress.{number}"
            if not isinstance(entry, Mapping):
                raise InputError("is no table", file=path, field=place)
            given = entry.get("code")
            names = [given] if isinstance(given, str) else _strings(given, path, f"{place}.code")
            codes = expand(names, path, f"{place}.code")
            found.add(_validated(Suppression, {**entry, "code": codes}, path, place), path)
        return found

    def add(self, suppression: Suppression, file: str, line: int | None = None) -> None:
        """One more, with where it stands."""
        self._given.append((suppression, file, line))

    def add_comments(self, text: str, file: str, article: str, record: int | None = None) -> None:
        """Those in comments of a Markdown text: for their line, or for the next one where they stand alone.

        Args:
            text: The text.
            file: Where it comes from.
            article: Its id.
            record: The line of the file that holds the text, if the text is not the file's own.

        Raises:
            InputError: A comment names a code that no rule has.
        """
        if "credscore:" not in text:
            return
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            for comment in _COMMENT.finditer(line):
                names = [one.strip() for one in comment.group(1).split(",") if one.strip()]
                try:
                    codes = expand(names)
                except InputError as error:
                    raise error.at(file=file, line=record or number, field="credscore: ignore") from None
                alone = line.strip() == comment.group()
                target = _next_line(lines, number) if alone else number
                given = Suppression(code=codes, reason="a comment", line=target, article=article)
                self.add(given, file, record or number)

    def kept(self, findings: Sequence[Finding], article: str, checked: set[str]) -> list[Finding]:
        """The findings that nothing suppresses."""
        self._checked |= checked
        out = []
        for finding in findings:
            covering = [k for k, (one, _, _) in enumerate(self._given) if one.covers(finding, article)]
            self._used.update((k, finding.code) for k in covering)
            if not covering:
                out.append(finding)
        return out

    def unused(self) -> list[tuple[str, int | None, Finding]]:
        """A finding for each suppression that was needed for none of its codes: its file, line and the finding."""
        rule = rules()[UNUSED]
        out = []
        for k, (one, file, line) in enumerate(self._given):
            checked = [code for code in one.code if code in self._checked]
            if checked and not any((k, code) in self._used for code in one.code):
                message = rule.message.format(code=", ".join(checked))
                finding = Finding(code=rule.code, rule=rule.id, severity=rule.severity, message=message, fix=rule.fix)
                out.append((file, line, finding))
        return out


def _next_line(lines: list[str], number: int) -> int:
    return next((k + 1 for k in range(number, len(lines)) if lines[k].strip()), number)


def _table(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found: Any = data
    for key in _TABLE:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _decoded(file: str) -> dict[str, Any]:
    try:
        return read_toml(Path(file))
    except OSError as error:
        raise InputError(error.strerror or str(error), file=file) from None
    except TomlError as error:
        raise InputError(f"is {error}", file=file, line=error.line) from None


def _validated(model: type[_Model], values: Mapping[str, Any], file: str, prefix: str) -> _Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join((prefix, *(str(part) for part in first["loc"])))
        message = "is not known here" if first["type"] == "extra_forbidden" else first["msg"]
        raise InputError(message, file=file, field=field) from None
