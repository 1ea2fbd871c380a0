"""The ledger: records of sources and outlets, kept between articles.

A record is what a source's earlier statements turned out to be, as far as somebody found out and wrote it down. It
is Beta evidence, added to that of the source's kind; nothing in the ledger changes unless it is told to.
"""

from __future__ import annotations

from credscore.ledger.entries import Account, Observation, Operation, Outcome, Rating
from credscore.ledger.keys import entity_key
from credscore.ledger.ledger import Ledger
from credscore.ledger.lookup import Lookup
from credscore.ledger.ratings import import_ratings
from credscore.scoring.testimony import Record

__all__ = [
    "Account",
    "Ledger",
    "Lookup",
    "Observation",
    "Operation",
    "Outcome",
    "Rating",
    "Record",
    "entity_key",
    "import_ratings",
]
