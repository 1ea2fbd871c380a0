"""A stream of records, scored by this process or by several."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Any

from credscore.bulk.outcome import Make, Outcome, Record, attempt, failed
from credscore.errors import CredscoreError, InputError
from credscore.statement import Article

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

__all__ = ["score_each"]


def score_each(
    records: Iterable[Record],
    make: Make,
    jobs: int = 1,
    *,
    note: Callable[[str], None] = lambda message: None,
    context: BaseContext | None = None,
) -> Generator[Outcome, None, None]:
    """What becomes of each record, in order.

    Args:
        records: Taken as they are needed; no more than a few batches a worker are held.
        make: Makes the function that takes an article: once here, so that what is wrong with it is known at the start,
            and once in each worker, which shares no open file with another. Workers that start afresh need it, and
            all need what its function returns, in a form that can be sent.
        jobs: How many processes score; 1 is this one.
        note: Is told of a worker's death.
        context: How workers are started; None chooses.

    Raises:
        CredscoreError: ``make`` raised it, no worker can be started, or `jobs` is no number of processes.
    """
    if not isinstance(jobs, int) or jobs < 1:
        raise InputError(f"a whole number from 1 was wanted, {jobs!r} was found", field="jobs")
    function = make()
    if jobs == 1:
        for record in records:
            yield _here(record, function)
        return
    # One process needs nothing of what many need, which takes time to load.
    from credscore.bulk.pool import Pool
    from credscore.bulk.worker import best_context

    pool = Pool(context or best_context(), make, jobs, note)
    try:
        yield from pool.run(iter(records))
    finally:
        pool.close()


def _here(record: Record, function: Callable[[Article], Any]) -> Outcome:
    if isinstance(record.item, CredscoreError):
        return Outcome(record, error=record.item)
    done, value = attempt(function, record.item)
    return Outcome(record, result=value) if done else failed(record, value)
