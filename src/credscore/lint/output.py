"""Findings as text, JSON, SARIF 2.1.0 and GitHub's annotations."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from credscore.errors import CredscoreError
from credscore.lint.finding import Finding, Severity
from credscore.lint.pages import page
from credscore.lint.rule import Rule, rules

__all__ = ["Located", "to_github", "to_json", "to_sarif", "to_text"]

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Located(NamedTuple):
    """A finding with the place of its article in the input.

    Attributes:
        file: The file's name.
        article: The article's id.
        finding: The finding.
        line: The line of the file, from 1: of the finding's own words where the article's text is the file's, else
            of the record; None where neither is known.
        exact: Whether the line is that of the finding's words, so that its columns are the file's too.
    """

    file: str
    article: str
    finding: Finding
    line: int | None = None
    exact: bool = False


def to_text(found: Sequence[Located]) -> str:
    """A line a finding, ``file:line:column: code severity: message``, with what would mend it beneath."""
    lines = []
    for one in found:
        finding = one.finding
        place = one.file
        if one.line is not None:
            place += f":{one.line}" + (f":{finding.column}" if one.exact else "")
        if not one.exact and one.article:
            place += f" ({one.article})"
        lines.append(_plain(f"{place}: {finding.code} {finding.severity.value}: {finding.message}"))
        lines.append(_plain(f"    {finding.fix}"))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """On one line, with nothing that steers a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def to_json(found: Sequence[Located]) -> str:
    """A list of objects: the finding's fields with file, article and the file's line."""
    return json.dumps(
        [
            {
                "file": one.file,
                "article": one.article,
                "file_line": one.line,
                **one.finding.model_dump(mode="json"),
                "standard": rules()[one.finding.code].standard,
            }
            for one in found
        ],
        indent=2,
    )


def to_github(found: Sequence[Located]) -> str:
    """GitHub's workflow commands, one a finding."""
    lines = []
    for one in found:
        finding = one.finding
        fields = {"file": one.file}
        if one.line is not None:
            fields["line"] = str(one.line)
        if one.exact:
            fields |= {"endLine": str(finding.end_line), "col": str(finding.column)}
            if finding.end_line == finding.line:
                fields["endColumn"] = str(finding.end_column)
        fields["title"] = f"{finding.code} {finding.rule}"
        shown = ",".join(f"{key}={_escaped_property(value)}" for key, value in fields.items())
        message = f"{finding.message}. {finding.fix}"
        lines.append(f"::{_GITHUB_LEVELS[finding.severity]} {shown}::{_escaped_data(message)}")
    return "\n".join(lines)


def _escaped_data(text: str) -> str:
    """As the workflow toolkit escapes a message, so that no text can begin a command of its own."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _plain(text)


def _escaped_property(text: str) -> str:
    return _escaped_data(text).replace(":", "%3A").replace(",", "%2C")


def to_sarif(found: Sequence[Located], errors: Sequence[CredscoreError], version: str) -> str:
    """One run in SARIF 2.1.0; input that could not be read is a notification of the run."""
    known = list(rules().values())
    index = {rule.code: number for number, rule in enumerate(known)}
    run = {
        "tool": {
            "driver": {
                "name": "credscore",
                "version": version,
                "semanticVersion": version,
                "rules": [_sarif_rule(rule) for rule in known],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not errors,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": str(error).encode("utf-8", "replace").decode()}}
                    for error in errors
                ],
            }
        ],
        "results": [_sarif_result(one, index[one.finding.code]) for one in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.id.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.fix} Standard: {rule.standard}.", "markdown": page(rule)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
        "properties": {"standard": rule.standard, "reference": rule.reference},
    }


def _sarif_result(one: Located, number: int) -> dict[str, Any]:
    finding = one.finding
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line is not None:
        region: dict[str, Any] = {"startLine": one.line}
        if one.exact:
            region |= {
                "startColumn": finding.column,
                "endLine": finding.end_line,
                "endColumn": finding.end_column,
                "snippet": {"text": _plain(finding.text)},
            }
        place["region"] = region
    location: dict[str, Any] = {"physicalLocation": place}
    if one.article:
        location["logicalLocations"] = [{"name": _plain(one.article), "kind": "article"}]
    mark = f"{finding.code}\0{one.file}\0{one.article}\0{finding.text}\0{finding.message}"
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": _plain(f"{finding.message}. {finding.fix}")},
        "locations": [location],
        # The same for the same words, wherever they move in the file.
        "partialFingerprints": {"credscore/v1": hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:32]},
    }


def _uri(file: str) -> str:
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix(), errors="replace")
