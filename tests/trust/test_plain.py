"""What is taken as plain without pydantic's validator is what that would make of it; all else is left to it."""

from __future__ import annotations

import copy
import datetime
import hashlib
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from credscore import Article, Policy, PolicyError
from credscore.plain import plain_fields
from credscore.policy import policy as module
from credscore.shipped import shipped_table

NAMES = ("default", "intelligence", "strict")
DEFAULT = shipped_table("policy/default.toml")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "judgement", "learnt", "0.5", "x" * 5000, "\ud800", "named_official", "1e400"]),
    st.sampled_from([0.0, 1.0, 1, 0, -1, 1.5, 0.9999, 10, 1000.0, 1000.5, 2**53, 2**53 + 1, 10**400, float("nan")]),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def key_orders(value: Any) -> Any:
    """The names of all mappings, in their order."""
    if isinstance(value, dict):
        return [(str(name), key_orders(one)) for name, one in value.items()]
    return None


def test_the_default_policy_is_plain_and_the_same() -> None:
    policy = module._plainly(DEFAULT)
    checked = Policy.model_validate(DEFAULT)
    assert policy == checked
    assert policy.model_fields_set == checked.model_fields_set
    assert policy.source == checked.source
    assert key_orders(policy.model_dump()) == key_orders(checked.model_dump())
    assert list(policy.rules.items()) == list(checked.rules.items())
    assert policy.tables == checked.tables
    assert all(type(entry.value) is float for entry in policy.rules.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_digest_is_that_of_what_pydantic_dumps(name: str) -> None:
    policy = Policy.load(name)
    content = json.dumps(
        policy.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    assert policy.digest == hashlib.sha256(content.encode("utf-8")).hexdigest()


def places(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    below = (
        [place for name, one in value.items() for place in places(one, (*path, name))] if type(value) is dict else []
    )
    return [path, *below] if path else below


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(places(DEFAULT)), st.sampled_from(["replace", "delete", "add"]), VALUES, st.text(max_size=4))
@example(("base", "rate", "value"), "replace", True, "")
@example(("base", "rate", "value"), "replace", 1, "")
@example(("likelihood",), "replace", {}, "")
@example(("id",), "replace", "\ud800", "")
def test_a_changed_policy_is_taken_only_if_pydantic_takes_it(
    place: tuple[str, ...], change: str, value: Any, name: str
) -> None:
    data = copy.deepcopy(DEFAULT)
    table: Any = data
    for one in place[:-1]:
        table = table[one]
    if change == "delete":
        del table[place[-1]]
    else:
        table[place[-1] if change == "replace" else name] = value
    policy = module._plainly(data)
    if policy is not None:
        checked = Policy.model_validate(data)
        assert policy == checked
        assert policy.digest == checked.digest


def test_a_shipped_policy_that_is_not_sound_is_refused_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy.deepcopy(DEFAULT)
    data["base"]["rate"]["value"] = 1.0
    monkeypatch.setattr(module, "shipped_table", lambda name: data)
    with pytest.raises(PolicyError, match=r"^default\.toml: base\.rate\.value: "):
        module._shipped.__wrapped__("default")


FIELDS = {
    "form": st.sampled_from(["text", "markdown", "html", "pdf"]),
    "published": st.one_of(
        st.dates().map(str),
        st.datetimes().map(str),
        st.sampled_from(
            ["2024-03-04", "2024-W10-1", "20240304", "2024-02-30", "2024-3-4", "0000-01-01", 0, 1.5, "١٢٣٤-٠١-٠١"]
        ),
        st.dates(),
    ),
    "statements": st.sampled_from([None, [], ()]),
    "responses": st.sampled_from([[], ()]),
    "spare": st.text(),
}
WORDS = st.one_of(st.text(), st.none(), st.integers(), st.sampled_from(["\ud800", b"bytes"]))


@settings(max_examples=400, deadline=None)
@given(st.fixed_dictionaries({}, optional={**FIELDS, **dict.fromkeys(("id", "text", "title", "outlet", "url"), WORDS)}))
@example({"text": "a", "published": "2024-03-04", "title": None})
@example({"id": "\ud800", "text": "\ud800"})
def test_an_article_is_taken_only_if_pydantic_takes_it(data: dict[str, Any]) -> None:
    fields = plain_fields(Article, data)
    if fields is not None:
        article, checked = Article.model_construct(**fields), Article.model_validate(data)
        assert article == checked
        assert article.model_fields_set == checked.model_fields_set
        assert type(article.published) is type(checked.published)


def test_articles_of_a_text_and_a_day_are_plain() -> None:
    data = {"id": "a", "text": "b", "form": "text", "title": "t", "outlet": None, "published": "2024-03-04"}
    fields = plain_fields(Article, data)
    assert fields is not None
    assert fields["published"] == datetime.date(2024, 3, 4)
    assert plain_fields(Article, {**data, "statements": []}) is None
    assert plain_fields(Article, {**data, "published": "2024-03-04T10:00"}) is None
    assert plain_fields(Article, [data]) is None
