"""What callers hand in, looked at where it comes in: a wrong type is named there, and not deep inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TypeVar

from pydantic import BaseModel

from credscore.errors import InputError
from credscore.statement import LONGEST_TEXT, Article, Response

__all__ = ["article_of", "several", "with_responses"]

_T = TypeVar("_T")


def article_of(given: object) -> Article:
    """A text or an article as an article.

    Raises:
        InputError: It is neither, or the text is longer than `LONGEST_TEXT`.
    """
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        if len(given) > LONGEST_TEXT:
            raise InputError(
                f"{len(given):,} characters; the longest text that is read has {LONGEST_TEXT:,}", field="text"
            )
        return Article.model_construct(
            id="", text=given, title=None, outlet=None, url=None, published=None, statements=None, responses=()
        )
    hint = ""
    if isinstance(given, PathLike):
        hint = "; `credscore.intake.read_input` reads files"
    elif isinstance(given, (bytes, bytearray)):
        hint = "; decode it"
    elif isinstance(given, Mapping):
        hint = "; `Article.parse` makes one of a mapping"
    raise InputError(f"a text or an Article was wanted, {_kind(given)} was found{hint}")


def several(given: Iterable[_T]) -> Iterable[_T]:
    """What is handed in as several articles or statements, if that may be: one text is an iterable of letters too.

    Raises:
        InputError: It is one text, one model, a mapping, or nothing to go through.
    """
    if isinstance(given, (str, bytes, bytearray, Mapping, BaseModel)) or not isinstance(given, Iterable):
        raise InputError(f"several were wanted, as in a list; {_kind(given)} was found")
    return given


def with_responses(article: Article) -> Article:
    """Given statements with what the article's own list of responses says about them."""
    if not article.responses:
        return article
    about: dict[str, list[Response]] = {}
    for answer in article.responses:
        for one in answer.about:
            about.setdefault(one, []).append(answer.model_copy(update={"about": ()}))
    statements = tuple(
        one.model_copy(update={"responses": _merged(one.responses, about.get(one.id, []))})
        for one in article.statements or ()
    )
    return article.model_copy(update={"statements": statements})


def _merged(own: tuple[Response, ...], listed: list[Response]) -> tuple[Response, ...]:
    known = {(answer.by, answer.status, answer.spans) for answer in own}
    return (*own, *(answer for answer in listed if (answer.by, answer.status, answer.spans) not in known))


def _kind(given: object) -> str:
    return "None" if given is None else f"one {type(given).__name__}"
