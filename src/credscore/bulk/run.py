"""One batch from its records to its output: what is written, what is complained of, what is counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from credscore.bulk.each import score_each
from credscore.bulk.interrupt import Interrupts
from credscore.bulk.journal import Resumable
from credscore.bulk.outcome import Make, Record
from credscore.bulk.output import Standard, Whole
from credscore.bulk.progress import Progress
from credscore.bulk.shapes import Shape

__all__ = ["Batch", "Count"]


class Count(NamedTuple):
    """How many records were scored, and how many could not be read or scored."""

    good: int
    bad: int


class Batch:
    """A batch while it runs.

    Args:
        make: Makes the function from an article to its piece of the output.
        shape: How the pieces are put together.
        jobs: How many processes score.
        complain: Is told of each bad record, and of what else goes wrong.
        progress: Shows how far it is, or None.

    Attributes:
        good: Records scored so far.
        bad: Records so far that could not be read or scored.
    """

    def __init__(
        self, make: Make, shape: Shape, jobs: int, complain: Callable[[str], None], progress: Progress | None = None
    ) -> None:
        self._make = make
        self._shape = shape
        self._jobs = jobs
        self._complain = complain
        self._progress = progress
        self._interrupts = Interrupts()
        self.good = self.bad = 0

    def run(self, records: Iterable[Record], output: Standard | Whole | Resumable) -> Count:
        """Scores ``records`` into ``output``, which is open, and gives the count of those it scored.

        Raises:
            CredscoreError: No worker can be started, or the output cannot be written.
            KeyboardInterrupt: SIGINT came; the output ends with a whole piece.
        """
        with self._interrupts, closing(self._pieces(iter(records), output)) as pieces:
            for piece in self._shape.joined(pieces):
                with self._interrupts.shielded():
                    output.write(piece)
        if self._progress is not None:
            self._progress.close()
        return Count(self.good, self.bad)

    def _pieces(self, records: Iterator[Record], output: Standard | Whole | Resumable) -> Generator[str, None, None]:
        with closing(score_each(records, self._make, self._jobs, note=self._say)) as outcomes:
            for outcome in outcomes:
                if outcome.error is None:
                    self.good += 1
                    yield outcome.result
                else:
                    self._say(str(outcome.error))
                    if isinstance(output, Resumable):
                        with self._interrupts.shielded():
                            output.write_bad(outcome.error)
                    self.bad += 1
                if self._progress is not None:
                    self._progress.step()

    def _say(self, message: str) -> None:
        if self._progress is not None:
            self._progress.clear()
        self._complain(message)
