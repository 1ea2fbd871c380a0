"""``credscore lint``: exit status, formats, settings, suppressions, bad input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from credscore.cli import main

CLEAN = "Mayor Ilse Tarn said the bridge would open on Sunday.\n"
BARE = "Mayor Ilse Tarn came.\n\nA source said the dam was unsafe.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
    return name


def test_findings_make_the_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", written("dam.txt", BARE)]) == 1
    out, err = capsys.readouterr()
    assert not err
    assert out.splitlines() == [
        "dam.txt:3:1: CS101 warning: “A source” is unnamed, and the article does not say why",
        "    Say in a clause why the name is withheld: what the source may not do, or what it would risk.",
        "dam.txt:3:1: CS102 error: “A source” says nothing about who speaks",
        "    Describe the source as closely as its safety allows: where it works, what it had to do with the matter.",
        "1 article: 1 error, 1 warning",
    ]


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", written("dam.txt", CLEAN), written("mill.txt", CLEAN)]) == 0
    assert capsys.readouterr().out == "2 articles: nothing found\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--fail-level", "error"], 1),
        (["--select", "CS101"], 1),
        (["--select", "CS101", "--fail-level", "error"], 0),
        (["--ignore", "CS101,anonymous-bare"], 0),
        (["--select", "CS4"], 0),
    ],
)
def test_what_is_checked_and_what_fails(arguments: list[str], status: int) -> None:
    assert main(["lint", written("dam.txt", BARE), *arguments]) == status


def test_settings_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    written("pyproject.toml", '[tool.credscore.lint]\nignore = ["CS101"]\nseverity = {CS102 = "info"}\n')
    assert main(["lint", written("dam.txt", BARE)]) == 0
    assert "CS102 info" in capsys.readouterr().out
    other = written("other.toml", '[tool.credscore.lint]\nper-file-ignores = {"opinion/*" = ["CS"]}\n')
    assert main(["lint", written("opinion/dam.txt", BARE), "--config", other]) == 0
    assert main(["lint", "dam.txt", "--config", other]) == 1


def test_a_wrong_setting_is_named_and_nothing_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    written("pyproject.toml", '[tool.credscore.lint]\nignore = ["CS999"]\n')
    assert main(["lint", written("dam.txt", BARE)]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "pyproject.toml: tool.credscore.lint.ignore.0: no rule has the code or name 'CS999'" in err


def test_a_sidecar_suppresses_and_is_said_when_not_needed(capsys: pytest.CaptureFixture[str]) -> None:
    written("dam.txt.credscore.toml", 'ignore = ["CS1", "CS402"]\n')
    assert main(["lint", written("dam.txt", BARE)]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0] == ("dam.txt.credscore.toml: CS900 warning: the suppression of CS402 suppresses nothing")
    assert main(["lint", "dam.txt", "--ignore", "CS900"]) == 0


def test_a_comment_in_markdown_suppresses(capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- credscore: ignore[CS101, CS102] -->"
    text = f"{comment}\nA source said the dam was unsafe.\n\nA person said the gates were old.\n"
    assert main(["lint", written("dam.md", text), "--select", "CS102"]) == 1
    assert capsys.readouterr().out.startswith("dam.md:4:1: CS102 error: “A person”")


def test_a_wrong_sidecar_is_named_once_and_the_rest_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(json.dumps({"id": one, "text": BARE}) + "\n" for one in "ab")
    written("all.jsonl.credscore.toml", 'ignore = ["CS999"]\n')
    assert main(["lint", written("all.jsonl", lines), written("dam.txt", CLEAN)]) == 1
    out, err = capsys.readouterr()
    assert err == "credscore: all.jsonl.credscore.toml: ignore.0: no rule has the code or name 'CS999'\n"
    assert out.splitlines()[-1].startswith("3 articles: 2 error")


def test_bad_input_is_named_and_the_rest_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    lines = '{"id": "a", "text": "A source said it rained."}\nnot json\n{"id": "c", "text": "x"}\n'
    assert main(["lint", written("all.jsonl", lines), "missing.txt", "--select", "CS102"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "all.jsonl:1 (a): CS102 error: “A source” says nothing about who speaks"
    assert out.splitlines()[-1] == "2 articles: 1 error"
    first, second = err.splitlines()
    assert first.startswith("credscore: all.jsonl:2: is not JSON")
    assert second == "credscore: missing.txt: No such file or directory"


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_other_formats(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", written("dam.txt", BARE), "--format", form, "--select", "CS102"]) == 1
    out = capsys.readouterr().out
    if form == "json":
        (one,) = json.loads(out)
        assert (one["file"], one["file_line"], one["column"], one["code"]) == ("dam.txt", 3, 1, "CS102")
    elif form == "sarif":
        (result,) = json.loads(out)["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    else:
        assert out.startswith("::error file=dam.txt,line=3,endLine=3,col=1,endColumn=9,title=CS102 anonymous-bare::")
    assert main(["lint", written("mill.txt", CLEAN), "--format", form]) == 0
    clean = capsys.readouterr().out
    assert {"json": clean.strip() == "[]", "sarif": '"results": []' in clean, "github": clean == ""}[form]


def test_a_page_has_no_lines_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<html><body><article><p>{BARE}</p><p>{CLEAN}</p></article></body></html>"
    assert main(["lint", written("dam.html", page), "--select", "CS102"]) == 1
    assert capsys.readouterr().out.startswith("dam.html (dam): CS102 error: “A source”")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BARE.encode()), encoding="utf-8"))
    assert main(["lint", "-", "--select", "CS102"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:3:1: CS102")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dam.txt", "--select", "CS999"],
        ["dam.txt", "--ignore", "x"],
        ["dam.txt", "--fail-level", "never"],
        ["dam.txt", "--format", "xml"],
        ["--explain", "CS999"],
        ["dam.txt", "--select", ""],
        ["dam.txt", "--select", " , "],
        ["--explain", ""],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["lint", *arguments])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: credscore lint")


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--list"]) == 0
    assert "CS101  warning  anonymous-no-reason" in capsys.readouterr().out
    assert main(["lint", "--explain", "CS101"]) == 0
    page = (Path(__file__).resolve().parents[2] / "docs" / "lint" / "CS101.md").read_text("utf-8")
    assert capsys.readouterr().out == page


def test_score_fills_the_lint_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    name = written("dam.txt", BARE)
    assert main(["score", name, "--format", "jsonl", "--lint"]) == 0
    found = json.loads(capsys.readouterr().out)["article"]["lint"]
    assert [one["code"] for one in found] == ["CS101", "CS102"]
    assert main(["score", name, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["lint"] == []
    with pytest.raises(SystemExit) as stopped:
        main(["score", name, "--lint"])
    assert stopped.value.code == 2


def test_the_hook_runs_a_command_that_there_is() -> None:
    hooks = (Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: credscore lint\n" in hooks
