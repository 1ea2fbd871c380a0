"""What the reconciliation with the rules keeps of the net's findings, on findings made by hand."""

from __future__ import annotations

import pytest

from credscore.extract import make_extractor
from credscore.extract.attribution import Attribution
from credscore.extract.reconcile import reconcile
from credscore.extract.rules import RulesExtractor
from credscore.reading import Document, read


def by_net(document: Document, cue: str, content: str, confidence: float) -> Attribution:
    token = document.lowers.index(cue)
    words = content.split()
    first = next(k for k in range(len(document)) if list(document.words[k : k + len(words)]) == words)
    return Attribution(((first, first + len(words)),), ((token, token + 1),), (), confidence, "net")


def kept(text: str, cue: str, content: str, confidence: float) -> bool:
    document = read(text)
    one = by_net(document, cue, content, confidence)
    return bool(reconcile(document, [one], RulesExtractor().find(document)))


ATTRIBUTES = [
    ("The confirmed cases were counted twice.", "confirmed", "cases were counted twice"),
    ("Her alleged debts were paid in May.", "alleged", "debts were paid"),
    ("They sold the promised grain abroad.", "promised", "grain abroad"),
]


@pytest.mark.parametrize("row", ATTRIBUTES)
@pytest.mark.parametrize("confidence", [0.3, 0.45, 0.9])
def test_a_participle_between_article_and_noun_attributes_nothing(row: tuple[str, str, str], confidence: float) -> None:
    assert not kept(*row, confidence)


@pytest.mark.parametrize("text", [row[0] for row in ATTRIBUTES])
@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_neither_extractor_takes_it_for_one(text: str, extractor: str) -> None:
    assert make_extractor(extractor).find(read(text)) == []


@pytest.mark.parametrize(("confidence", "wanted"), [(0.3, False), (0.4, True)])
def test_a_cue_that_the_rules_read_as_no_verb_needs_a_sure_net(confidence: float, wanted: bool) -> None:
    # 'Eager to concede' has no finite verb, which the rules ask for.
    text = "The partners, eager to concede that the port was lost, went home."
    assert kept(text, "concede", "that the port was lost", confidence) == wanted


@pytest.mark.parametrize(("confidence", "wanted"), [(0.4, False), (0.6, True)])
def test_what_somebody_has_to_do_needs_a_surer_one(confidence: float, wanted: bool) -> None:
    text = "The partners have two things to weigh, what the port could earn and what it would cost."
    document = read(text)
    first, last = document.lowers.index("have"), document.lowers.index("weigh")
    content = last + 2, len(document) - 1
    one = Attribution((content,), ((first, first + 1), (last - 1, last + 1)), (), confidence, "net")
    assert bool(reconcile(document, [one], RulesExtractor().find(document))) == wanted


@pytest.mark.parametrize("confidence", [0.3, 0.9])
def test_neither_confirmed_nor_denied_is_an_answer_and_no_statement(confidence: float) -> None:
    text = "The port neither confirmed nor denied the report."
    assert not kept(text, "denied", "the report", confidence)


def span(document: Document, text: str) -> tuple[int, int]:
    """The tokens of a passage, the first time that it occurs."""
    wanted = read(text).words
    first = next(k for k in range(len(document)) if document.words[k : k + len(wanted)] == wanted)
    return first, first + len(wanted)


