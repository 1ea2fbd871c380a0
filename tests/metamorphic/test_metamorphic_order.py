"""Two versions of a text of which one is sourced better: its score may not be the lower one."""

from __future__ import annotations

import pytest
from versions import SEED_TEXTS, assess, cases, check_at_most, checked, one_claim, score_about, swapped

# What is said, with words of it that stand in no source, chain or answer below.
CLAIMS = {
    "safe": ("the bridge was safe", "bridge"),
    "close": ("the harbour would close in May", "harbour"),
    "sold": ("Orvane Lines had sold nine ferries", "ferries"),
    "quote": ("“nobody had read the ledger”", "ledger"),
}
OFFICIALS = {
    "apposition": "Ann Lee, the mayor,",
    "title": "Mayor Ann Lee",
    "minister": "Transport Minister Tom Roe",
    "spokeswoman": "Ida Moss, a spokeswoman for the ministry,",
}
SPEAKERS = OFFICIALS | {
    "person": "Ann Lee",
    "professor": "Professor Ida Moss",
    "body": "The ministry",
    "official": "A senior official",
    "source": "A source",
    "sources": "Three people familiar with the matter",
    "study": "A study",
}


def sentences(speakers: dict[str, str]) -> dict[str, tuple[str, str, str]]:
    """Every speaker with every claim: (speaker, claim, words of it)."""
    return {f"{speaker}-{claim}": (speakers[speaker], *CLAIMS[claim]) for speaker in speakers for claim in CLAIMS}


# The score may not rise


@pytest.mark.parametrize(
    "denial",
    cases(
        {
            "it": "The council denied it.",
            "report": "The council denied the report.",
            "claim": "But Max Finn, the builder, denied the claim.",
        }
    ),
)
@pytest.mark.parametrize(("speaker", "claim", "words"), cases(sentences(SPEAKERS)))
def test_11_a_denial_added(speaker: str, claim: str, words: str, denial: str) -> None:
    text = f"{speaker} said that {claim}."
    check_at_most(score_about(f"{text} {denial}", words), score_about(text, words))


RELAYS = {"reported": ", the Star reported", "said": ", the Estuary Post said", "according": ", according to the Star"}
RELAYED = {
    f"{name}-{relay}": (*sentence, RELAYS[relay]) for name, sentence in sentences(SPEAKERS).items() for relay in RELAYS
}


@pytest.mark.parametrize(("speaker", "claim", "words", "relay"), cases(RELAYED))
def test_12_a_hop_added(speaker: str, claim: str, words: str, relay: str) -> None:
    text = f"{speaker} said that {claim}"
    check_at_most(score_about(f"{text}{relay}.", words), score_about(f"{text}.", words))


@pytest.mark.parametrize(
    ("speaker", "claim", "words"), cases(sentences(OFFICIALS | {"person": "Ann Lee", "two": "Dr Ida Moss"}))
)
def test_13_a_name_replaced_by_a_source(speaker: str, claim: str, words: str) -> None:
    check_at_most(score_about(f"A source said {claim}.", words), score_about(f"{speaker} said {claim}.", words))


@pytest.mark.parametrize(("speaker", "claim", "words"), cases(sentences(SPEAKERS)))
def test_14_said_replaced_by_alleged(speaker: str, claim: str, words: str) -> None:
    said, alleged = f"{speaker} said that {claim}.", f"{speaker} alleged that {claim}."
    check_at_most(score_about(alleged, words), score_about(said, words))


@pytest.mark.parametrize("text", cases(SEED_TEXTS))
def test_14_alleged_throughout_a_seed(text: str) -> None:
    said, alleged = checked(text), checked(swapped(text, [(" said", " alleged")]))
    assert [one.statement.text for one in alleged.assessments] == [one.statement.text for one in said.assessments]
    for later, earlier in zip(alleged.assessments, said.assessments, strict=True):
        if later.score is not None:
            assert earlier.score is not None
            check_at_most(later.score, earlier.score)


WILL = {
    "close": ("The mayor said the bridge will close.", "bridge"),
    "quote": ("“The bridge will fall,” Ann Lee said.", "bridge"),
    "relay": ("The Post reported, citing an official, that the port will close.", "port"),
    "according": ("According to Tom Roe, rents will rise.", "rents"),
    "document": ("A study found that rents will rise.", "rents"),
    "dam": (SEED_TEXTS["dam"], "the bridge below the dam"),
}


@pytest.mark.parametrize(("text", "words"), cases(WILL))
def test_15_will_replaced_by_may(text: str, words: str) -> None:
    check_at_most(score_about(swapped(text, [(" will ", " may ")]), words), score_about(text, words))


RETRACTED = {
    "outlet": ("The Star reported that the port had closed.", "The Star retracted the report.", "port"),
    "withdrawn": ("Radio Sund reported that nine men had died.", "Radio Sund withdrew the report on Tuesday.", "nine"),
    "person": ("Ann Lee said the bridge was safe.", "Lee later retracted the statement.", "bridge"),
    "relay": (
        "The Post reported, citing an official, that the port had closed.",
        "The Post retracted the story.",
        "port",
    ),
    "document": ("A study found that rents had risen.", "The study was later retracted.", "rents"),
}


