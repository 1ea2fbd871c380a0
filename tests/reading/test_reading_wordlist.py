"""The reader's word lists: what the file holds, and what a malformed one is told."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from credscore.errors import LexiconError
from credscore.reading import read, wordlist


def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("credscore.reading").joinpath("reading.toml").read_text(encoding="utf-8"))


def test_no_word_stands_twice_in_a_list() -> None:
    for name, table in _data().items():
        if isinstance(table, dict):
            assert len(table["words"]) == len(set(table["words"])), name


def test_titles_and_other_abbreviations_do_not_overlap() -> None:
    data = _data()
    lists = [set(data[name]["words"]) for name in ("titles", "abbreviations", "before_number")]
    assert not lists[0] & lists[1]
    assert not lists[2] & (lists[0] | lists[1])


@pytest.mark.parametrize("name", ["titles", "abbreviations"])
def test_every_abbreviation_is_one_token_and_no_end_before_an_ordinary_name(name: str) -> None:
    for word in _data()[name]["words"]:
        doc = read(f"They met {word}. Zebulon today.")
        assert f"{word}." in doc.words
        assert len(doc.sentences) == 1, word


def test_every_title_is_no_end_before_any_word() -> None:
    for word in wordlist.load().titles:
        assert len(read(f"They met {word}. The end.").sentences) == 1, word


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "format is 1"),
        ({"titels": {"words": ["Mr"]}}, "reading.toml: titels: no such list"),
        ({"titles": {"words": []}}, "titles"),
        ({"titles": ["Mr"]}, "titles"),
        ({"starters": {"words": ["the", 5]}}, "starters.words.1"),
        ({"elisions": {"words": [" "]}}, "elisions.words.0"),
    ],
)
def test_a_malformed_list_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(LexiconError, match=said.replace(".", r"\.")):
        wordlist.parse(_data() | change)
