"""What a caller writes, held to the strict type checker and run: names, argument and result types of the public API."""

from __future__ import annotations

from typing import assert_type

from credscore import (
    Article,
    Assessment,
    Contribution,
    CredscoreError,
    Hop,
    InputError,
    Opinion,
    Part,
    Policy,
    Report,
    Response,
    ResponseStatus,
    Role,
    Scorer,
    Source,
    SourceKind,
    Span,
    SpeechForm,
    Stance,
    Statement,
    assess,
    score,
    score_all,
)


def from_text() -> Report:
    report = assess("Ann Lee, the mayor, said the bridge was safe. The builder denied it.")
    assert_type(report, Report)
    assert_type(report.assessments, tuple[Assessment, ...])
    assert_type(report.responses, tuple[Response, ...])
    assert_type(report.article, Article)
    assert_type(report.profile.score, float | None)
    assert_type(report.to_json(indent=2), str)
    return report


def by_hand() -> Assessment:
    statement = Statement(
        content=Part(text="the bridge was safe", spans=(Span(10, 29),)),
        source=Source(name="two officials", kind=SourceKind.ANONYMOUS_OFFICIAL, role=Role.GOVERNMENT, count=2),
        chain=(Hop(name="The Lantern"), Hop(name="two officials", kind=SourceKind.ANONYMOUS_OFFICIAL)),
        stance=Stance.ASSERTS,
        form=SpeechForm.INDIRECT,
        responses=(Response(by="The builder", status=ResponseStatus.DENIED),),
    )
    assert_type(statement.text, str)
    assert_type(statement.chain, tuple[Hop, ...])
    one = score(statement)
    assert_type(one, Assessment)
    assert_type(one.score, float | None)
    assert_type(one.interval, tuple[float, float])
    assert_type(one.claim, Opinion)
    assert_type(one.explain(), tuple[Contribution, ...])
    assert_type(score_all([statement, statement]), list[Assessment])
    assert_type(one.what_if(hedged=True), Assessment)
    return one


def in_words() -> Assessment:
    """As the README and the tutorial write it: labels as words, lists, mappings."""
    statement = Statement(
        content={"text": "It was safe", "spans": [[0, 11]]},
        source=Source(name="an aide", kind="anonymous_source", role="government", spans=[(13, 20)]),
        chain=[Hop(name="The Lantern", kind="outlet"), {"name": "an aide", "kind": "anonymous_source"}],
        stance="asserts",
        form="direct",
        responses=[Response(by="The builder", status="denied", about=[])],
    )
    assert_type(statement.source.kind, SourceKind)
    assert_type(statement.chain, tuple[Hop, ...])
    assert_type(statement.responses[0].status, ResponseStatus)
    article = Article(text="It was safe, an aide said.", published="2024-03-01", statements=[statement])
    assert_type(article.statements, tuple[Statement, ...] | None)
    return score(statement)


def configured() -> Scorer:
    policy = Policy.load("default")
    assert_type(policy, Policy)
    scorer = Scorer(policy=policy, extractor="rules")
    assert_type(scorer.assess(Article(id="a", text="It rained.")), Report)
    assert_type(scorer.score(Statement()), Assessment)
    return scorer


def refused() -> CredscoreError:
    try:
        Article.parse({"text": 5}, file="articles.jsonl", line=3)
    except InputError as error:
        assert_type(error.line, int | None)
        assert_type(error.field, str | None)
        return error
    raise AssertionError("a number is no text")


if __name__ == "__main__":
    assert [one.withheld is None for one in from_text().assessments] == [True, False]  # a claim, and its denial
    found = by_hand()
    assert found.score is not None
    assert found.interval[0] <= found.score <= found.interval[1]
    assert in_words().score is not None
    configured()
    print(refused())
