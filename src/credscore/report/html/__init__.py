"""The HTML report: one file that needs nothing else, readable without scripts, in light and dark, and on paper."""

from __future__ import annotations

from credscore.report.html.fragment import of_report, of_statement
from credscore.report.html.page import page

__all__ = ["of_report", "of_statement", "page"]
