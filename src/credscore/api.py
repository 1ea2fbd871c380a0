"""The half dozen names that a user imports: `assess`, `assess_all`, `score`, `Scorer`, `Report`."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from credscore.assessed import NOTICE, Report
from credscore.errors import InputError, LedgerError, ModelError, PolicyError
from credscore.given import article_of, several, with_responses
from credscore.policy import Policy
from credscore.scoring import Assessment, Record, score, score_all
from credscore.statement import Article, Statement

if TYPE_CHECKING:
    import datetime

    from credscore.extract import Extractor
    from credscore.learn.model import SourcingModel
    from credscore.ledger import Ledger
    from credscore.register import Register

__all__ = ["DEFAULT_EXTRACTOR", "NOTICE", "Report", "Scorer", "assess", "assess_all", "score"]

DEFAULT_EXTRACTOR = "trained"


class Scorer:
    """Everything that can be swapped, in one place.

    Args:
        policy: A `Policy`, the name of one that ships, or the path of a policy file; None is the default policy.
        extractor: The name of an extractor, or an object with its interface.
        ledger: A `Ledger`, or the path of a ledger file that is read: records of sources and of outlets. None for
            no records.
        at: The moment as of which the ledger is read: a date, a datetime (UTC if it names no zone), or either in
            ISO 8601. What was written of later days is left out and decay counts up to it, so that a score can be made
            again at any time. None is the time of scoring.
        model: A trained model of statements or of articles, the name of one that ships, or the path of its file. What
            it says stands beside the score (`Assessment.learnt`, `Report.learnt`) and never moves it.
        threshold: Least probability in [0, 1] that a statement found is one, with its words rightly cut; higher finds
            less and is right more often. None is the extractor's own. Not for an extractor given as an object.
        register: Who held which public office when: a `credscore.register.Register`, the path of a register file,
            ``default`` for the one that ships (as None), ``none`` for no register; or several of these, of which a
            later one decides for the people in it.

    Raises:
        PolicyError: The policy cannot be read or breaks a law, or it is none.
        LedgerError: The ledger cannot be read or is none, or `at` is no date.
        ModelError: The model cannot be read, is of another sort, or is none.
        InputError: There is no extractor of that name or it cannot find, the threshold is no number from 0 to 1, or
            the register cannot be read.

    >>> report = Scorer(extractor="rules").assess("The mayor said the bridge was safe.")
    >>> report.assessments[0].statement.text
    'the bridge was safe'
    """

    def __init__(
        self,
        policy: Policy | str | PathLike[str] | None = None,
        extractor: str | Extractor = DEFAULT_EXTRACTOR,
        *,
        ledger: Ledger | str | PathLike[str] | None = None,
        at: datetime.date | str | None = None,
        model: SourcingModel | str | PathLike[str] | None = None,
        threshold: float | None = None,
        register: Register | str | PathLike[str] | Iterable[Register | str | PathLike[str]] | None = None,
    ) -> None:
        if policy is not None and not isinstance(policy, (Policy, str, PathLike)):
            raise PolicyError(f"a Policy, a name or a path was wanted, {policy!r} was found", field="policy")
        self.policy = policy if isinstance(policy, Policy) else Policy.load(policy)
        if isinstance(extractor, str):
            from credscore.extract import make_extractor

            extractor = make_extractor(extractor, threshold)
        elif threshold is not None:
            raise InputError("an extractor given as an object has its own", field="threshold")
        if isinstance(extractor, type) or not callable(getattr(extractor, "find", None)):
            raise InputError(f"a name or an object with find() was wanted, {extractor!r} was found", field="extractor")
        self.extractor = extractor
        if isinstance(ledger, (str, PathLike)):
            from credscore.ledger import Ledger

            ledger = Ledger(ledger, create=False, read_only=True)
        elif ledger is not None and not callable(getattr(ledger, "lookup", None)):
            raise LedgerError(f"a Ledger or the path of one was wanted, {ledger!r} was found", field="ledger")
        self.ledger = ledger
        self.at: datetime.datetime | None = None
        if at is not None:
            from credscore.ledger.entries import moment

            self.at = moment(at, "at")
        if isinstance(model, (str, PathLike)):
            from credscore.learn.modelfile import load_sourcing

            model = load_sourcing(model)
        elif model is not None and not hasattr(model, "task"):
            raise ModelError(f"a model, a name or a path was wanted, {model!r} was found", field="model")
        self.model = model
        if register is not None:
            from credscore.register import Register

            register = Register.of(register)
        self.register = register

    def assess(self, article: str | Article) -> Report:
        """An article in, its statements scored out.

        Args:
            article: A text, or an `Article`. Statements that an article carries are scored as given, in their
                order; otherwise they are found in its text.

        Raises:
            InputError: It is neither, or the text is longer than `credscore.statement.LONGEST_TEXT`.
        """
        article = self._read(article)
        return self._report(article, self._score_all(article.statements or ()))

    def assess_all(self, articles: Iterable[str | Article], *, threshold: float | None = None) -> list[Report]:
        """Several articles in, their statements scored out with what they say about the same claims.

        Statements that say the same, in one article or in several, are found by `credscore.claims.group` and
        corroborate each other; those that share an origin count once. All articles are held in memory.

        Args:
            articles: Texts or `Article`s.
            threshold: How alike the words of two statements have to be, from 0 to 1; None for the measured one.

        Returns:
            The reports in the order given. A statement's ``claim_id`` says with which others it was grouped.

        Raises:
            InputError: One of them is neither, a text is too long, or it is not several that were handed in.
        """
        from credscore.claims import group

        read = [self._read(article) for article in several(articles)]
        places = [place for article in read for place in [_digest(article)] * len(article.statements or ())]
        found = [one for article in read for one in article.statements or ()]
        claims = group(found, texts=places, threshold=threshold)
        found = [
            one if one.claim_id == claim else one.model_copy(update={"claim_id": claim})
            for one, claim in zip(found, claims, strict=True)
        ]
        scored = iter(self._score_all(found, places))
        reports = []
        for article in read:
            mine = [next(scored) for _ in article.statements or ()]
            grouped = article.model_copy(update={"statements": tuple(one.statement for one in mine)})
            reports.append(self._report(grouped, mine))
        return reports

    def _read(self, article: str | Article) -> Article:
        """The article with its statements, found or given."""
        article = article_of(article)
        if article.statements is None:
            from credscore.sourcing import read_article

            return read_article(article, self.extractor, self.register)
        return with_responses(article)

    def _score_all(self, statements: Sequence[Statement], texts: Sequence[str] | None = None) -> list[Assessment]:
        if self.ledger is None:
            scored = score_all(statements, self.policy, texts=texts)
            return scored if self.model is None else [self._with_model(one, None) for one in scored]
        with self.ledger.lookup(self.at) as found:
            scored = score_all(map(found.placed, statements), self.policy, records=found.record, texts=texts)
            return [self._with_model(one, found.record) for one in scored]

    def _with_model(self, one: Assessment, record: Callable[[Statement], Record | None] | None) -> Assessment:
        """The assessment with what the model of statements says beside it, if there is one."""
        model = self.model
        if model is None or model.task != "statement":
            return one
        known = None if record is None else record(one.statement)
        return one.with_model(functools.partial(model.of_statement, record=known))

    def _report(self, article: Article, assessments: Sequence[Assessment]) -> Report:
        report = Report.model_construct(
            article=article,
            assessments=tuple(assessments),
            responses=article.responses,
            policy=self.policy.label,
            notice=NOTICE,
        )
        if self.model is not None and self.model.task == "article":
            report._learnt = self.model.of_article(article, [one.statement for one in assessments])
        return report

    def score(self, statement: Statement) -> Assessment:
        """One statement by itself, with or without a text.

        Raises:
            InputError: It is no statement.
            LedgerError: The ledger cannot be read any more.
        """
        if self.ledger is None:
            return self._with_model(score(statement, self.policy), None)
        with self.ledger.lookup(self.at) as found:
            scored = score(found.placed(statement), self.policy, record=found.record(statement))
            return self._with_model(scored, found.record)


def _digest(article: Article) -> str:
    """The same for the same article, whatever its place in a run."""
    whole = f"{article.id}\0{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()


@functools.cache
def _default_scorer() -> Scorer:
    return Scorer()


def assess(article: str | Article) -> Report:
    """An article in, a `Report` out, by the default policy and extractor.

    Args:
        article: A text, or an `Article`, whose statements are scored as given if it carries any.

    Returns:
        The article with one `Assessment` for each statement; scores are in [0, 1].

    Raises:
        InputError: It is neither, or the text is longer than `credscore.statement.LONGEST_TEXT`.

    >>> report = assess("Ann Lee, the mayor, said the bridge was safe. The builder denied it.")
    >>> [str(answer.status) for answer in report.responses]
    ['denied']
    """
    return _default_scorer().assess(article)


def assess_all(articles: Iterable[str | Article], *, threshold: float | None = None) -> list[Report]:
    """Several articles in, a `Report` for each out, with what they say about the same claims; see `Scorer.assess_all`.

    That says what goes in and what is raised. `Assessment.origins` is the number of independent origins of a claim.

    >>> one = "Ann Lee, the mayor, said the Harwick bridge will close."
    >>> other = "The Harwick bridge will close, engineer Bo Ek said."
    >>> [report.assessments[0].origins for report in assess_all([one, other])]
    [2, 2]
    """
    return _default_scorer().assess_all(articles, threshold=threshold)
