"""An article assessed: its statements with their scores, and the forms in which they are given out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr

from credscore.exchange import SCHEMA_VERSION
from credscore.scoring import Assessment, Profile, profile
from credscore.statement import Article, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from credscore.learn.model import Learnt
    from credscore.lint import Finding, Severity

__all__ = ["NOTICE", "Report"]

NOTICE = "A score says how well a statement is sourced. It is no fact check."


class Report(BaseModel):
    """An article assessed.

    Attributes:
        article: The article with its statements, found or given.
        assessments: One for each statement, in order.
        responses: The responses of the article with the ids of the statements that they answer.
        profile: The article's score and the shares of its sources.
        policy: Id, version and digest of the policy.
        notice: What a score is and is not; shown wherever a reader sees scores.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    article: Article
    assessments: tuple[Assessment, ...]
    responses: tuple[Response, ...] = ()
    policy: str
    notice: str = NOTICE

    _profile: Profile | None = PrivateAttr(default=None)
    _learnt: Learnt | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Equal if every field is; what was asked of them before does not matter."""
        return self.__dict__ == other.__dict__ if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.article, self.assessments, self.policy))

    @property
    def profile(self) -> Profile:
        """The article's score with its interval, and the shares of its sources."""
        if self._profile is None:
            self._profile = profile(self.assessments)
        return self._profile

    @property
    def learnt(self) -> Learnt | None:
        """What a trained model of articles says, if one was given to the scorer: beside the score, not in it."""
        return self._learnt

    def lint(self, codes: Iterable[str] | None = None, severity: Mapping[str, Severity] | None = None) -> list[Finding]:
        """What newsroom standards say about the article's sourcing, in the order of the text.

        Args:
            codes: The rules to check, by code, name or the beginning of a code ('CS1'); None is all.
            severity: Severities by code that differ from the rules' own.

        Raises:
            InputError: A code stands for no rule, or a severity is none.
        """
        from credscore.lint import check

        return check(self, codes, severity)

    def to_dict(self, *, lint: bool = False) -> dict[str, Any]:
        """The report in the exchange format, as plain JSON values.

        Args:
            lint: Whether to fill ``article.lint`` with the findings.
        """
        article = self.article
        out: dict[str, Any] = {"id": article.id}
        for name in ("title", "outlet", "url"):
            value = getattr(article, name)
            if value is not None:
                out[name] = value
        if article.published is not None:
            out["published"] = article.published.isoformat()
        if article.form != "text":
            out["form"] = article.form
        if article.form == "html":
            out["text"] = article.text
            out["links"] = [{"span": list(one.span), "url": one.url} for one in article.links]
        out["statements"] = [one.to_dict() for one in self.assessments]
        out["responses"] = [
            {
                "by": answer.by,
                "status": answer.status.value,
                "about": list(answer.about),
                "spans": [list(span) for span in answer.spans],
                "text": answer.text,
                "kind": None if answer.kind is None else answer.kind.value,
            }
            for answer in self.responses
        ]
        out["article"] = self.profile.to_dict()
        if self.learnt is not None:
            out["article"]["learnt"] = self.learnt.to_dict()
        if lint:
            out["article"]["lint"] = [one.model_dump(mode="json") for one in self.lint()]
        out["policy"] = self.policy
        out["notice"] = self.notice
        out["schema"] = SCHEMA_VERSION
        return out

    def to_json(self, *, indent: int | None = None, lint: bool = False) -> str:
        """The report as JSON text; characters that UTF-8 cannot hold (lone surrogates) are escaped.

        Args:
            indent: Blanks a level; None writes all on one line.
            lint: Whether to fill ``article.lint`` with the findings.
        """
        data = self.to_dict(lint=lint)
        text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
        if text.isascii():
            return text
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(data, ensure_ascii=True, indent=indent, allow_nan=False)
        return text

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row a statement; `credscore.exchange.rows.COLUMNS` says what each column means."""
        from credscore.exchange.rows import rows

        return rows(self)

    def to_frame(self, library: Literal["pandas", "polars"] = "pandas") -> Any:
        """The rows as a frame of pandas or polars, with types that know of missing values.

        Raises:
            CredscoreError: The library is not installed.
        """
        from credscore.exchange.table import frame

        return frame([self], library)

    def to_jsonld(self) -> dict[str, Any]:
        """The report as JSON-LD: schema.org for what it is, W3C PROV for where it came from; no fact check in it."""
        from credscore.exchange.jsonld import jsonld

        return jsonld(self)

    def to_html(self) -> str:
        """The report as one HTML document that loads nothing from anywhere; everything from the text is escaped."""
        from credscore.report.html import page

        return page([self])

    def _repr_html_(self) -> str:
        """The report in a notebook's cell."""
        from credscore.report.html import of_report

        return of_report(self)

    def __str__(self) -> str:
        """The report as a plain table of at most 80 columns."""
        from credscore.report.table import table

        return table(self)
