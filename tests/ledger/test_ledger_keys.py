from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import LedgerError
from credscore.ledger import entity_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "  jane   DOE "),
        ("The Example Times", "Example Times"),
        ("Ms. Jane Doe", "Jane Doe"),
        ("Gen. Ōta Kenji", "Ota Kenji"),
        ("President of the Senate", "of the Senate"),  # a title goes wherever it leads; what is left still tells apart
        ("O’Brien", "O'Brien"),
        ("Acme, Inc.", "Acme Inc"),
        ("Ｊａｎｅ Ｄｏｅ", "Jane Doe"),
        ("Hale–Moss", "Hale-Moss"),
        ("Jane Doe's", "Jane Doe"),
        ("https://www.Example.com/?x=1", "example.com"),
        ("http://example.com:80/blog/", "example.com/blog"),
        ("EXAMPLE.COM", "example.com"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert entity_key(one) == entity_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lee", "Ann Lee"),
        ("Reuters", "reuters.com"),
        ("news.example.com", "example.com"),
        ("example.com/blog", "example.com"),
        ("The Mayor", "The Governor"),
        ("Йод", "Иод"),  # marks of other scripts make other letters
        ("Acme 1", "Acme 2"),
    ],
)
def test_names_that_stay_two(one: str, other: str) -> None:
    assert entity_key(one) != entity_key(other)


@pytest.mark.parametrize("name", ["", "  ", "…", "“”", "-", "x" * 301])
def test_a_name_without_a_key_is_refused(name: str) -> None:
    with pytest.raises(LedgerError, match="name"):
        entity_key(name)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    try:
        key = entity_key(name)
    except LedgerError:
        return
    assert entity_key(key) == key
