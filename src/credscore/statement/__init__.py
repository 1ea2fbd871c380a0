"""The models every part of credscore speaks: who said what, how, and through whom.

All models are frozen: a change makes a new object (``statement.model_copy(update=...)``). A
`Statement` can be made by hand, without a text and without spans, and scored as it is. Offsets are
Unicode code points of the text as given, so ``text[span.start:span.end]`` is the span.
"""

from __future__ import annotations

from credscore.statement.article import LONGEST_TEXT, Article, Link
from credscore.statement.labels import ResponseStatus, Role, SourceKind, SpeechForm, Stance
from credscore.statement.office import Office
from credscore.statement.parts import Part, Span, unchecked
from credscore.statement.statement import Hop, Response, Source, Statement

__all__ = [
    "LONGEST_TEXT",
    "Article",
    "Hop",
    "Link",
    "Office",
    "Part",
    "Response",
    "ResponseStatus",
    "Role",
    "Source",
    "SourceKind",
    "Span",
    "SpeechForm",
    "Stance",
    "Statement",
    "unchecked",
]
