"""Settings and suppressions: what they do, and what is said of wrong ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from credscore import Scorer
from credscore.errors import InputError
from credscore.lint import Severity, rules
from credscore.lint.config import Suppressions, expand, find_config, load_config

TEXT = "A source said the dam was unsafe.\n\nAnother source said it was not.\n\nCritics say it is old.\n"
SCORER = Scorer()
ALL = set(rules())


def settings(folder: Path, text: str) -> str:
    path = folder / "pyproject.toml"
    path.write_text(text, "utf-8")
    return str(path)


def kept(folder: Path, sidecar: str, text: str = TEXT) -> tuple[list[tuple[str, int | None]], list[str]]:
    """Codes and lines that stand, and the messages of what was not needed."""
    (folder / "dam.txt.credscore.toml").write_text(sidecar, "utf-8")
    known = Suppressions.beside(str(folder / "dam.txt"))
    found = known.kept(SCORER.assess(text).lint(), "dam", ALL)
    return [(one.code, one.line) for one in found], [one.message for _, _, one in known.unused()]


def test_codes_beginnings_and_names() -> None:
    assert expand(["CS101", "reportedly"]) == ("CS101", "CS201")
    assert set(expand(["CS2"])) == {code for code in ALL if code.startswith("CS2")}
    assert set(expand(["CS"])) == ALL
    for wrong in ("CS999", "cs101", "", "nothing", "S1", "CS101x"):
        with pytest.raises(InputError, match="no rule has the code or name"):
            expand([wrong])


def test_settings(tmp_path: Path) -> None:
    file = settings(
        tmp_path,
        '[tool.credscore.lint]\nselect = ["CS1", "CS201"]\nignore = ["vague-crowd"]\nfail-level = "error"\n'
        '[tool.credscore.lint.severity]\nCS102 = "info"\n'
        '[tool.credscore.lint.per-file-ignores]\n"opinion/*" = ["CS1"]\n"*.md" = ["CS201"]\n',
    )
    config = load_config(file)
    assert config.fail_level is Severity.ERROR
    assert config.severity == {"CS102": Severity.INFO}
    every = {code for code in ALL if code.startswith("CS1")} - {"CS104"} | {"CS201"}
    assert config.codes_for(str(tmp_path / "news" / "a.txt")) == every
    assert config.codes_for(str(tmp_path / "opinion" / "a.txt")) == {"CS201"}
    assert config.codes_for(str(tmp_path / "news" / "a.md")) == every - {"CS201"}


def test_the_nearest_settings_are_found(tmp_path: Path) -> None:
    settings(tmp_path, '[tool.credscore.lint]\nignore = ["CS1"]\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    settings(inner, "[tool.other]\n")
    assert find_config(str(inner)) == str((tmp_path / "pyproject.toml").resolve())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('select = ["CS999"]', "tool.credscore.lint.select.0: no rule has the code or name 'CS999'"),
        ('ignore = ["CS101", "x"]', "tool.credscore.lint.ignore.1: no rule has"),
        ("select = 5", "tool.credscore.lint.select: is no list of codes"),
        ('ignore = "CS101"', "tool.credscore.lint.ignore: is no list of codes"),
        ("select = [5]", "tool.credscore.lint.select: is no list of codes"),
        ('per-file-ignores = {"*.txt" = ["CS9x"]}', "tool.credscore.lint.per-file-ignores.*.txt.0: no rule has"),
        ('severity = {CS999 = "info"}', "tool.credscore.lint.severity.CS999: no rule has"),
        ('severity = {CS101 = "grave"}', "tool.credscore.lint.severity.CS101: Input should be 'info'"),
        ('fail-level = "never"', "tool.credscore.lint.fail-level: Input should be"),
        ('colour = "red"', "tool.credscore.lint.colour: is not known here"),
        ('folder = "x"', "tool.credscore.lint.folder: is no setting"),
        ("select = [", "is not TOML: "),
    ],
)
def test_a_wrong_setting_is_named_with_file_and_field(text: str, said: str, tmp_path: Path) -> None:
    file = settings(tmp_path, f"[tool.credscore.lint]\n{text}\n")
    with pytest.raises(InputError) as raised:
        load_config(file)
    assert str(raised.value).startswith(f"{file}: {said}")


def test_without_a_sidecar_everything_stands(tmp_path: Path) -> None:
    known = Suppressions.beside(str(tmp_path / "dam.txt"))
    found = SCORER.assess(TEXT).lint()
    assert known.kept(found, "dam", ALL) == found
    assert known.unused() == []


def test_a_sidecar(tmp_path: Path) -> None:
    every = [("CS101", 1), ("CS102", 1), ("CS104", 5)]
    assert kept(tmp_path, "") == (every, [])
    assert kept(tmp_path, 'ignore = ["CS102"]') == ([every[0], every[2]], [])
    by_line = '[[suppress]]\ncode = ["CS101", "CS102"]\nline = 1\nreason = "known to the desk"\n'
    assert kept(tmp_path, by_line) == ([every[2]], [])
    by_text = '[[suppress]]\ncode = "vague-crowd"\ntext = "Critics"\nreason = "quoted from a headline"\n'
    assert kept(tmp_path, by_text) == (every[:2], [])
    assert kept(tmp_path, '[[suppress]]\ncode = "CS104"\narticle = "dam"\nreason = "r"\n')[0] == every[:2]


def test_what_is_not_needed_is_said(tmp_path: Path) -> None:
    _, unused = kept(tmp_path, 'ignore = ["CS401"]\n[[suppress]]\ncode = "CS104"\nline = 2\nreason = "r"\n')
    assert unused == ["the suppression of CS401 suppresses nothing", "the suppression of CS104 suppresses nothing"]


def test_what_was_not_checked_is_not_called_unneeded(tmp_path: Path) -> None:
    (tmp_path / "dam.txt.credscore.toml").write_text('ignore = ["CS104"]', "utf-8")
    known = Suppressions.beside(str(tmp_path / "dam.txt"))
    known.kept([], "dam", ALL - {"CS104"})
    assert known.unused() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ignore = ["CS999"]', "ignore.0: no rule has the code or name 'CS999'"),
        ('ignore = "CS101"', "ignore: is no list of codes"),
        ('[[suppress]]\ncode = "CS999"\nreason = "r"', "suppress.0.code.0: no rule has"),
        ('[[suppress]]\ncode = "CS101"', "suppress.0.reason: Field required"),
        ('[[suppress]]\ncode = "CS101"\nreason = ""', "suppress.0.reason: String should have at least 1"),
        ('[[suppress]]\nreason = "r"', "suppress.0.code: is no list of codes"),
        ('[[suppress]]\ncode = "CS101"\nreason = "r"\nline = 0', "suppress.0.line: Input should be greater"),
        ('[[suppress]]\ncode = "CS101"\nreason = "r"\nlines = 2', "suppress.0.lines: is not known here"),
        ("suppress = [1]", "suppress.0: is no table"),
        ("suppress = 1", "suppress: is no list of tables"),
        ("x = 1", "x: is no field of a sidecar"),
        ("x", "is not TOML: "),
    ],
)
def test_a_wrong_sidecar_is_named_with_file_and_field(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        kept(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path}/dam.txt.credscore.toml: {said}")


def test_comments_in_markdown() -> None:
    text = (
        "A source said the dam was unsafe. <!-- credscore: ignore[CS101, CS102] -->\n\n"
        "<!-- credscore: ignore[vague-crowd] -->\n\nCritics say it is old.\n\n"
        "Others say it is new. <!--credscore:ignore[CS2]-->\n"
    )
    from credscore import Article

    found = SCORER.assess(Article(text=text, form="markdown")).lint()
    known = Suppressions()
    known.add_comments(text, "dam.md", "dam")
    assert [(one.code, one.line) for one in known.kept(found, "dam", ALL)] == [("CS104", 7)]
    ((file, line, one),) = known.unused()
    assert (file, line, one.code) == ("dam.md", 7, "CS900")
    with pytest.raises(InputError) as raised:
        known.add_comments("It rained.\nSo <!-- credscore: ignore[CS999] -->", "dam.md", "dam")
    assert str(raised.value).startswith("dam.md:2: credscore: ignore: no rule has the code or name 'CS999'")


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be removed there")
def test_a_folder_that_is_gone_has_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_config() is None
