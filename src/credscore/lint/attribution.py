"""Checks of attribution: whether a reader can tell who says what."""

from __future__ import annotations

from collections.abc import Iterator

from credscore.extract.grammar import PRONOUNS
from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit
from credscore.sourcing import labels as lb
from credscore.statement import SourceKind

__all__: list[str] = []

_PRONOUNS = ("he", "she")
_PERSONS = (
    SourceKind.NAMED_OFFICIAL,
    SourceKind.NAMED_INDIVIDUAL,
    SourceKind.ANONYMOUS_OFFICIAL,
    SourceKind.ANONYMOUS_SOURCE,
)
_SHORTEST_QUOTE = 6  # words; shorter quotations are terms, titles and words held at a distance
_TRADES = tuple(sorted(words("lint", "trades", "endings")))
_LATE = 2  # sentences between the beginning of the words and their speaker
_INTRODUCING = (",", ":")
_ENDS = frozenset(".!?,…")
_DASHES = frozenset(("-", "--", "–", "—", "―"))


def no_speaker(context: Context) -> Iterator[Hit]:
    """Quotations that are somebody's words, and no statement says whose."""
    document = context.document
    spoken: set[int] = set()
    for one in context.statements:
        if one.source.spans:
            spoken |= {document.quotation_of[k] for k in context.tokens_of(one.content.spans)}
    paragraphs = {context.paragraph_of(document.starts[document.quotations[n].first]) for n in spoken if n >= 0}
    for number, quotation in enumerate(document.quotations):
        first, stop = quotation.first, quotation.stop
        inside = [document.words[k] for k in range(first + 1, stop - quotation.closed)]
        whole = bool(inside) and (inside[-1][-1] in _ENDS or not quotation.closed)
        lettered = sum(word[0].isalnum() for word in inside)
        if number in spoken or not whole or lettered < _SHORTEST_QUOTE or inside[0][0].islower():
            continue
        if number and document.quotations[number - 1].continues and number - 1 in spoken:
            spoken.add(number)
            continue
        if first and document.words[first - 1] in _INTRODUCING:
            continue  # hangs on a clause before it, which says whose words follow
        if _is_signed(context, stop) or (len(inside) > 1 and inside[0].isupper() and inside[1] == ":"):
            continue  # or a transcript: 'BERG: …'
        if context.paragraph_of(document.starts[first]) in paragraphs:
            continue  # goes on with the words of that paragraph's speaker
        yield Hit((context.span(first, stop),), {})


def _is_signed(context: Context, stop: int) -> bool:
    """Whether a name stands behind a dash, as below a letter or a motto: '“So it is.” – Ann Lee'."""
    words_ = context.document.words
    return stop + 1 < len(words_) and words_[stop] in _DASHES and words_[stop + 1][0].isupper()


def no_antecedent(context: Context) -> Iterator[Hit]:
    """'He said' where nobody has been mentioned before who could be meant."""
    document = context.document
    if context.article.title and _has_person(context.article.title):
        return
    earlier: list[int] = [
        context.begin(one)
        for one in context.statements
        if one.source.kind in _PERSONS and " ".join(context.source_words(one)) not in _PRONOUNS
    ]
    first = min(earlier, default=len(context.text))
    for k, word in enumerate(document.lowers):
        trade = word.endswith(_TRADES) and k > 0 and document.lowers[k - 1] in ("a", "an")
        if trade or word in lb.OFFICES or word in lb.PERSONS or word in lb.ANONYMOUS_OFFICIAL:
            first = min(first, document.starts[k])
            break
        if word in context.people.by_name and document.words[k][0].isupper():
            first = min(first, document.starts[k])
            break
    for one in context.statements:
        said = context.source_words(one)
        if len(said) == 1 and said[0] in _PRONOUNS and one.source.spans and one.source.name is None:
            if one.source.spans[0].start < first and context.begin(one) < first:
                yield Hit(one.source.spans, {"source": one.source.text}, one.id)
            return


def _has_person(title: str) -> bool:
    from credscore.reading import read
    from credscore.sourcing.names import find_people

    document = read(title)
    return bool(find_people(document).by_name) or any(
        word in lb.OFFICES or word in lb.PERSONS for word in document.lowers
    )


def late(context: Context) -> Iterator[Hit]:
    """Words whose speaker comes sentences after they begin."""
    for one in context.statements:
        content = context.sentences_of(one.content.spans)
        speaker = context.sentences_of(one.source.spans) | context.sentences_of(one.cue.spans)
        known = len(context.source_words(one)) == 1 and context.source_words(one)[0] in PRONOUNS  # named before
        if content and speaker and min(speaker) - min(content) >= _LATE and not known:
            yield Hit(one.source.spans or one.cue.spans, {"count": str(min(speaker) - min(content))}, one.id)
