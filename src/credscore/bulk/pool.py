"""Several workers at one stream of records: in order, a bounded number ahead, and on past a worker's death."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext

from credscore.bulk.outcome import Make, Outcome, Record, failed
from credscore.bulk.worker import READY, Worker
from credscore.errors import CredscoreError
from credscore.statement import Article

__all__ = ["Pool"]

_BATCH = 8  # records sent to a worker at once, so that sending costs little beside scoring
_BATCH_CHARACTERS = 64 * 1024
_AHEAD = 4  # batches a worker that are read before their turn to be given out has come
_AHEAD_CHARACTERS = 32 * 1024 * 1024
_DEATHS = 3  # workers that one record may cost; one alone may have been killed for another reason
_STARTS = 3  # workers that may die one after another before one of them has started


class Pool:
    """Workers, what they were given, and what they gave back."""

    def __init__(self, context: BaseContext, make: Make, jobs: int, note: Callable[[str], None]) -> None:
        self._context = context
        self._make = make
        self._jobs = jobs
        self._note = note
        self._workers: dict[Connection, Worker] = {}
        self._starts = 0
        self._taken = self._out = 0  # records read; records given out
        self._characters = 0  # of the records between the two
        self._waiting: deque[int] = deque()
        self._alone: deque[int] = deque()  # tried again, by themselves
        self._records: dict[int, Record] = {}
        self._done: dict[int, Outcome] = {}
        self._deaths: dict[int, int] = {}

    def run(self, records: Iterator[Record]) -> Iterator[Outcome]:
        """What becomes of each record, in order."""
        more = True
        while True:
            more = more and self._read(records)
            self._feed()
            while self._out in self._done:
                outcome = self._done.pop(self._out)
                self._characters -= _size(self._records.pop(self._out))
                self._out += 1
                yield outcome
            if self._records:
                if any(not worker.idle for worker in self._workers.values()):
                    self._hear()
            elif not more:
                return

    def close(self) -> None:
        """Ends the workers, whatever they are doing."""
        for worker in self._workers.values():
            worker.stop()
        self._workers.clear()

    def _read(self, records: Iterator[Record]) -> bool:
        """Reads on as far as there is room; whether there may be more."""
        while len(self._records) < self._jobs * _BATCH * _AHEAD and self._characters < _AHEAD_CHARACTERS:
            record = next(records, None)
            if record is None:
                return False
            number, self._taken = self._taken, self._taken + 1
            self._records[number] = record
            self._characters += _size(record)
            if isinstance(record.item, CredscoreError):
                self._done[number] = Outcome(record, error=record.item)
            else:
                self._waiting.append(number)
        return True

    def _feed(self) -> None:
        """Gives work to every worker that has none, and starts workers while there is work for them."""
        idle = [worker for worker in self._workers.values() if worker.idle]
        for worker in idle:
            batch = self._batch()
            if not batch:
                return
            try:
                # One for each number, whatever it is: the worker answers for each, and an answer that never comes
                # would be waited for.
                worker.give(batch, [self._records[number].item for number in batch])
            except OSError:  # it died idle, and has read nothing of this
                worker.given = []
                self._waiting.extendleft(reversed(batch))
                self._bury(worker)
        starting = sum(not worker.ready for worker in self._workers.values())
        waiting = len(self._waiting) + len(self._alone)
        while len(self._workers) < self._jobs and waiting > starting:
            worker = Worker(self._context, self._make, tuple(self._workers))
            self._workers[worker.connection] = worker
            starting += 1

    def _batch(self) -> list[int]:
        if self._alone:
            return [self._alone.popleft()]
        batch: list[int] = []
        characters = 0
        most = min(_BATCH, -(-len(self._waiting) // self._jobs))
        while self._waiting and len(batch) < most and characters < _BATCH_CHARACTERS:
            batch.append(self._waiting.popleft())
            characters += _size(self._records[batch[-1]])
        return batch

    def _hear(self) -> None:
        """Waits until a worker has something to say, and listens."""
        for connection in wait(list(self._workers)):
            assert isinstance(connection, Connection)
            worker = self._workers[connection]
            try:
                message = connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if not worker.ready:
                if message != READY:
                    raise CredscoreError(message)
                worker.ready = True
                self._starts = 0
                continue
            done, value = message
            number = worker.given.pop(0)
            record = self._records[number]
            self._done[number] = Outcome(record, result=value) if done else failed(record, value)

    def _bury(self, worker: Worker) -> None:
        """After a worker's death: what it was doing is tried again by another, by itself; the rest waits again."""
        del self._workers[worker.connection]
        how = worker.death()
        if not worker.ready:
            self._starts += 1
            if self._starts >= _STARTS:
                raise CredscoreError(f"workers cannot be started: each {how} at its start")
            return
        if not worker.given:
            return
        suspect, *rest = worker.given
        self._waiting.extendleft(reversed(rest))
        self._deaths[suspect] = self._deaths.get(suspect, 0) + 1
        record = self._records[suspect]
        if self._deaths[suspect] < _DEATHS:
            self._alone.append(suspect)
            self._note(str(failed(record, f"the worker that scored it {how}; it is tried again").error))
        else:
            self._done[suspect] = failed(record, f"the worker that scored it {how}, and so did {_DEATHS - 1} before")


def _size(record: Record) -> int:
    return len(record.item.text) if isinstance(record.item, Article) else 0
