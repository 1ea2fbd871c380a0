"""Checks of attribution: whether a reader can tell who says what, and where another outlet's report can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from credscore.extract.grammar import BE, PRONOUNS
from credscore.lexicon.load import words
from credscore.lint.context import Context, Hit, core
from credscore.sourcing import labels as lb
from credscore.statement import Hop, Role, Source, SourceKind, Span, Stance, Statement

__all__: list[str] = []

_ADVERBS = words("lint", "hearsay", "adverbs")
_VERBS = words("lint", "hearsay", "verbs")
_LEARNING = words("lint", "hearsay", "learning")
_OWN = words("lint", "hearsay", "own")
_REPORTS = words("lint", "hearsay", "reports")
_MEDIA = words("lint", "hearsay", "media")
_PASSIVE = words("lint", "accusation", "passive")
_ALLEGEDLY = words("lint", "accusation", "adverbs")
_PRONOUNS = ("he", "she")
_PERSONS = (
    SourceKind.NAMED_OFFICIAL,
    SourceKind.NAMED_INDIVIDUAL,
    SourceKind.ANONYMOUS_OFFICIAL,
    SourceKind.ANONYMOUS_SOURCE,
)
_BODIES = (SourceKind.OUTLET, SourceKind.ORGANIZATION)
_SHORTEST_QUOTE = 6  # words; shorter quotations are terms, titles and words held at a distance
_POSTS_AND_BODIES = frozenset((*lb.PERSONS, *lb.OFFICES, *lb.BODIES))  # before a name: 'the charity Open Hands'
_POSTS = frozenset((*lb.PERSONS, *lb.OFFICES, *lb.GENERIC))
_TRADES = ("er", "or", "ist", "ian", "man", "woman")  # 'a welder', 'a tailor': a person by a trade that no list knows
_REACH = 60  # words in which the agent of a passive is looked for
_MENTIONS = 20  # of a name that are looked at for words beside it
_AS_REACH = 6  # words behind 'as' and 'the' in which a post is looked for
_MAIN = 5  # mentions of a person from which on the article is about them, and tells who they are
_LATE = 2  # sentences between the beginning of the words and their speaker
_INTRODUCING = (",", ":")
_ENDS = frozenset(".!?,…")
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_ORIGINS = frozenset(("citing", "from", "according"))


def reportedly(context: Context) -> Iterator[Hit]:
    """Words that stand for a source nobody names, in sentences without one."""
    document = context.document
    covered: set[int] = set()
    for one in context.statements:
        if one.source.kind is SourceKind.UNATTRIBUTED and not one.source.spans:
            cue = context.tokens_of(one.cue.spans)
            lowers = [document.lowers[k] for k in cue]
            hearsay = any(word in _ADVERBS for word in lowers) or (len(lowers) > 1 and bool(_VERBS & set(lowers)))
            if hearsay and not _passive_agent(context, one):
                covered |= {document.sentence_of[k] for k in cue}
                yield Hit(one.cue.spans, {"word": one.cue.text}, one.id)
    yield from _adverbs(context, _ADVERBS, covered)


def _adverbs(context: Context, wanted: frozenset[str], covered: set[int]) -> Iterator[Hit]:
    document = context.document
    for k in context.plain(0, len(document)):
        sentence = document.sentence_of[k]
        if document.lowers[k] in wanted and sentence not in covered and sentence not in context.attributed:
            covered.add(sentence)
            yield Hit((context.span(k, k + 1),), {"word": document.words[k]})


def _passive_agent(context: Context, one: Statement) -> bool:
    """Whether the sentence goes on to say by whom: 'accused of fraud by the council'."""
    document = context.document
    cue = context.tokens_of(one.cue.spans)
    if not cue:
        return False
    stop = min(document.sentences[document.sentence_of[cue[-1]]][1], cue[-1] + _REACH)
    return any(document.lowers[k] == "by" for k in context.plain(cue[-1] + 1, stop))


def unsourced_accusation(context: Context) -> Iterator[Hit]:
    """'Allegedly' and 'has been accused of' with nobody who accuses."""
    document = context.document
    covered: set[int] = set()
    for one in context.statements:
        if one.source.kind is not SourceKind.UNATTRIBUTED or one.source.spans:
            continue
        cue = context.lowers(one.cue.spans)
        if any(word in _PASSIVE or word in _ALLEGEDLY for word in cue) and not _passive_agent(context, one):
            covered |= context.sentences_of(one.cue.spans)
            yield Hit(one.cue.spans, {"word": one.cue.text}, one.id)
        elif any(word in _PASSIVE or word in _ALLEGEDLY for word in cue):
            covered |= {document.sentence_of[k] for k in context.tokens_of(one.cue.spans)}
    yield from _adverbs(context, _ALLEGEDLY, covered)
    for first, stop in document.sentences:
        sentence = document.sentence_of[first]
        if sentence in covered or sentence in context.attributed:
            continue
        own = [k for k in context.plain(first, stop) if document.lowers[k] in _PASSIVE]
        for k in own:
            be = any(document.lowers[j] in BE for j in range(max(first, k - 3), k))
            rest = [document.lowers[j] for j in context.plain(k + 1, min(stop, k + _REACH))]
            if be and rest[:1] in (["of"], ["with"]) and "by" not in rest:
                yield Hit((context.span(k, k + 1),), {"word": document.words[k]})
                break


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


def no_position(context: Context) -> Iterator[Hit]:
    """People by name of whom the article says nothing else."""
    known = {one.source.name for one in context.statements if one.source.role is not Role.UNKNOWN}
    seen: set[str] = set()
    for one in context.statements:
        name = one.source.name
        if one.source.kind is not SourceKind.NAMED_INDIVIDUAL or not name or name in seen:
            continue
        if one.id not in context.telling or one.stance is Stance.SPECULATES or not context.is_sure(one):
            continue
        seen.add(name)
        if name in known or _described(context, name):
            continue
        yield Hit(one.source.spans, {"source": name}, one.id)


def _described(context: Context, name: str) -> bool:
    """Whether any mention of the name has words beside it that say who it is."""
    document = context.document
    parts = name.lower().split()
    person = context.people.named(parts[-1])
    if person is None or len(parts) < 2 or any(part in lb.COUNTRIES or part in lb.OUTLET_WORDS for part in parts):
        return True  # no person whom the article introduces: 'Reports say', 'North Carolina'
    trade = len(parts) > 2 and parts[0].endswith(_TRADES)  # 'Baker Petra Linning'
    if trade or person.described or len(person.mentions) >= _MAIN:
        return True
    lowers, texts = document.lowers, document.words
    if _introduced(context, person.first):
        return True
    for k in context.places.get(parts[-1], ())[:_MENTIONS]:
        if not texts[k][0].isupper():
            continue
        after = k + 1
        if after + 1 < len(lowers) and lowers[after] in (",", "(", "–", "—"):
            following = texts[after + 1]
            if following[0].isdigit() or lowers[after + 1] in ("who", "whose", "a", "an", "the", "then", "now"):
                return True
            if following[0].islower() and lowers[after + 1] not in ("said", "says", "told", "and", "but", "which"):
                return True
        if (
            after + 1 < len(lowers)
            and lowers[after] in ("of", "from", "at", "with", "for")
            and texts[after + 1][0].isupper()
        ):
            return True
        first = k
        while first > 0 and texts[first - 1][0].isupper() and lowers[first - 1] in parts:
            first -= 1
        opens = document.sentences[document.sentence_of[k]][0]
        if any(_is_title(texts[at]) for at in (first, first - 1) if at >= opens):
            return True
        if first > opens and texts[first - 1][0].isalpha() and lowers[first - 1] in _POSTS_AND_BODIES:
            return True
    return False


def _is_title(word: str) -> bool:
    """Whether it looks like a shortened title: 'Del.', not the 'P.' of 'P. Linning'."""
    return word[0].isupper() and word.endswith(".") and len(word) > len("P.")


def _introduced(context: Context, first: int) -> bool:
    """Whether what somebody is stands in the sentence of the first mention, or at the head of the next."""
    document = context.document
    begin, end = document.sentences[document.sentence_of[first]]
    if any(document.lowers[k] in _POSTS for k in range(begin, end)):
        return True
    if end == len(document):
        return False
    _, stop = document.sentences[document.sentence_of[end]]
    if document.lowers[end] == "the" and _POSTS & set(document.lowers[end + 1 : min(end + _AS_REACH, stop)]):
        return True  # 'The candidate for mayor was speaking …'
    return any(
        document.lowers[k] == "as" and _POSTS & set(document.lowers[k + 1 : min(k + _AS_REACH, stop)])
        for k in range(end, stop)
    )


def has_learned(context: Context) -> Iterator[Hit]:
    """The outlet as the source of what it was told."""
    for one in context.statements:
        if one.source.kind is not SourceKind.OUTLET or (one.chain and one.chain[-1].kind is not SourceKind.OUTLET):
            continue
        cue = context.tokens_of(one.cue.spans)
        lowers = [context.document.lowers[k] for k in cue]
        if context.source_words(one) == ["i"]:
            continue
        if not _LEARNING & set(lowers) or _ORIGINS & set(lowers):
            continue
        tokens = sorted({*context.tokens_of(one.source.spans), *cue})
        first, stop = tokens[0], tokens[-1] + 1
        yield Hit((context.span(first, stop),), {"words": context.document.passage(first, stop)}, one.id)


def unnamed_outlet(context: Context) -> Iterator[Hit]:
    """Reports of outlets that are not named, and that no outlet named before is meant by."""
    named = False
    seen: set[str] = set()
    for one in context.statements:
        for station in _stations(one):
            said = context.lowers(station.spans)
            rest = " ".join(said).removeprefix("the ")
            if station.kind in _BODIES and _is_named(context, station.spans):  # 'the agency' may be any of them
                named = True
            elif _is_unnamed(station, said, named) and rest not in seen:
                seen.add(rest)
                yield Hit(station.spans, {"source": _passage(context, station.spans)}, one.id)


def _stations(one: Statement) -> Sequence[Hop | Source]:
    return one.chain or (one.source,)


def _passage(context: Context, spans: Sequence[Span]) -> str:
    return " … ".join(context.text[a:b] for a, b in spans)


def _is_named(context: Context, spans: Sequence[Span]) -> bool:
    tokens = context.tokens_of(spans)
    opens = {context.document.sentences[context.document.sentence_of[k]][0] for k in tokens}
    return any(context.document.words[k][0].isupper() for k in tokens if k not in opens)


def _is_unnamed(station: Hop | Source, said: list[str], named: bool) -> bool:
    joined = " ".join(said)
    if joined in _REPORTS or joined in _MEDIA:
        return True
    if station.kind is not SourceKind.OUTLET or not said or said[0] in _OWN or said[0] in ("we", "i"):
        return False
    noun = any(word in lb.OUTLET_NOUNS for word in core(said)[:3])
    return noun and not (said[0] == "the" and named)


def unlinked(context: Context) -> Iterator[Hit]:
    """Outlets cited by name in a text that can hold links, and has none for them."""
    if context.article.form == "text":
        return
    stations = [(one, station) for one in context.statements for station in _stations(one)]
    linked = {station.name or "" for _, station in stations if station.url}
    seen: set[str] = set()
    for one, station in stations:
        if station.kind is not SourceKind.OUTLET or not station.spans or station.url or not station.name:
            continue
        if station.name not in linked and station.name not in seen and _is_named(context, station.spans):
            seen.add(station.name)
            yield Hit(station.spans, {"source": station.name}, one.id)
