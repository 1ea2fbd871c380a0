"""Lint for newsrooms: rules of sourcing that agencies and codes of ethics agree on, checked on an assessed article.

    >>> import credscore
    >>> from credscore.lint import check
    >>> [(one.code, one.text) for one in check(credscore.assess("A source said the dam was unsafe."))]
    [('CS101', 'A source'), ('CS102', 'A source')]

The rules stand in `rules.toml`; each has a page in the documentation.
"""

from credscore.lint.check import check
from credscore.lint.finding import Finding, Severity
from credscore.lint.rule import Rule, rules

__all__ = ["Finding", "Rule", "Severity", "check", "rules"]
