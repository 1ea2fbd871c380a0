"""Claims: which statements say the same, and what their agreement tells of their sources."""

from __future__ import annotations

from credscore.claims.grouping import group
from credscore.claims.records import Estimated, estimate_records

__all__ = ["Estimated", "estimate_records", "group"]