@pytest.mark.parametrize(("text", "answer", "words"), cases(RETRACTED))
def test_16_a_retraction_added(text: str, answer: str, words: str) -> None:
    check_at_most(score_about(f"{text} {answer}", words), score_about(text, words))


# The score may not fall


@pytest.mark.parametrize("unnamed", ["An official", "A senior government official", "An official of the ministry"])
@pytest.mark.parametrize(("speaker", "claim", "words"), cases(sentences(OFFICIALS)))
def test_17_a_named_official_for_an_official(speaker: str, claim: str, words: str, unnamed: str) -> None:
    check_at_most(score_about(f"{unnamed} said {claim}.", words), score_about(f"{speaker} said {claim}.", words))


@pytest.mark.parametrize(
    "second", ["Omar Veld, a builder,", "The police", "An official in Ghent", "A study by the Merrow Institute"]
)
@pytest.mark.parametrize(
    ("speaker", "claim", "words"), cases(sentences(OFFICIALS | {"body": "The ministry", "source": "A source"}))
)
def test_18_a_second_independent_source(speaker: str, claim: str, words: str, second: str) -> None:
    """Both where the caller says that the two state one claim, and where nobody does."""
    alone, together = f"{speaker} said {claim}.", f"{speaker} said {claim}. {second} said {claim}."
    first, *others = one_claim(together, words)
    assert len(others) == 1
    check_at_most(score_about(alone, words), first)
    check_at_most(score_about(alone, words), checked(together).assessments[0].score or 0.0)


@pytest.mark.parametrize(
    "answer", ["The police confirmed the report.", "The police confirmed it.", "The ministry later confirmed that."]
)
@pytest.mark.parametrize(
    ("speaker", "claim", "words"), cases(sentences(OFFICIALS | {"source": "A source", "outlet": "The Star"}))
)
def test_19_a_confirmation_by_another_body(speaker: str, claim: str, words: str, answer: str) -> None:
    text = f"{speaker} said that {claim}."
    check_at_most(score_about(text, words), score_about(f"{text} {answer}", words))


@pytest.mark.parametrize(
    "unnamed", ["An official", "A source", "Two people familiar with the matter", "A company executive"]
)
@pytest.mark.parametrize(
    "reason",
    [
        ", who asked not to be named because the talks are private,",
        ", speaking on condition of anonymity because the talks are private,",
        ", who requested anonymity for fear of losing a job,",
    ],
)
@pytest.mark.parametrize(("claim", "words"), cases(CLAIMS))
def test_20_a_reason_for_anonymity(claim: str, words: str, reason: str, unnamed: str) -> None:
    check_at_most(
        score_about(f"{unnamed} said {claim}.", words), score_about(f"{unnamed}{reason} said {claim}.", words)
    )


MORE = {
    "sources": ("A source", "Three sources"),
    "officials": ("An official", "Two officials"),
    "people": ("A person familiar with the matter", "Four people familiar with the matter"),
    "senior": ("A senior diplomat", "Three senior diplomats"),
    "digits": ("An aide", "12 aides"),
}


@pytest.mark.parametrize(("one", "several"), cases(MORE))
@pytest.mark.parametrize(("claim", "words"), cases(CLAIMS))
def test_21_several_sources_for_one(claim: str, words: str, one: str, several: str) -> None:
    check_at_most(score_about(f"{one} said {claim}.", words), score_about(f"{several} said {claim}.", words))


# (longer chain, the same with a link removed, words)
LINKS = {
    "citing": (
        "The Post reported, citing the Star, that the port would close.",
        "The Star reported that the port would close.",
        "port",
    ),
    "officials": (
        "The Post reported, citing two officials, that the port would close.",
        "Two officials said that the port would close.",
        "port",
    ),
    "told": (
        "A senior official told the Estuary Post that the port would close.",
        "A senior official said that the port would close.",
        "port",
    ),
    "three": (
        "The port would close, the Estuary Post reported, quoting a Halden Wire dispatch that cited Radio Sund.",
        "The port would close, the Estuary Post reported, quoting Radio Sund.",
        "port",
    ),
    "quoted_by": (
        "The port would close, according to sources quoted by the Star.",
        "The port would close, according to sources.",
        "port",
    ),
    "closing": (
        "Ann Lee, the mayor, said the bridge was safe, the Star reported.",
        "Ann Lee, the mayor, said the bridge was safe.",
        "bridge",
    ),
}


@pytest.mark.parametrize(("longer", "shorter", "words"), cases(LINKS))
def test_22_a_link_removed(longer: str, shorter: str, words: str) -> None:
    assert any(one.statement.chain for one in assess(longer).assessments)
    check_at_most(score_about(longer, words), score_about(shorter, words))
