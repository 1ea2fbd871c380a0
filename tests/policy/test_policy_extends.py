"""A policy that gives only what differs from another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from credscore.errors import PolicyError
from credscore.policy import Policy
from credscore.policy.reading import resolved

ENTRY = {"value": 7.0, "why": "a test", "reference": "a test", "basis": "judgement"}
MINE: dict[str, Any] = {"extends": "default", "id": "mine", "version": "3"}


def test_what_is_not_given_is_taken_over() -> None:
    policy = Policy.parse({**MINE, "source": {"document": ENTRY}})
    default = Policy.default()
    assert (policy.id, policy.version, policy.title) == ("mine", "3", default.title)
    assert policy.rules["source.document"].value == 7.0
    changed = [rule for rule in policy.rules if policy.rules[rule] != default.rules[rule]]
    assert changed == ["source.document"]
    assert policy.tables.evidence != default.tables.evidence


def test_the_digest_is_over_the_whole_policy_however_it_was_written() -> None:
    short = Policy.parse({**MINE, "source": {"document": ENTRY}})
    whole = Policy.default().model_dump(mode="json")
    whole["source"]["document"] = ENTRY
    assert Policy.parse({**whole, "id": "mine", "version": "3"}).digest == short.digest
    assert Policy.parse(MINE).digest != short.digest


def test_an_entry_is_replaced_whole_so_that_a_new_number_needs_a_new_reason() -> None:
    with pytest.raises(PolicyError) as error:
        Policy.parse({**MINE, "source": {"document": {"value": 7.0}}}, file="mine.toml")
    assert error.value.field == "source.document.why"
    assert error.value.file == "mine.toml"


def test_a_stance_too_is_replaced_whole() -> None:
    with pytest.raises(PolicyError) as error:
        Policy.parse({**MINE, "stance": {"alleges": {**ENTRY, "value": 0.5}}})
    assert error.value.field == "stance.alleges.claim"


def test_a_law_that_breaks_against_what_was_taken_over_names_the_entry() -> None:
    with pytest.raises(PolicyError, match="named source never counts less") as error:
        Policy.parse({**MINE, "source": {"anonymous_official": ENTRY}}, file="mine.toml")
    assert str(error.value).startswith("mine.toml: source.anonymous_official: 7 is more than the 6 of")


@pytest.mark.parametrize("name", ["none", "", "../default", "default.toml", 3, None, ["default"], {"a": 1}])
def test_only_a_shipped_policy_can_be_extended(name: object) -> None:
    with pytest.raises(PolicyError, match="default, intelligence, strict") as error:
        Policy.parse({**MINE, "extends": name}, file="mine.toml")
    assert (error.value.field, error.value.file) == ("extends", "mine.toml")


def test_a_shipped_policy_that_itself_extends_another_can_be_extended() -> None:
    policy = Policy.parse({"extends": "strict", "id": "mine"})
    assert policy.version == "1"
    assert policy.tables == Policy.load("strict").tables


def test_policies_that_extend_one_another_are_refused() -> None:
    with pytest.raises(PolicyError, match="without end"):
        resolved({"extends": "a"}, lambda name: {"extends": name})


def test_a_table_cannot_stand_where_a_number_stands_nor_the_other_way_round() -> None:
    for odd in ({"document": 3}, {"document": {"value": {"value": 1}}}, {"document": []}, 3, {"x": {"y": {"z": 1}}}):
        with pytest.raises(PolicyError):
            Policy.parse({**MINE, "source": odd})


def test_a_deep_file_is_refused_and_not_climbed(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    for text in (
        "source" + ".a" * 100_000 + " = 1\n",
        "[source.document" + ".a" * 100_000 + "]\n",
        "x = " + "{a = " * 50_000,
        "x = " + "[" * 50_000,
        "id = 'x'\nx = " + "9" * 100_000,
        "extends = 'default'\nid = 'x'\n[source.document]\nvalue = 0x" + "f" * 100_000,
        "extends = 'default'\nid = 'x'\n[source.document]\nvalue = nan",
        "extends = 'default'\nid = 'x'\n[source.document]\nvalue = -inf",
        "extends = 'default'\nid = 'x'\n[source.document]\nvalue = 1e999",
        "extends = 'default'\nid = 'x'\nversion = 1979-05-27",
        "extends = 'default'\nid = 'x'\nextends = 'strict'",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(PolicyError) as error:
            Policy.load(path)
        assert error.value.file == str(path)
        assert len(str(error.value)) < 1000


def test_dots_in_strings_comments_and_numbers_are_no_parts_of_a_key(tmp_path: Path) -> None:
    dots = "." * 100
    path = tmp_path / "dots.toml"
    lines = [
        f"extends = 'default' # {dots}",
        f"id = 'a{dots}'",
        f'version = "a \\" {dots} \\" "',
        f"title = '''a\n{dots}\n b' {dots}'''",
        f'summary = """a\n{dots} "" {dots} \\""" {dots}"""',
        *(f"[hop.t{n}]\nvalue = 0.5\nwhy = '{dots}'\nreference = 'r'\nbasis = 'judgement'" for n in range(40)),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    policy = Policy.load(path)
    assert policy.version == f'a " {dots} " '
    assert policy.summary == f'a\n{dots} "" {dots} """ {dots}'
    path.write_text("id = 'x'\n\n" + "a" + ".a" * 17 + " = 1", encoding="utf-8")
    with pytest.raises(PolicyError, match="a key of more than 16 parts") as error:
        Policy.load(path)
    assert error.value.line == 3
    path.write_text("a" + ".a" * 16 + " = 1", encoding="utf-8")
    with pytest.raises(PolicyError, match="Field required"):
        Policy.load(path)


def test_quotes_without_end_are_left_to_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "open.toml"
    for piece in ('"""', "'''", '"', "'", 'x = "', '"""\\', "'\"'''"):
        path.write_text(piece * 100_001, encoding="utf-8")
        with pytest.raises(PolicyError, match="not TOML"):
            Policy.load(path)
