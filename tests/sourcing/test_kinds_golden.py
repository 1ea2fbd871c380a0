"""Kinds, stances, chains and responses that a reader would give; all names invented. By the rules extractor."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.sourcing import read_article

# text, kind of the last statement's source, its stance
KINDS = [
    ("Governor Ana Ruiz said the dam held.", "named_official", "asserts"),
    ("Coast guard spokesman Lee Park said two were missing.", "named_official", "asserts"),
    ("Former minister Ida Berg warned that prices would rise.", "named_individual", "asserts"),
    ("Tom Hale, who runs a bakery, said rents doubled.", "named_individual", "asserts"),
    ("The harbour authority said traffic fell.", "organization", "asserts"),
    ("A spokeswoman for the bank said no customer had lost money.", "organization", "asserts"),
    ("Beijing condemned the sale.", "organization", "other"),
    ("The White House said the talks went well.", "organization", "asserts"),
    ("A senior defence official said the talks failed.", "anonymous_official", "asserts"),
    ("Two diplomats said the text was ready.", "anonymous_official", "asserts"),
    ("Sources say the striker failed a medical.", "anonymous_source", "asserts"),
    ("Two bankers said the fund was insolvent.", "anonymous_source", "asserts"),
    ("The Daily Lantern reported that he had resigned.", "outlet", "asserts"),
    ("State radio claimed the bridge was safe.", "outlet", "alleges"),
    ("The audit found that 300 invoices had no receipt.", "document", "asserts"),
    ("According to a poll of 900 adults, most people want the pier.", "document", "asserts"),
    ("Critics say the law is vague.", "unnamed_group", "asserts"),
    ("He reportedly left the country.", "unattributed", "asserts"),
    ("It is thought that the fire began in the attic.", "unattributed", "speculates"),
    ("Ann Lee, the mayor, flew in. She said the road was open.", "named_official", "asserts"),
    ("A customs official described the raid. The official said two crates were empty.", "anonymous_official", "asserts"),
    ("The bishop denied knowing about the payments.", "named_individual", "denies"),
    ("The palace confirmed that the king was ill.", "organization", "confirms"),
    ("Chancellor Kim Aro called on both sides to stop firing.", "named_official", "asks_commands"),
    ("Mayor Ines Falk told residents to leave.", "named_official", "asks_commands"),
    ("The firm declined to comment on the sale.", "organization", "declines"),
    ("Mayor Ines Falk did not say that the depot was safe.", "named_official", "other"),
]  # fmt: skip

CHAINS = [
    ("Trade Minister Bo Lund told the Evening Star that tariffs would fall.", ["outlet", "named_official"]),
    ("Talks will resume, the Evening Star reported, citing EU officials.", ["outlet", "anonymous_official"]),
    ("A swap is near, state radio said, quoting a Cairo Daily report that cited security sources.", ["outlet", "outlet", "anonymous_source"]),
    ("Ann Lee, the mayor, said the bridge was safe, the Evening Star reported.", ["outlet", "named_official"]),
    ("Ann Lee told reporters that the bridge was safe.", []),
]  # fmt: skip

CLAIM = "The Evening Star reported that the plant leaked. "
RESPONSES = [
    ("The operator denied the report.", ["denied"]),
    ("The operator called the claim false.", ["denied"]),
    ("The ministry would neither confirm nor deny it.", ["neither_confirmed_nor_denied"]),
    ("The ministry declined to confirm or deny the report.", ["neither_confirmed_nor_denied"]),
    ("The operator declined to comment.", ["declined_to_comment"]),
    ("A lawyer for the operator would not comment.", ["declined_to_comment"]),
    ("The operator did not immediately respond to a request for comment.", ["no_response"]),
    ("Emails to the operator went unanswered.", ["no_response"]),
    ("The port authority confirmed the leak.", ["confirmed"]),
    ("The operator acknowledged a spill but denied the leak.", ["partially_denied"]),
    ("It withdrew the report an hour later.", ["retracted"]),
    ("In a correction, it named another plant.", ["corrected"]),
    ("The weather was fine.", []),
]  # fmt: skip


def read(text: str) -> Article:
    return read_article(Article(text=text), make_extractor("rules"))


@pytest.mark.parametrize(("text", "kind", "stance"), KINDS)
def test_kind_and_stance(text: str, kind: str, stance: str) -> None:
    *_, last = read(text).statements or ()
    assert (last.source.kind.value, last.stance.value) == (kind, stance)


@pytest.mark.parametrize(("text", "kinds"), CHAINS)
def test_chain_outermost_first(text: str, kinds: list[str]) -> None:
    first, *_ = read(text).statements or ()
    assert [hop.kind.value for hop in first.chain] == kinds


@pytest.mark.parametrize(("answer", "statuses"), RESPONSES)
def test_responses_attach_to_the_statement_they_answer(answer: str, statuses: list[str]) -> None:
    article = read(CLAIM + answer)
    first, *_ = article.statements or ()
    assert [one.status.value for one in first.responses] == statuses
    assert [one.about for one in article.responses] == [(first.id,)] * len(statuses)


def test_the_reason_for_anonymity_and_the_number_are_kept() -> None:
    (one,) = (
        read(
            "Two officials, who asked not to be named because the talks are private, said the loan was agreed."
        ).statements
        or ()
    )
    assert (one.source.count, one.source.text) == (2, "Two officials")
    assert one.source.reason is not None
    assert one.source.reason.text == "because the talks are private"
