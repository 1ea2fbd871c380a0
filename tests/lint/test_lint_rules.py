"""Every rule: examples that it hits and misses, a page, a check; and articles that a person has read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore import Article, Report, Scorer, Statement
from credscore.errors import InputError
from credscore.lint import Finding, Rule, Severity, check, rules
from credscore.lint.check import CHECKS
from credscore.lint.pages import page, table
from credscore.lint.rule import UNUSED

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "lint"
RULES = tuple(rules().values())
CHECKED = tuple(rule for rule in RULES if rule.code != UNUSED)  # that one has tests of its own: it is about settings
SCORER = Scorer()


def findings(text: str, form: str = "text") -> list[Finding]:
    return SCORER.assess(Article.model_validate({"text": text, "form": form})).lint()


def codes(text: str, form: str = "text") -> set[str]:
    return {one.code for one in findings(text, form)}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_a_rule_has_examples_and_they_are_true(rule: Rule) -> None:
    assert rule.hits
    assert rule.misses
    for text in rule.hits:
        assert rule.code in codes(text, rule.form), text
    for text in rule.misses:
        assert rule.code not in codes(text, rule.form), text


def test_codes_names_and_beginnings_choose_the_rules() -> None:
    report = SCORER.assess("A source said the dam was unsafe. Critics say the dam was a mistake.")
    every = report.lint()
    assert {"CS102", "CS104"} <= {one.code for one in every}
    assert report.lint(["CS104"]) == report.lint(["vague-crowd"]) == [one for one in every if one.code == "CS104"]
    assert report.lint(["CS1"]) == [one for one in every if one.code.startswith("CS1")]
    assert report.lint([]) == []
    raised = report.lint(["CS104"], {"vague-crowd": Severity.ERROR})
    assert [one.severity for one in raised] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("wanted", "severity", "said"),
    [
        (["CS104", "CS999"], None, "no rule has the code or name 'CS999'"),
        (["cs104"], None, "'cs104'"),
        ("CS104", None, "several were wanted"),
        (None, {"CS999": "error"}, "'CS999'"),
        (None, {"CS104": "fatal"}, "CS104: the severity 'fatal' is none of info, warning, error"),
    ],
)
def test_a_code_that_no_rule_has_is_no_clean_article(wanted: Any, severity: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        SCORER.assess("Critics say the dam was a mistake.").lint(wanted, severity)
    assert said in str(caught.value)


def test_every_rule_has_a_check_and_every_check_a_rule() -> None:
    assert set(CHECKS) == {rule.id for rule in CHECKED}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_its_page_as_its_data_say(rule: Rule) -> None:
    written = (PAGES / f"{rule.code}.md").read_text("utf-8")
    assert written == page(rule), "run: python -m credscore.lint.pages docs/lint"
    if rule.hits:
        assert "## Bad" in written
        assert "## Good" in written


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in PAGES.glob("CS*.md")} == {rule.code for rule in RULES}
    assert table() in (PAGES / "index.md").read_text("utf-8")


def test_messages_are_filled_in() -> None:
    for rule in CHECKED:
        for text in rule.hits:
            for one in findings(text, rule.form):
                assert "{" not in one.message
                assert one.message.strip()


def load(name: str) -> list[dict[str, object]]:
    cases: list[dict[str, object]] = tomllib.loads(
        (Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8")
    )["article"]
    return cases


# What is known to be missed, with the reason.
KNOWN = {
    "d19": "an accusation without a verb of wrongdoing: ‘the vote had been bought’",
}


@pytest.mark.parametrize("case", load("dev"), ids=lambda case: case["id"])
def test_articles_that_a_person_has_read(case: dict[str, object]) -> None:
    found = codes(str(case["text"]).strip())
    if case["id"] in KNOWN:
        assert found != set(case["codes"])  # type: ignore[call-overload]
    else:
        assert found == set(case["codes"])  # type: ignore[call-overload]


def test_the_held_out_articles_are_sound() -> None:
    """They are measured by `benchmarks/lint.py`; here only that their codes exist and none is a development text."""
    held, dev = load("heldout"), load("dev")
    assert not {str(one["text"]) for one in held} & {str(one["text"]) for one in dev}
    for case in held + dev:
        assert set(case["codes"]) <= {rule.code for rule in CHECKED}  # type: ignore[call-overload]


# What a finding is


def test_a_finding_has_its_words_line_and_column() -> None:
    text = "First line.\n\nThe mayor, Ann Lee, was there.\nOn Monday a source said the dam was unsafe.\n"
    (one,) = [each for each in findings(text) if each.code == "CS102"]
    assert (one.rule, one.severity, one.text) == ("anonymous-bare", Severity.ERROR, "a source")
    assert text[slice(*one.spans[0])] == "a source"
    assert (one.line, one.column, one.end_line, one.end_column) == (4, 11, 4, 19)
    assert one.statement == "s1"
    assert one.fix


def test_columns_are_of_the_text_as_given() -> None:
    text = "---\ntitle: T\n---\n\n**On Monday** a *source* said that the dam was unsafe.\n"
    (one,) = [each for each in findings(text, "markdown") if each.code == "CS102"]
    assert (one.line, one.column) == (5, 15)


def test_the_order_is_that_of_the_text() -> None:
    found = findings("Critics say the dam is old. A source said it was unsafe. Others say it will last.")
    assert [one.spans for one in found] == sorted(one.spans for one in found)
    assert [one.code for one in found] == ["CS104", "CS101", "CS102", "CS104"]


def test_rules_can_be_chosen_and_weighed() -> None:
    report = SCORER.assess("A source said the dam was unsafe.")
    assert [one.code for one in report.lint(["CS102"])] == ["CS102"]
    (one,) = report.lint(["CS102"], {"CS102": Severity.INFO})
    assert one.severity is Severity.INFO
    assert report.lint([]) == []


def test_statements_without_a_text_are_checked_as_far_as_they_go() -> None:
    statement = Statement.model_validate(
        {
            "content": {"text": "the dam was unsafe"},
            "cue": {"text": "said"},
            "source": {"text": "a source", "kind": "anonymous_source"},
        }
    )
    found = SCORER.assess(Article(statements=(statement,))).lint()
    assert {one.code for one in found} == {"CS101", "CS102"}
    assert all(one.line is None and one.spans == () for one in found)


def test_the_exchange_format_is_filled_when_asked() -> None:
    report = SCORER.assess("A source said the dam was unsafe.")
    assert report.to_dict()["article"]["lint"] == []
    filled = report.to_dict(lint=True)["article"]["lint"]
    assert [one["code"] for one in filled] == ["CS101", "CS102"]
    assert filled[0]["spans"] == [[0, 8]] or filled[0]["spans"] == [(0, 8)]


# Quotations are somebody's own words


@pytest.mark.parametrize(
    "quoted",
    [
        "He has reportedly left the town for good.",
        "The treasurer allegedly took the money from the box.",
        "It was off the record, as you know very well.",
        "Local media reported it on Monday and again today.",
    ],
)
def test_prose_rules_pass_over_what_is_quoted(quoted: str) -> None:
    found = codes(f"“{quoted}” said Mayor Ann Lee.")
    assert not found & {"CS201", "CS207", "CS110", "CS301"}


# Fairness


ACCUSED = "Councillor Dario Fenn accused Norvane Works of hiding the audit. {}"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("", True),
        ("It rained.", True),
        ("Norvane Works denied the accusation.", False),
        ("A spokeswoman for Norvane Works declined to comment.", False),
        ("Norvane said the audit had never been secret.", False),
        ("The company did not respond to a request for comment.", False),
        ("Attempts to reach Norvane Works failed.", False),
    ],
)
def test_the_accused_is_heard(answer: str, found: bool) -> None:
    assert ("CS401" in codes(ACCUSED.format(answer))) is found


# Laws


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "A source said the dam was unsafe.",
                "Critics say it is old.",
                "“We saw nothing of the kind at all,” he said.",
                "The treasurer allegedly stole 40,000 crowns.",
                "Ann Lee accused Norvane Works of fraud.",
                "Norvane denied it.",
                "\n\n",
                "off the record",
                "The Courier has learned that",
                "\u200b“",
            ]
        ),
        max_size=8,
    )
)
def test_any_article_gives_findings_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = findings(text)
    for one in found:
        assert one.spans
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(text)
        assert one.line is not None
        assert one.column is not None
        line = text.split("\n")[one.line - 1]
        assert one.column <= len(line)
        assert re.fullmatch(r"CS\d{3}", one.code)
    assert found == findings(text)


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_any_text_is_checked(text: str) -> None:
    for one in findings(text):
        assert text[slice(*one.spans[0])] == one.text


def test_a_sentence_behind_changes_no_finding_before_it() -> None:
    text = "A source said the dam was unsafe. The ministry said nothing."
    before = [(one.code, one.spans) for one in findings(text)]
    after = [(one.code, one.spans) for one in findings(text + "\n\nIt rained on Monday.")]
    assert before == after


def test_the_api_is_on_the_report() -> None:
    report = SCORER.assess("Critics say it is old.")
    assert isinstance(report, Report)
    assert report.lint() == check(report)
