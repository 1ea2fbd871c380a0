"""`assess_many`: what a program calls."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from credscore.api import DEFAULT_EXTRACTOR, Report, Scorer
from credscore.bulk.each import score_each
from credscore.bulk.outcome import Record
from credscore.errors import CredscoreError, InputError
from credscore.given import article_of, several
from credscore.policy import Policy
from credscore.statement import Article

__all__ = ["assess_many"]


def assess_many(
    articles: Iterable[str | Article],
    *,
    jobs: int = 1,
    policy: Policy | str | None = None,
    extractor: str = DEFAULT_EXTRACTOR,
    ledger: str | None = None,
    model: str | None = None,
    register: str | None = None,
) -> Iterator[Report | CredscoreError]:
    """Articles in, reports out, in the same order, by several processes and in bounded memory.

    Args:
        articles: Texts or `Article`s; taken as they are needed, a few hundred ahead of what is given out.
        jobs: How many processes score, from 1, which is this one. More than the machine has cores are of no use.
        policy: As for `credscore.Scorer`.
        extractor: The name of an extractor.
        ledger: The path of a ledger that is read, or None.
        model: A trained model to stand beside the score, by the name of one that ships or its path, or None.
        register: The path of a register of office holders, or None for the one that ships.

    Yields:
        The report of each article, or the error in its place, also for what is neither a text nor an `Article`: a
        worker that dies is replaced and its article tried again, and one that kills three is given out as an error.

    Raises:
        CredscoreError: It is not several that were handed in, the policy, the extractor, the ledger, the model or the
            register cannot be had, `jobs` is no whole number from 1, or no worker can be started.
    """
    make = functools.partial(_assessor, policy, extractor, ledger, model, register)
    for outcome in score_each(_records(several(articles)), make, jobs):
        yield outcome.error if outcome.error is not None else outcome.result


def _assessor(
    policy: Policy | str | None, extractor: str, ledger: str | None, model: str | None, register: str | None
) -> Callable[[Article], Report]:
    return Scorer(policy, extractor, ledger=ledger, model=model, register=register).assess


def _records(articles: Iterable[str | Article]) -> Iterator[Record]:
    for one in articles:
        try:
            yield Record(article_of(one))
        except InputError as error:
            yield Record(error)
