"""The schemas: outputs fit them, outputs go in again, and a change of either is noticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from strategies import statements

from credscore import Article, InputError, Scorer
from credscore.cli import main
from credscore.exchange import SCHEMA_VERSION
from credscore.exchange.schema import schema

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GOLDEN = Path(__file__).parent / "golden"
SCORER = Scorer()


def checker(which: Any) -> jsonschema.Draft202012Validator:
    made = schema(which)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


INPUT, OUTPUT = checker("input"), checker("output")


def faults(validator: jsonschema.Draft202012Validator, data: object) -> list[str]:
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(data)]


def seeds() -> list[dict[str, Any]]:
    names = ("aukus.json", "dam.json", "merger.json", "statements.json")
    return [json.loads((SEEDS / name).read_text(encoding="utf-8")) for name in names]


@pytest.mark.parametrize("which", ["input", "output"])
def test_a_change_of_the_schema_is_noticed(which: Any, capsys: pytest.CaptureFixture[str]) -> None:
    # After a change on purpose: raise SCHEMA_VERSION, then `credscore schema input > .../golden/input.schema.json`.
    assert main(["schema", which]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((GOLDEN / f"{which}.schema.json").read_text(encoding="utf-8"))
    assert printed["$id"] == f"urn:credscore:schema:{which}:{SCHEMA_VERSION}"
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("data", seeds(), ids=lambda data: data["id"])
def test_every_seed_goes_in_comes_out_and_goes_in_again(data: dict[str, Any]) -> None:
    assert faults(INPUT, data) == []
    report = SCORER.assess(Article.parse(data))
    out = json.loads(report.to_json())
    assert faults(OUTPUT, out) == []
    assert out["schema"] == SCHEMA_VERSION
    assert faults(INPUT, out) == []
    again = json.loads(SCORER.assess(Article.parse(out)).to_json())
    assert again == out


@given(statements())
def test_any_statement_fits(statement: Any) -> None:
    report = SCORER.assess(Article(statements=(statement,)))
    out = json.loads(report.to_json())
    assert faults(OUTPUT, out) == []
    assert faults(INPUT, out) == []
    assert Article.parse(out).statements == report.article.statements


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"id": "x"},
        {"text": 1},
        {"text": "x", "body": "y"},
        {"text": "x", "statements": [{"source": {"kind": "friend"}}]},
        {"text": "x", "statements": [{"content": {"spans": [[1]]}}]},
        {"text": "x", "statements": [{"content": {"spans": [[-1, 2]]}}]},
        {"text": "x", "statements": [{"stance": "shouts"}]},
        {"text": "x", "statements": [{"chain": [{"kind": "outlet"}] * 65}]},
        {"text": "x", "responses": [{"by": "y"}]},
        {"statements": [{"source": {"count": 0}}]},
        {"statements": [{"confidence": 1.5}]},
    ],
    ids=str,
)
def test_what_the_schema_refuses_is_refused(data: dict[str, Any]) -> None:
    assert faults(INPUT, data)
    if "text" in data or "statements" in data:  # that one of the two is there is seen to where files are read
        with pytest.raises(InputError):
            Article.parse(data)


def test_no_output_without_its_fields() -> None:
    out = json.loads(SCORER.assess("Ann Lee, the mayor, said it rained.").to_json())
    for name in ("statements", "article", "policy", "notice", "schema"):
        assert faults(OUTPUT, {key: value for key, value in out.items() if key != name})
    assert faults(OUTPUT, {**out, "more": 1})
    one = out["statements"][0]
    for name in one:
        assert faults(OUTPUT, {**out, "statements": [{key: value for key, value in one.items() if key != name}]})


def test_every_property_of_the_input_says_what_it_means() -> None:
    made = schema("input")
    for name, definition in {"Article": made, **made["$defs"]}.items():
        for field, value in definition.get("properties", {}).items():
            assert value.get("description"), f"{name}.{field}"


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(InputError, match="not of 'report'"):
        schema("report")  # type: ignore[arg-type]
