"""The import of a real list of outlet ratings, where one lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from credscore import Ledger
from credscore.ledger import import_ratings

RATINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "outlets" / "domain_pc1.csv"


@pytest.mark.skipif(not RATINGS.exists(), reason="no ratings beside the checkout")
def test_a_list_of_eleven_thousand_outlets_goes_in_once(tmp_path: Path) -> None:
    rows = sum(1 for _ in RATINGS.open(encoding="utf-8")) - 1
    with Ledger(tmp_path / "records.db") as ledger:
        done = import_ratings(ledger, RATINGS, weight=2.0, by="pc1")
        assert len(done.bad) < 10  # a few hosts stand in it twice, with and without www.
        assert all(error.line and "is rated" in error.message for error in done.bad)
        assert done.changed == done.read >= rows - 2 * len(done.bad)
        assert import_ratings(ledger, RATINGS, weight=2.0, by="pc1").changed == 0
        assert ledger.of("https://www.reuters.com/")[0] > 1.9
