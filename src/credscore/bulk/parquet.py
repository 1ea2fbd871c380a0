"""A batch's output as a Parquet file, whole or not there."""

from __future__ import annotations

import json

from credscore.bulk.output import Whole
from credscore.exchange.table import ParquetRows

__all__ = ["ParquetFile"]


class ParquetFile(Whole):
    """A file of rows; its pieces are lists of rows as JSON, as the shape ``parquet`` makes them.

    Raises:
        CredscoreError: pyarrow is not installed.
    """

    def __enter__(self) -> ParquetFile:
        super().__enter__()
        assert self._stream is not None
        try:
            self._rows = ParquetRows(self._stream)
        except BaseException:
            self._close()
            raise
        return self

    def write(self, piece: str) -> None:
        self._rows.add(json.loads(piece))

    def _finish(self) -> None:
        self._rows.close()
        super()._finish()
