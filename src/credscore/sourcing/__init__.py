"""Sourcing: kind, role and anonymity of a source, chains, stance, responses."""

from __future__ import annotations

from credscore.sourcing.article import read_article

__all__ = ["read_article"]
