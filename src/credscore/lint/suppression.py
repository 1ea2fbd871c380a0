"""Findings that are meant to stand: what a sidecar or a comment says of them, and what of that was needed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from credscore.errors import InputError
from credscore.lint.finding import Finding
from credscore.lint.rule import UNUSED, rules
from credscore.lint.settings import codes_of, decoded, expand, one_name, validated

__all__ = ["SIDECAR", "Suppression", "Suppressions"]

SIDECAR = ".credscore.toml"
_COMMENT = re.compile(r"<!--[ \t]{0,9}credscore:[ \t]{0,9}ignore\[([A-Za-z0-9, -]{1,200})\][ \t]{0,9}-->")


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
        data = decoded(path)
        for key in data:
            if key not in ("ignore", "suppress"):
                raise InputError("is no field of a sidecar; those are ignore and suppress", file=path, field=key)
        for number, one in enumerate(codes_of(data.get("ignore", []), path, "ignore")):
            codes = one_name(one, path, f"ignore.{number}")
            found.add(Suppression(code=codes, reason="ignored in the whole file"), path)
        entries = data.get("suppress", [])
        if not isinstance(entries, list):
            raise InputError("is no list of tables", file=path, field="suppress")
        for number, entry in enumerate(entries):
            place = f"suppress.{number}"
            if not isinstance(entry, Mapping):
                raise InputError("is no table", file=path, field=place)
            given = entry.get("code")
            names = [given] if isinstance(given, str) else codes_of(given, path, f"{place}.code")
            codes = expand(names, path, f"{place}.code")
            found.add(validated(Suppression, {**entry, "code": codes}, path, place), path)
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
