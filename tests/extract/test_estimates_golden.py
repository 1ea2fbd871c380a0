"""Estimates put at a figure, and sources cut where narration begins; all texts invented."""

from __future__ import annotations

import pytest

from credscore.extract import Attribution, make_extractor
from credscore.extract.attribution import tokens_in
from credscore.extract.misread import without_misread
from credscore.extract.verbs import Verbs
from credscore.reading import Document, read

# text; source, cue and content of what is found, None if nothing
ROWS = [
    ("The flood office put the number of homeless at 90,000.", ("The flood office", "put", "the number of homeless at 90,000")),
    ("Insurers have put the damage at more than two billion euros, and wait.",
     ("Insurers", "have put", "the damage at more than two billion euros")),
    ("A survey puts Lund at 46 percent.", ("A survey", "puts", "Lund at 46 percent")),
    ("The chef put the pan at 200 degrees.", None),
    ("He put the number at the top of the list.", None),
    ("The toll was put at 40.", None),
    ("The mayor appealed for calm.", ("The mayor", "appealed for", "calm")),
    ("Dr Endo put it more simply: “Good drug. Wait for the bill.”", ("Dr Endo", ":", "“Good drug. Wait for the bill.”")),
    ("The mayor was blunt: “We are not paying for it.”", ("The mayor", ":", "“We are not paying for it.”")),
    ("The supplier, Tessaron, said the radios worked.", ("The supplier, Tessaron", "said", "the radios worked")),
    ("Outside court his solicitor, Ida Bell, said he would appeal.", ("his solicitor, Ida Bell", "said", "he would appeal")),
    ("Both spoke on condition of anonymity.", None),
]  # fmt: skip


def _text(document: Document, parts: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(document.text[document.starts[a] : document.ends[b - 1]] for a, b in parts)


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_found(text: str, want: tuple[str, str, str] | None) -> None:
    document = read(text)
    found = make_extractor("rules").find(document)
    assert [tuple(_text(document, part) for part in (one.source, one.cue, one.content)) for one in found] == (
        [want] if want else []
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nicknamed “the Iron Dean” on campus since her first week there, Ola Brandt left.", False),
        ("Known as “the Owl” among sailors who crossed the strait, the light was sold.", False),
        ("Known as “a cheat and a liar” among sailors who crossed the strait, he left.", True),
    ],
)
def test_a_name_is_judged_by_its_quotation(text: str, kept: bool) -> None:
    document = read(text)
    begin = document.words.index("“")
    comma = document.lowers.index(",")
    one = Attribution(((begin, comma),), ((0, begin),), (), 0.6, "net")
    assert len(tokens_in(one.content)) > 7
    assert bool(without_misread(document, [one], [], Verbs(document))) == kept


@pytest.mark.parametrize("verb", ["spoke", "talked"])
def test_terms_of_anonymity_are_no_statement(verb: str) -> None:
    document = read(f"Both women {verb} on condition of anonymity.")
    one = Attribution(((6, 7),), ((2, 6),), ((0, 2),), 0.6, "net")
    assert document.lowers[6] == "anonymity"
    assert without_misread(document, [one], [], Verbs(document)) == []
