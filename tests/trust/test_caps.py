"""Every file of a stranger has a largest size, and a clear error above it; `docs/trust.md` says which."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import credscore.extract.modelfile
import credscore.intake.opening
import credscore.intake.page
import credscore.intake.records
import credscore.learn.labelled
import credscore.learn.modelfile
import credscore.ledger.ratings
import credscore.ledger.schema
import credscore.register.register
import credscore.statement
import credscore.toml
from credscore import CredscoreError, InputError, LedgerError, LexiconError, ModelError, Policy, PolicyError
from credscore.intake import Bad, read_input
from credscore.lint.config import load_config

PAGE = Path(__file__).resolve().parents[2] / "docs" / "trust.md"
CAPS: dict[str, int] = {
    "text": credscore.statement.LONGEST_TEXT,
    "document": credscore.intake.opening._LARGEST,
    "page": credscore.intake.page.LARGEST,
    "line of JSON lines": credscore.intake.records._LONGEST_LINE,
    "policy": credscore.policy.MAX_BYTES,
    "settings of the lint": credscore.toml.MAX_BYTES,
    "word list": credscore.toml.MAX_BYTES,
    "extractor's model": credscore.extract.modelfile.MOST_BYTES,
    "learnt model": credscore.learn.modelfile.MOST_BYTES,
    "line of labelled cases": credscore.learn.labelled._LONGEST_LINE,
    "ledger": credscore.ledger.schema.MAX_BYTES,
    "register": credscore.register.register.MAX_BYTES,
    "lines of a list of ratings": credscore.ledger.ratings._MOST_ROWS,
}


def test_the_documented_caps_are_those_of_the_code() -> None:
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d,]+) (?:characters|bytes|lines) \|", PAGE.read_text("utf-8"), re.M))
    assert {name: int(number.replace(",", "")) for name, number in rows.items()} == CAPS


def load_policy(path: Path) -> None:
    Policy.load(str(path))


def load_settings(path: Path) -> None:
    load_config(str(path))


def load_extractor(path: Path) -> None:
    credscore.extract.modelfile.load_model(path)


def load_learnt(path: Path) -> None:
    credscore.learn.modelfile.load_model(path)


def load_register(path: Path) -> None:
    credscore.register.Register.load(str(path))


def read_markdown(path: Path) -> None:
    (item,) = read_input(str(path))
    assert isinstance(item, Bad)
    raise item.error


def read_document(path: Path) -> None:
    for item in read_input(str(path), "json"):
        assert isinstance(item, Bad)
        raise item.error


def read_lines(path: Path) -> None:
    for item in read_input(str(path), "jsonl"):
        assert isinstance(item, Bad)
        raise item.error


@pytest.mark.parametrize(
    ("load", "cap", "error"),
    [
        (load_policy, CAPS["policy"], PolicyError),
        (load_settings, CAPS["settings of the lint"], InputError),
        (load_extractor, CAPS["extractor's model"], ModelError),
        (load_learnt, CAPS["learnt model"], ModelError),
        (load_register, CAPS["register"], InputError),
        (read_document, CAPS["document"], InputError),
        (read_lines, CAPS["line of JSON lines"], InputError),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_file_above_the_cap_is_refused_by_name(
    tmp_path: Path, load: Callable[[Path], None], cap: int, error: type[CredscoreError]
) -> None:
    path = tmp_path / "large.file"
    with path.open("wb") as stream:
        stream.truncate(cap + 1)  # a sparse file: takes no room
    with pytest.raises(error, match=r"larger than|longer than") as found:
        load(path)
    assert str(path) in str(found.value)
    assert re.search(r"\d", found.value.message), "it says how large a file may be"


def test_a_ledger_above_the_cap_is_refused_by_name(tmp_path: Path) -> None:
    from credscore.ledger import Ledger

    path = tmp_path / "large.ledger"
    with Ledger(path) as ledger:
        ledger.record("Ann Lee", "confirmed")
    with path.open("r+b") as stream:
        stream.truncate(CAPS["ledger"] + 1)
    with pytest.raises(LedgerError, match="more than the 1073741824 a ledger may have") as found:
        Ledger(path)
    assert str(path) in str(found.value)


def test_a_word_list_above_the_cap_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credscore.toml, "MAX_BYTES", 1000)
    with pytest.raises(LexiconError, match=r"^cues\.toml: larger than the 1000 bytes"):
        credscore.toml.read_lexicon("credscore.lexicon", "cues.toml")


def test_a_line_of_labelled_cases_above_the_cap_costs_that_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from credscore.learn.labelled import Bad as BadCase
    from credscore.learn.labelled import read_cases

    monkeypatch.setattr(credscore.learn.labelled, "_LONGEST_LINE", 200)
    path = tmp_path / "cases.jsonl"
    good = json.dumps({"text": "Ann Lee said so.", "label": "true"})
    path.write_text(f"{good}\n{'x' * 1000}\n{good}\n")
    found = list(read_cases(str(path)))
    assert [isinstance(one, BadCase) for one in found] == [False, True, False]
    assert "longer than 200 bytes" in str(found[1].error)  # type: ignore[union-attr]


def test_damaged_gzip_of_labelled_cases_is_named(tmp_path: Path) -> None:
    import gzip

    from credscore.learn.labelled import Bad as BadCase
    from credscore.learn.labelled import read_cases

    whole = bytearray(gzip.compress(b'{"text": "Ann Lee said so.", "label": "true"}\n' * 50))
    whole[20:24] = b"\xff\xff\xff\xff"
    path = tmp_path / "cases.jsonl.gz"
    path.write_bytes(whole)
    *_, last = read_cases(str(path))
    assert isinstance(last, BadCase)
    assert "damaged gzip" in str(last.error)


@pytest.mark.parametrize(
    ("name", "text"),
    [("settings.toml", "{}=1\n"), ("article.md", "+++\n{}=1\n+++\nAnn Lee said so.\n")],
)
def test_a_key_of_very_many_parts_is_refused_and_not_followed(tmp_path: Path, name: str, text: str) -> None:
    """tomllib takes time by the square of the parts: hours for the longest of these."""
    path = tmp_path / name
    path.write_text(text.format("a" + ".a" * 400_000))
    load = read_markdown if name.endswith(".md") else load_settings
    with pytest.raises(InputError, match="a key of more than 16 parts") as found:
        load(path)
    assert found.value.file == str(path)
    assert found.value.line == (2 if name.endswith(".md") else 1)


def test_a_number_of_too_many_digits_in_the_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"+++\ntitle = {'1' * 5000}\n+++\nAnn Lee said so.\n")
    (item,) = read_input(str(path))
    assert isinstance(item, Bad)
    assert str(item.error).startswith(f"{path}:2: the front matter is not TOML: ")


def test_the_files_hold_data_and_nothing_runs(tmp_path: Path) -> None:
    """A ledger's schema must be ours to the letter: no trigger, no view, no virtual table of a stranger."""
    from credscore.ledger import Ledger

    path = tmp_path / "a.ledger"
    with Ledger(path) as ledger:
        ledger.record("Ann Lee", "confirmed")
    with sqlite3.connect(path) as db:
        db.execute("CREATE VIEW stranger AS SELECT 1")
    db.close()
    with pytest.raises(LedgerError):
        Ledger(path)