# text, the net's source, cue and pieces of content, the pieces that are left
RECONCILED = [
    (
        "The port denied that it was late, a claim first made in May.",
        ("The port", "denied", ["that it was late, a claim first made in May"]),
        ["that it was late"],
    ),
    (
        "Two barns burned on Sunday, the mayor said, as rain kept away.",
        ("the mayor", "said", ["Two barns burned on Sunday", "as rain kept away"]),
        ["Two barns burned on Sunday"],
    ),
    (
        "One clerk, Bo Ek, said the vault had been empty since May.",
        ("One clerk, Bo Ek", "said", ["the vault had been empty since May"]),
        ["the vault had been empty since May"],
    ),
    (
        "As boos rose from the stalls, “Please be quiet,” the usher said, and closed the doors.",
        ("the usher", "said", ["“Please be quiet,”"]),
        ["“Please be quiet,”"],
    ),
    (
        "The comet, Ana Ruiz said, will return in May.",
        ("Ana Ruiz", "said", ["will return in May"]),
        ["The comet", "will return in May"],
    ),
    (
        "The bishop called on both towns to share the well.",
        ("The bishop", "called on", ["to share the well"]),
        ["both towns to share the well"],
    ),
    (
        "«The count was fair», said Marc Dufour.",
        ("Marc Dufour", "said", ["«The count was fair»,"]),
        ["«The count was fair»"],
    ),
    ("The five courts, which share their files, sat in May.", ("which", "share", ["their files"]), ["their files"]),
    ("Calls to the restaurant were not returned.", ("", "Calls to", ["the restaurant were not returned"]), []),
    (
        "A woman who gave only her first name, fearing reprisals, said it was late.",
        ("A woman", "fearing", ["reprisals"]),
        [],
    ),
    ("He added salt and two eggs.", ("He", "added", ["salt and two eggs"]), []),
    (
        "It is learnt that the file has been called for by the board.",
        ("the board", "has been called for", ["the file"]),
        ["the file has been called for by the board"],
    ),
    ("Known to friends as “the Otter”, she swam twice.", ("friends", "Known to", ["as “the Otter”"]), []),
    (
        "Old hands knew it: “We bailed until noon,” the foreman said.",
        ("the foreman", "said", ["Old hands knew it: “We bailed until noon,”"]),
        ["“We bailed until noon,”"],
    ),
]


@pytest.mark.parametrize(("text", "found", "left"), RECONCILED)
def test_what_is_left_of_a_content_of_the_net(text: str, found: tuple[str, str, list[str]], left: list[str]) -> None:
    document = read(text)
    source, cue, content = found
    one = Attribution(
        tuple(span(document, part) for part in content),
        (span(document, cue),),
        (span(document, source),) if source else (),
        0.6,
        "net",
    )
    after = reconcile(document, [one], RulesExtractor().find(document))
    assert [document.passage(*part) for each in after for part in each.content] == left


def test_an_age_is_part_of_who_is_credited() -> None:
    document = read("“It shook the house,” said Olga Reil, 37.")
    one = Attribution(
        (span(document, "“It shook the house,”"),),
        (span(document, "said"),),
        (span(document, "Olga Reil"),),
        0.6,
        "net",
    )
    (after,) = reconcile(document, [one], [])
    assert document.passage(*after.source[0]) == "Olga Reil, 37"


# text, the net's source, cue and content, the source that is left
SOURCES = [
    (
        "The ministry, the railway and two unions said the strike was over.",
        ("the railway and two unions", "said", "the strike was over"),
        "The ministry, the railway and two unions",
    ),
    ("In Falk's view, the tariff hurts the poor.", ("Falk's", "view", "the tariff hurts the poor"), "Falk"),
    (
        "“It is late,” said Ann Lee, a nurse who lives nearby.",
        ("Ann Lee, a nurse", "said", "“It is late,”"),
        "Ann Lee, a nurse who lives nearby",
    ),
    ("“It is late,” said Ann Lee", ("Ann Lee", "said", "“It is late,”"), "Ann Lee"),
    ("Two guards, the railway said, were late.", ("the railway", "said", "Two guards"), "the railway"),
    (
        "Corvel Homes (NYSE: CVH), a builder, today said it was late.",
        ("a builder, today", "said", "it was late"),
        "Corvel Homes (NYSE: CVH), a builder",
    ),
    (
        "Corvel Homes (NYSE: CVH), a builder, said it was late.",
        ("Corvel Homes (NYSE: CVH), a builder", "said", "it was late"),
        "Corvel Homes (NYSE: CVH), a builder",
    ),
    ("Corvel Homes, Inc. said it was late.", ("Inc.", "said", "it was late"), "Corvel Homes, Inc."),
    ("Corvel Homes today said it was late.", ("today", "said", "it was late"), "Corvel Homes"),
    (
        "“It is late,” said Ann Lee in a note to clients.",
        ("Ann Lee in a note to clients", "said", "“It is late,”"),
        "Ann Lee",
    ),
    (
        "“It is late,” said a guard in a red coat.",
        ("a guard in a red coat", "said", "“It is late,”"),
        "a guard in a red coat",
    ),
    ("The mayor on Monday said it was late.", ("The mayor on Monday", "said", "it was late"), "The mayor"),
    (
        "Those who met on Monday said it was late.",
        ("Those who met on Monday", "said", "it was late"),
        "Those who met on Monday",
    ),
]


