"""A spaCy component: ``nlp.add_pipe("credscore")`` marks the attributed statements of a `Doc` and scores them.

- ``doc.spans["credscore"]`` holds the contents, a span a piece, labelled with the kind of source, its ``id_`` being the
  statement's id; ``doc.spans["credscore_sources"]`` the sources in the same way. A span that begins or ends within a
  token is widened to it.
- ``doc._.credscore`` is the report in the exchange format, as plain values, so that it is kept when a `Doc` is written
  or sent to another process. ``span._.credscore`` is the statement of one of those spans, or None.

The component reads the text alone and needs no other; ``spacy.blank("en")`` will do.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from credscore.api import DEFAULT_EXTRACTOR, Scorer
from credscore.statement import Article

__all__ = ["CONTENTS", "SOURCES", "Credscore", "make"]

CONTENTS = "credscore"
SOURCES = "credscore_sources"


class Credscore:
    """The component.

    Args:
        policy: The scoring policy: the name of one that ships, or the path of a file.
        extractor: What finds the statements.
        outlet: The outlet of the texts, if they are all from one.
    """

    def __init__(self, policy: str | None, extractor: str, outlet: str | None) -> None:
        self._given = (policy, extractor, outlet)
        self._scorer = Scorer(policy, extractor)
        self._outlet = outlet

    def __reduce__(self) -> tuple[Any, ...]:
        return Credscore, self._given

    def __call__(self, doc: Doc) -> Doc:
        report = self._scorer.assess(Article(text=doc.text, outlet=self._outlet)).to_dict()
        groups: dict[str, list[Span]] = {CONTENTS: [], SOURCES: []}
        for one in report["statements"]:
            for group, part in ((CONTENTS, one["content"]), (SOURCES, one["source"])):
                for start, end in part["spans"]:
                    span = doc.char_span(
                        start, end, label=one["source"]["kind"], alignment_mode="expand", span_id=one["id"]
                    )
                    if span is not None:
                        groups[group].append(span)
        for name, spans in groups.items():
            doc.spans[name] = spans
        doc._.credscore = report
        return doc


@Language.factory(
    "credscore",
    default_config={"policy": None, "extractor": DEFAULT_EXTRACTOR, "outlet": None},
    assigns=["doc.spans", "doc._.credscore", "span._.credscore"],
)
def make(nlp: Language, name: str, policy: str | None, extractor: str, outlet: str | None) -> Credscore:
    """The component as spaCy makes it from its configuration."""
    return Credscore(policy, extractor, outlet)


def _statement(span: Span) -> dict[str, Any] | None:
    report = span.doc._.credscore
    found = (one for one in report["statements"] if one["id"] == span.id_) if report else iter(())
    statement: dict[str, Any] | None = next(found, None)
    return statement


for _kind, _how in ((Doc, {"default": None}), (Span, {"getter": _statement})):
    if not _kind.has_extension("credscore"):
        _kind.set_extension("credscore", **_how)
