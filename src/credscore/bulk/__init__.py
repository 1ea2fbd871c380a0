"""Many articles: scored by several processes, in the order given, in bounded memory, and taken up again after a kill.

    >>> from credscore.bulk import assess_many
    >>> texts = ["The mayor said the bridge was safe.", "The builder denied the claim."]
    >>> [report.article.text[:9] for report in assess_many(texts, jobs=1, extractor="rules")]
    ['The mayor', 'The build']

`assess_many` is for a program; ``credscore score --jobs N`` is the same from the command line. For engines that
bring their own workers see `credscore.arrow`.
"""

from __future__ import annotations

from credscore.bulk.each import score_each
from credscore.bulk.many import assess_many
from credscore.bulk.outcome import Outcome, Record

__all__ = ["Outcome", "Record", "assess_many", "score_each"]
