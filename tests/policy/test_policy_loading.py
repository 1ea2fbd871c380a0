from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from strategies import default_data

from credscore.errors import PolicyError
from credscore.policy import MAX_BYTES, Policy
from credscore.policy.entry import Entry
from credscore.statement import ResponseStatus, Role, SourceKind, SpeechForm, Stance

DEFAULT = Path(__file__).parents[2] / "src" / "credscore" / "policy" / "default.toml"


def changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(default_data())
    *sections, last = path.split(".")
    place = data
    for section in sections:
        place = place[section]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


def test_the_default_policy_is_read_once_and_by_three_ways_the_same() -> None:
    assert Policy.load() is Policy.default() is Policy.load("default")
    by_path = Policy.load(DEFAULT)
    assert by_path == Policy.default()
    assert by_path.digest == Policy.default().digest
    assert "default" in Policy.names()


def test_every_label_of_the_models_has_its_entry() -> None:
    rules = Policy.default().rules
    for section, labels in (("source", SourceKind), ("role", Role), ("form", SpeechForm), ("stance", Stance)):
        assert {f"{section}.{label.value}" for label in labels} <= set(rules)
    answered = {f"response.{status.value}" for status in ResponseStatus} | {
        f"withdrawal.{status.value}" for status in ResponseStatus
    }
    assert {rule for rule in rules if rule.split(".")[0] in ("response", "withdrawal")} <= answered
    assert sum(rule.startswith(("response.", "withdrawal.")) for rule in rules) == len(ResponseStatus)


def test_every_number_has_a_reason_a_reference_and_a_basis() -> None:
    for rule, entry in Policy.default().rules.items():
        assert len(entry.why) > 5, rule
        assert len(entry.reference) > 5, rule
        assert entry.basis in ("published", "judgement"), rule


def test_only_numbers_that_are_published_say_so() -> None:
    published = {rule for rule, entry in Policy.default().rules.items() if entry.basis == "published"}
    assert {rule for rule in published if not rule.startswith("likelihood.")} == {"base.weight"}


def test_a_policy_cannot_be_changed() -> None:
    policy = Policy.default()
    with pytest.raises(ValidationError):
        policy.version = "2"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        policy.base.rate.value = 0.9  # type: ignore[misc]
    with pytest.raises(TypeError):
        policy.rules["base.rate"] = Entry(value=1, why="x", reference="x", basis="judgement")  # type: ignore[index]


def test_the_digest_follows_the_content_and_only_that() -> None:
    policy = Policy.parse(default_data())
    reordered = Policy.parse(dict(reversed(default_data().items())))
    other = Policy.parse(changed("base.rate.why", "another reason"))
    assert policy.digest == reordered.digest == Policy.default().digest
    assert other.digest != policy.digest
    assert len(policy.digest) == 64
    assert policy.label == f"default@{policy.version}+{policy.digest[:12]}"


def test_a_policy_can_be_pickled_for_another_process() -> None:
    policy = pickle.loads(pickle.dumps(Policy.parse(default_data())))
    assert policy == Policy.default()
    assert policy.tables == Policy.default().tables
    assert dict(policy.rules) == dict(Policy.default().rules)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("base.rate.value", 1.0, "base.rate.value"),
        ("base.rate.value", "0.5", "base.rate.value"),
        ("base.weight.value", 0.5, "base.weight.value"),
        ("base.weight.value", 11, "base.weight.value"),
        ("source.document.value", -1, "source.document.value"),
        ("source.document.value", float("inf"), "source.document.value"),
        ("source.document.value", float("nan"), "source.document.value"),
        ("source.document.value", True, "source.document.value"),
        ("source.document.why", "", "source.document.why"),
        ("source.document.reference", ..., "source.document.reference"),
        ("source.document.basis", "guess", "source.document.basis"),
        ("source.document.colour", "red", "source.document.colour"),
        ("source.blog", {"value": 1, "why": "w", "reference": "r", "basis": "judgement"}, "source.blog"),
        ("source.document", ..., "source"),
        ("role.expert", ..., "role"),
        ("hop.default", ..., "hop"),
        ("hop.default.value", 1.2, "hop.default.value"),
        ("response.denied", ..., "response"),
        ("response.retracted", {"value": 1, "why": "w", "reference": "r", "basis": "judgement"}, "response"),
        ("withdrawal.corrected", ..., "withdrawal"),
        ("stance.asserts.claim", "yes", "stance.asserts.claim"),
        ("attribution.article.value", 1.0, "attribution.article.value"),
        ("likelihood", {}, "likelihood"),
        ("override", {"blog": {}}, "override.blog"),
        ("id", "", "id"),
        ("extra", 1, "extra"),
        ("letter", ..., "letter"),
    ],
)
def test_a_malformed_policy_is_refused_with_the_entry(path: str, value: Any, field: str) -> None:
    with pytest.raises(PolicyError) as error:
        Policy.parse(changed(path, value), file="mine.toml")
    assert error.value.file == "mine.toml"
    assert error.value.field == field
    assert str(error.value).startswith(f"mine.toml: {field}: ")


def test_a_further_tier_of_relays_may_be_added() -> None:
    entry = {"value": 0.99, "why": "a wire service", "reference": "the caller's table", "basis": "judgement"}
    policy = Policy.parse(changed("hop.wire", entry))
    assert policy.tables.hop["wire"] == 0.99
    assert "hop.wire" in policy.rules


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "not UTF-8 text at byte 0"),
        (b"id = ", "not TOML"),
        (b"a" + b"[" * 20000, "not TOML"),
        (b"id = 'x'\n" + b"#" * MAX_BYTES, "larger than"),
        (b"", "Field required"),
    ],
)
def test_a_file_that_is_no_policy_is_refused_with_its_name(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(PolicyError, match=message) as error:
        Policy.load(path)
    assert error.value.file == str(path)


@pytest.mark.parametrize("name", ["no such policy", "nowhere/policy.toml", "nul\0byte", ""])
def test_a_file_that_is_not_there_is_refused_and_the_names_are_told(name: str) -> None:
    with pytest.raises(PolicyError, match="default"):
        Policy.load(name)


def test_a_policy_file_of_ones_own_is_loaded(tmp_path: Path) -> None:
    text = DEFAULT.read_text(encoding="utf-8").replace('id = "default"', 'id = "mine"')
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    policy = Policy.load(str(path))
    assert policy.id == "mine"
    assert policy.label.startswith(f"mine@{Policy.default().version}+")


def test_a_file_with_a_byte_order_mark_is_the_same_policy(tmp_path: Path) -> None:
    data = b'extends = "default"\nid = "mine"\nversion = "1"\n'
    labels = set()
    for number, mark in enumerate((b"", b"\xef\xbb\xbf")):
        file = tmp_path / f"{number}.toml"
        file.write_bytes(mark + data)
        labels.add(Policy.load(file).label)
    assert len(labels) == 1
