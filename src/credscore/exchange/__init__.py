"""The exchange formats: JSON Schema of what goes in and comes out, JSON-LD, rows for tables."""

from __future__ import annotations

from typing import Final

__all__ = ["SCHEMA_VERSION"]

SCHEMA_VERSION: Final = "1.1"
"""Major and minor version of the schemas of input and output, given in every output.

The major goes up when a field changes its meaning, goes away or becomes required on input; the minor when one comes in.
"""
