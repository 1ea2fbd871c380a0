"""Quotations: whole, joined, credited by what stands beside them. Examples that a reader checks by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.extract import make_extractor
from credscore.extract.asides import without_asides
from credscore.extract.attribution import Attribution
from credscore.extract.rules import RulesExtractor
from credscore.extract.whole import handed_back, whole_quotations, with_parts
from credscore.reading import Document, read

Found = list[tuple[list[str], str, str]]  # pieces of the content, cue, source


def found_in(text: str, extractor: str) -> Found:
    document = read(text)

    def words(parts: tuple[tuple[int, int], ...]) -> list[str]:
        return [document.passage(*part) for part in parts]

    return [
        (words(one.content), " ".join(words(one.cue)), " ".join(words(one.source)).rstrip(","))
        for one in make_extractor(extractor).find(document)
    ]


CREDITED: list[tuple[str, Found]] = [
    (
        "“They have every reason to wait,” he said of Hill and Ryan.",
        [(["“They have every reason to wait,”"], "said", "he")],
    ),
    (
        "“The market has not failed the workers,” he mocks.",
        [(["“The market has not failed the workers,”"], "mocks", "he")],
    ),
    (
        "“The valley will always be the valley,” an angry Duval retaliated.",
        [(["“The valley will always be the valley,”"], "retaliated", "an angry Duval")],
    ),
    (
        "“I will not put up with any of it any more.” ― Pia Padova",
        [(["“I will not put up with any of it any more.”"], "―", "Pia Padova")],
    ),
    (
        "Surveyor Daron Shah: “The smaller towns have seen the biggest boost in years.”",
        [(["“The smaller towns have seen the biggest boost in years.”"], ":", "Surveyor Daron Shah")],
    ),
    (
        "Old hands at the yard knew no such tide: “We were bailing until the lamps were lit,” the foreman said.",
        [(["“We were bailing until the lamps were lit,”"], "said", "the foreman")],
    ),
]


@pytest.mark.parametrize("extractor", ["rules", "trained"])
@pytest.mark.parametrize(("text", "expected"), CREDITED)
def test_a_quotation_is_credited_by_what_stands_beside_it(text: str, expected: Found, extractor: str) -> None:
    assert found_in(text, extractor) == expected


@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_film_or_a_book_between_marks_is_nobodys_words(extractor: str) -> None:
    assert found_in("She bought “The Long Way to a Small Harbour” at the fair.", extractor) == []


@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_quotation_after_a_speakers_sentence_goes_on_from_it(extractor: str) -> None:
    text = "“We are late,” said Ann Lee, who thinks that the bridge is unsafe. “We will build it all the same.”"
    (first, *_) = found_in(text, extractor)
    assert first[0] == ["“We are late,”", "“We will build it all the same.”"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "As boos rose from the stalls, “Please be quiet,” the usher said, and closed the doors.",
            "“Please be quiet,”",
        ),
        ("“Follow us,” she said, and the boys, curious, went along.", "“Follow us,”"),
    ],
)
def test_what_stands_beside_a_quoted_sentence_is_not_said(text: str, said: str) -> None:
    assert [pieces for pieces, _, _ in found_in(text, "trained")] == [[said]]


@pytest.mark.parametrize("extractor", ["rules", "trained"])
@pytest.mark.parametrize("mark", ["?", "!"])
def test_a_quotation_that_ends_a_sentence_is_not_of_the_next_one(extractor: str, mark: str) -> None:
    text = f"“It was a mistake,” Ann Lee said. “A mistake was all it was, you know{mark}” Bo Ek panicked."
    assert found_in(text, extractor) == [
        (["“It was a mistake,”", f"“A mistake was all it was, you know{mark}”"], "said", "Ann Lee")
    ]


@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_title_is_not_what_somebody_did(extractor: str) -> None:
    assert found_in("Her film, “Tales From the Old Harbour,” he finished in May.", extractor) == []


@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_paragraph_that_is_a_quotation_goes_on_from_the_one_before(extractor: str) -> None:
    text = "“We are late,” Ann Lee said.\n\n“We will build it all the same, and we will be proud of it.”\n\nIt rained."
    assert [one[0] for one in found_in(text, extractor)] == [
        ["“We are late,”", "“We will build it all the same, and we will be proud of it.”"]
    ]


TEXT = "“We will never sell the old mill to them,” Ann Lee said in March of the firm. Bo Ek said, “No, never.”"


def test_a_content_that_reaches_into_a_quotation_gets_it_whole() -> None:
    document = read(TEXT)
    cut = Attribution(((0, 6),), ((14, 15),), ((12, 14),))
    (one,) = whole_quotations(document, [cut])
    assert document.passage(*one.content[0]) == "“We will never sell the old mill to them,”"


def test_the_rest_of_the_speakers_clause_is_not_said() -> None:
    document = read(TEXT)
    stop = document.lowers.index("firm") + 1
    wide = Attribution(((0, 12), (15, stop)), ((14, 15),), ((12, 14),))
    (one,) = without_asides(document, [wide])
    assert one.content == ((0, 12),)


def test_of_two_that_reach_into_a_quotation_the_one_with_more_of_it_has_it() -> None:
    document = read(TEXT)
    more, less = Attribution(((1, 7),), ((14, 15),), ()), Attribution(((7, 9),), ((19, 20),), ())
    (one,) = whole_quotations(document, [less, more])
    assert (one.cue, one.content) == (((14, 15),), ((0, 12),))


def ranges(document: Document) -> st.SearchStrategy[tuple[int, int]]:
    ends = st.integers(0, len(document) - 1)
    return st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair) + 1))


DOCUMENT = read(TEXT + " " + TEXT)


@given(st.lists(ranges(DOCUMENT), max_size=6), st.lists(ranges(DOCUMENT), max_size=4))
def test_every_quotation_is_one_speakers_or_nobodys(
    contents: list[tuple[int, int]], cues: list[tuple[int, int]]
) -> None:
    """Whatever is found: no quotation without a cue inside is left divided, and none is given twice."""
    cues = [cue for cue in cues if all(DOCUMENT.quotation_of[k] < 0 for k in range(*cue))]
    found = [Attribution((part,), tuple(cues[:1]), ()) for part in contents]
    out = whole_quotations(DOCUMENT, found)
    for number, quotation in enumerate(DOCUMENT.quotations):
        words = [k for k in range(quotation.first, quotation.stop) if DOCUMENT.words[k].isalnum()]
        holders = [sum(b > k >= a for k in words for a, b in one.content) for one in out]
        held = [size for size in holders if size]
        assert held in ([], [len(words)]), number


@given(st.lists(ranges(DOCUMENT), min_size=1, max_size=5), st.lists(ranges(DOCUMENT), max_size=5))
def test_adding_parts_loses_no_token(content: list[tuple[int, int]], parts: list[tuple[int, int]]) -> None:
    one = with_parts(Attribution(tuple(content), (), ()), parts)
    assert {k for a, b in one.content for k in range(a, b)} == {k for a, b in (*content, *parts) for k in range(a, b)}


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe and sound,” Ann Lee said, adding, “It will hold for a century or more.”",
        "“The dam is safe and sound,” Ann Lee says. “It will hold for a century or more,” she notes.",
    ],
)
def test_a_quotation_taken_along_goes_back_to_the_speaker_beside_it(text: str) -> None:
    """As if the net had drawn both quotations to one cue."""
    document = read(text)
    rules = RulesExtractor().find(document)
    both = tuple((one.first, one.stop) for one in document.quotations)
    greedy = rules[0]._replace(content=both)
    assert [one.content for one in handed_back(document, [greedy], rules)] == [(one,) for one in both]
    assert handed_back(document, rules, rules) == rules  # each has its own already
    other = [rules[0], rules[1]._replace(cue=())]
    assert handed_back(document, other, rules) == other  # whose cue has been lost, but it holds the quotation whole


def test_a_speakers_next_verb_opens_a_content_of_its_own() -> None:
    """As if the net had drawn all to the first verb."""
    document = read("Ann Lee told the council the dam was safe and added that a second one was planned.")
    first, second = RulesExtractor().find(document)
    greedy = first._replace(content=((first.content[0][0], second.content[0][1]),))
    assert handed_back(document, [greedy], [first, second]) == [first, second]
    police = second._replace(source=((3, 5),))  # somebody else's verb: 'the council' added, within what was told
    assert handed_back(document, [greedy], [first, police]) == [greedy]