@pytest.mark.parametrize(("text", "found", "left"), SOURCES)
def test_what_is_left_of_a_source_of_the_net(text: str, found: tuple[str, str, str], left: str) -> None:
    document = read(text)
    source, cue, content = (span(document, part) for part in found)
    one = Attribution((content,), (cue,), (source,), 0.6, "net")
    (after,) = reconcile(document, [one], RulesExtractor().find(document))
    assert document.passage(*after.source[0]) == left


@pytest.mark.parametrize("mark", ["2) ", "(b) ", "• ", "10:42 ", "VELM, Oct 9 (Halden Wire) - "])
def test_no_content_of_the_net_begins_with_what_opens_its_paragraph(mark: str) -> None:
    document = read(f"{mark}The pier is safe, Ines Falk said.")
    content = (0, span(document, "safe")[1])
    one = Attribution((content,), (span(document, "said"),), (span(document, "Ines Falk"),), 0.6, "net")
    (after,) = reconcile(document, [one], RulesExtractor().find(document))
    assert document.passage(*after.content[0]) == "The pier is safe"


def test_no_token_is_cue_and_content() -> None:
    document = read("Bea Holm had pleaded not guilty.")
    one = Attribution((span(document, "not guilty"),), (span(document, "had pleaded not"),), (), 0.6, "net")
    (after,) = reconcile(document, [one], RulesExtractor().find(document))
    assert (document.passage(*after.cue[0]), document.passage(*after.content[0])) == ("had pleaded", "not guilty")


def test_a_clause_whose_object_the_net_has_is_whole() -> None:
    document = read("The ministry said in a statement it respected the ruling.")
    one = Attribution(
        (span(document, "the ruling"),), (span(document, "said in"),), (span(document, "The ministry"),), 0.6, "net"
    )
    (after,) = reconcile(document, [one], RulesExtractor().find(document))
    assert (document.passage(*after.cue[0]), document.passage(*after.content[0])) == ("said", "it respected the ruling")


def test_turns_of_a_transcript_are_added_and_end_where_the_net_has_another() -> None:
    document = read("MUNK: I was tired. We had played. My brother said it was late.\nFALK: It was. Nobody knew.")
    one = Attribution(
        (span(document, "it was late"),), (span(document, "said"),), (span(document, "My brother"),), 0.6, "net"
    )
    found = reconcile(document, [one], RulesExtractor().find(document))
    assert [document.passage(*each.content[0]) for each in found] == [
        "I was tired. We had played",
        "it was late",
        "It was. Nobody knew",
    ]


def test_a_source_of_the_net_begins_behind_the_hour_of_its_entry() -> None:
    document = read("15.10am Our reporter wrote it was late.")
    one = Attribution(
        (span(document, "it was late"),), (span(document, "wrote"),), ((0, span(document, "reporter")[1]),), 0.6, "net"
    )
    (after,) = reconcile(document, [one], [])
    assert document.passage(*after.source[0]) == "Our reporter"


def test_what_a_rule_takes_into_the_cue_is_no_content() -> None:
    document = read("Bea Holm pleaded guilty to theft.")
    one = Attribution(
        (span(document, "guilty to theft"),), (span(document, "pleaded"),), (span(document, "Bea Holm"),), 0.6, "net"
    )
    (after,) = reconcile(document, [one], RulesExtractor().find(document))
    assert (document.passage(*after.cue[0]), document.passage(*after.content[0])) == ("pleaded guilty", "to theft")


def test_what_a_thing_does_by_no_listed_word_needs_a_sure_net() -> None:
    document = read("The five courts, which share their files, sat in May.")
    one = Attribution(
        (span(document, "their files"),), (span(document, "share"),), (span(document, "which"),), 0.4, "net"
    )
    assert reconcile(document, [one], []) == []
