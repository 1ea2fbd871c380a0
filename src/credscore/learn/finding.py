"""Statements of articles, for models that were trained on articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from credscore.statement import Article, Statement

__all__ = ["finder"]


def finder(extractor: str) -> Callable[[Article], Sequence[Statement]]:
    """Finds an article's statements by an extractor; those that it carries are taken as given."""
    from credscore.api import Scorer

    scorer = Scorer(extractor=extractor)
    return lambda article: scorer.assess(article).article.statements or ()
