"""The tables that ship: the quick form says what the TOML says, and never counts against it."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from credscore import shipped
from credscore.register import Register, Term
from credscore.register.register import _Shipped


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one table, in a folder of its own."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "birds.toml").write_text('[words]\nsongbirds = ["wren", "tit"]\n', "utf-8")
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path)
    shipped._kept.cache_clear()
    yield tmp_path
    shipped._kept.cache_clear()


def test_every_table_reads_the_same_in_both_forms() -> None:
    rows = json.loads(shipped.made())
    files = sorted(shipped.PACKAGE.rglob("*.toml"))
    assert files
    assert {name: row[0] for name, row in rows.items() if name.endswith(".toml")} == {
        path.relative_to(shipped.PACKAGE).as_posix(): tomllib.loads(path.read_text("utf-8")) for path in files
    }


def test_the_register_reads_the_same_in_both_forms() -> None:
    name = "register/holders.csv"
    table = json.loads(shipped.made())[name][0]
    quick = Register([(Term(*row[:-1]), row[-1]) for row in table["terms"]], table["since"])
    whole = Register.load(shipped.PACKAGE / name)
    assert len(whole) > 1000
    assert (quick._terms, quick.since) == (whole._terms, whole.since)
    lazy = _Shipped(table)
    for name in ("Joe Biden", "Joseph R. Biden Jr.", "biden", "", "Nobody At All", whole_name(whole)):
        assert lazy.terms(name) == whole.terms(name)
        assert lazy.knows(name) == whole.knows(name)
    assert lazy.until == whole.until
    assert list(lazy) == list(whole)
    assert (lazy._terms, lazy.since) == (whole._terms, whole.since)


def whole_name(register: Register) -> str:
    """Somebody's who is listed more than once."""
    return Counter(term.name for term in register).most_common(1)[0][0]


def test_the_quick_form_is_used_while_it_fits(package: Path) -> None:
    digest = json.loads(shipped.made())["lexicon/birds.toml"][1]
    (package / "tables.json").write_text(json.dumps({"lexicon/birds.toml": [{"from": "json"}, digest]}), "utf-8")
    assert shipped.shipped_table("lexicon/birds.toml") == {"from": "json"}


def test_a_changed_table_counts_at_once(package: Path) -> None:
    (package / "tables.json").write_text(shipped.made(), "utf-8")
    (package / "lexicon" / "birds.toml").write_text('[words]\nsongbirds = ["wren"]\n', "utf-8")
    assert shipped.shipped_table("lexicon/birds.toml") == {"words": {"songbirds": ["wren"]}}


@pytest.mark.parametrize("kept", [None, "", "{", "{}"])
def test_without_a_quick_form_the_table_is_read(package: Path, kept: str | None) -> None:
    if kept is not None:
        (package / "tables.json").write_text(kept, "utf-8")
    assert shipped.shipped_table("lexicon/birds.toml") == {"words": {"songbirds": ["wren", "tit"]}}
