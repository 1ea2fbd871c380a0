"""Scoring policies: every number of the score as data, with its reason, its reference and its basis.

A policy is a TOML file. `Policy.load` reads one by name or path, checks its shape and checks that no
number in it breaks a law of the score; what it says then reaches the scoring code as plain tables.
"""

from __future__ import annotations

from credscore.policy.entry import Basis, Entry, LikelihoodEntry, StanceEntry
from credscore.policy.policy import MAX_BYTES, Policy

__all__ = ["MAX_BYTES", "Basis", "Entry", "LikelihoodEntry", "Policy", "StanceEntry"]
