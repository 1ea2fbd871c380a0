"""JSON-LD: an article as schema.org has it, where each statement came from as W3C PROV has it, where it stands as
the Web Annotation model has it, and the scores in a namespace of our own.

The context is inline, so that no processor has to fetch one. There is no ``ClaimReview``: that says that a fact check
took place, and none did. A source kind, a stance and the like are IRIs under ``urn:credscore:ns:``.

- The content as it stands in the article is an entity: a ``schema:Quotation`` where it is quoted, a ``schema:Claim``
  where it puts something forward.
- What the origin said or wrote is its primary source (``prov:hadPrimarySource``), attributed to the origin. Each relay
  between them is an entity of its own, attributed to the outlet or person: ``prov:wasQuotedFrom`` where the content is
  in quotation marks and was heard from the origin itself, else ``prov:wasDerivedFrom``.
- A retraction invalidates the origin's word, a correction revises it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from credscore.exchange.nodes import AGENTS, annotation, iri_piece, learnt_node, opinion_node, places, sound
from credscore.report.html.markup import web_link
from credscore.statement import ResponseStatus, SourceKind, Span, SpeechForm

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.scoring import Assessment
    from credscore.statement import Response

__all__ = ["jsonld"]

_NAMESPACE = "cs:"


@functools.cache
def _context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(__package__ or __name__).joinpath("context.json").read_text("utf-8"))
    return found


def jsonld(report: Report) -> dict[str, Any]:
    """The report as a JSON-LD document with its context in it."""
    return {"@context": _context(), "@graph": _Graph(report).nodes()}


class _Graph:
    """The nodes of one article, with its agents, each of which stands once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        article = report.article
        link = web_link(article.url)
        self.id = link.partition("#")[0] if link else f"urn:credscore:article:{iri_piece(article.id) or 'unnamed'}"
        self.ids = {
            one.statement.id: self._id(f"statement-{iri_piece(one.statement.id)}") for one in report.assessments
        }
        self.agents: dict[tuple[str, SourceKind | None], dict[str, Any]] = {}

    def _id(self, fragment: str) -> str:
        return f"{self.id}#{fragment}"

    def nodes(self) -> list[dict[str, Any]]:
        article = self._article()
        statements = [node for one in self.report.assessments for node in self._statement(one)]
        return [article, self._assessment(), *statements, *self.agents.values()]

    def _article(self) -> dict[str, Any]:
        article, profile = self.report.article, self.report.profile
        node: dict[str, Any] = {"@id": self.id, "@type": ["schema:NewsArticle", "prov:Entity"]}
        if article.title:
            node["headline"] = sound(article.title)
        if web_link(article.url):
            node["url"] = article.url
        if article.published is not None:
            written = article.published.isoformat()
            node["dateTimePublished" if "T" in written else "datePublished"] = written
        if article.outlet:
            node["publisher"] = self._agent(article.outlet, SourceKind.OUTLET)
        if profile.score is not None and profile.interval is not None:
            node |= {"score": profile.score, "low": profile.interval[0], "high": profile.interval[1]}
        if self.report.learnt is not None:
            node["learnt"] = learnt_node(self.report.learnt)
        return node | {"notice": self.report.notice}

    def _assessment(self) -> dict[str, Any]:
        from credscore import __version__

        software = {
            "@id": f"urn:credscore:software:{__version__}",
            "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
            "name": "credscore",
            "softwareVersion": __version__,
        }
        return {
            "@id": self._id("assessment"),
            "@type": "prov:Activity",
            "used": self.id,
            "wasAssociatedWith": software,
            "policy": self.report.policy,
        }

    def _agent(self, name: str, kind: SourceKind | None, **more: Any) -> str:
        """The id of an agent, who is added to the graph when first named."""
        key = (name, kind)
        if kind is None and name:  # a party whose kind is not given is the one of that name, if there is one
            key = next(((name, one) for one in SourceKind if (name, one) in self.agents), key)
        if key not in self.agents:
            node: dict[str, Any] = {
                "@id": self._id(f"agent-{len(self.agents) + 1}"),
                "@type": AGENTS.get(kind, ["prov:Agent"]) if kind else ["prov:Agent"],
            }
            if name:
                node["name"] = sound(name)
            if kind:
                node |= {"kind": _NAMESPACE + kind.value, "anonymous": kind.anonymous}
            self.agents[key] = node | more
        found: str = self.agents[key]["@id"]
        return found

    def _statement(self, one: Assessment) -> list[dict[str, Any]]:
        statement, source = one.statement, one.statement.source
        me = self.ids[statement.id]
        quoted = statement.form is not SpeechForm.INDIRECT
        kinds = ["schema:Quotation"] if quoted else []
        kinds += ["schema:Claim"] if one.score is not None else []
        node: dict[str, Any] = {
            "@id": me,
            "@type": [*(kinds or ["schema:CreativeWork"]), "prov:Entity"],
            "text": sound(statement.text),
            "isPartOf": self.id,
            "stance": _NAMESPACE + statement.stance.value,
            "speech": _NAMESPACE + statement.form.value,
            "hedged": statement.hedged,
            "secondHand": statement.second_hand,
        }
        if one.score is not None:
            node["appearance"] = self.id
        if statement.cue.text:
            node["cue"] = sound(statement.cue.text)
        if statement.claim_id is not None:
            node["claimId"] = sound(statement.claim_id)
        if statement.answers in self.ids:
            node["answers"] = self.ids[statement.answers]
        origin, agent = self._origin(one)
        made = [node, origin]
        if agent is not None:
            node["wasAttributedTo"] = agent
            node["spokenByCharacter" if quoted else "author"] = agent
            node["qualifiedAttribution"] = self._attribution(one, agent)
        stations = self._relays(one)
        for before, after in zip([node, *stations], [*stations, origin], strict=True):
            how = "wasQuotedFrom" if statement.form is SpeechForm.DIRECT and not stations else "wasDerivedFrom"
            before[how] = after["@id"]
        node["hadPrimarySource"] = origin["@id"]
        node["response"] = [self._response(answer, me, number) for number, answer in enumerate(statement.responses, 1)]
        for number, answer in enumerate(statement.responses, 1):
            if answer.status is ResponseStatus.RETRACTED:
                origin["wasInvalidatedBy"] = {"@id": f"{me}-response-{number}-retraction", "@type": "prov:Activity"}
        node |= self._scores(one)
        if source.url and web_link(source.url) and source.kind is SourceKind.DOCUMENT:
            origin["url"] = source.url
        return [*made, *stations, *annotation(me, self._places(statement.content.spans))]

    def _origin(self, one: Assessment) -> tuple[dict[str, Any], str | None]:
        """What the origin said, or the document that it is, and the id of the agent who said it."""
        source = one.statement.source
        name = source.name or source.text
        node: dict[str, Any] = {"@id": f"{self.ids[one.statement.id]}-origin", "@type": ["prov:Entity"]}
        if source.kind is SourceKind.DOCUMENT:
            node["@type"] = ["prov:Entity", "schema:CreativeWork"]
            node |= {"name": sound(name), "kind": _NAMESPACE + source.kind.value}
            return node, None
        if source.kind is SourceKind.UNATTRIBUTED:
            return node | {"kind": _NAMESPACE + source.kind.value}, None
        more: dict[str, Any] = {"role": _NAMESPACE + source.role.value}
        if source.count is not None:
            more["count"] = source.count
        if source.url and web_link(source.url):
            more["url"] = source.url
        agent = self._agent(name, source.kind, **more)
        return node | {"wasAttributedTo": agent}, agent

    def _relays(self, one: Assessment) -> list[dict[str, Any]]:
        """An entity for every relay, outermost first: what it passed on."""
        found = []
        for number, hop in enumerate(one.statement.chain[:-1], 1):
            node: dict[str, Any] = {"@id": f"{self.ids[one.statement.id]}-hop-{number}", "@type": ["prov:Entity"]}
            if hop.kind is SourceKind.DOCUMENT:
                node["@type"] = ["prov:Entity", "schema:CreativeWork"]
                node["name"] = sound(hop.name)
            elif hop.kind is not SourceKind.UNATTRIBUTED:
                more = {"tier": sound(hop.tier)} if hop.tier else {}
                node["wasAttributedTo"] = self._agent(hop.name, hop.kind, **more)
            if hop.url and web_link(hop.url):
                node["url"] = hop.url
            found.append(node)
        return found

    def _attribution(self, one: Assessment, agent: str) -> dict[str, Any]:
        source = one.statement.source
        node: dict[str, Any] = {
            "@id": f"{self.ids[one.statement.id]}-attribution",
            "@type": ["prov:Attribution"],
            "agent": agent,
            "attributionOpinion": opinion_node(one.attribution) | {"wasGeneratedBy": self._id("assessment")},
        }
        if source.reason:
            node["reason"] = sound(source.reason.text)
        targets = self._places([*source.spans, *one.statement.cue.spans])
        return node | ({"hasTarget": targets} if targets else {})

    def _response(self, answer: Response, statement: str, number: int) -> dict[str, Any]:
        node: dict[str, Any] = {
            "@id": f"{statement}-response-{number}",
            "@type": ["cs:Response", "prov:Entity"],
            "status": _NAMESPACE + answer.status.value,
        }
        if answer.text:
            node["text"] = sound(answer.text)
        if answer.by:
            node["wasAttributedTo"] = self._agent(answer.by, answer.kind)
        if answer.status is ResponseStatus.CORRECTED:
            node["wasRevisionOf"] = f"{statement}-origin"
        targets = self._places(answer.spans)
        return node | ({"hasTarget": targets} if targets else {})

    def _scores(self, one: Assessment) -> dict[str, Any]:
        low, high = one.interval
        node: dict[str, Any] = {
            "grade": one.grade,
            "claimOpinion": opinion_node(one.claim) | {"wasGeneratedBy": self._id("assessment")},
            "contributions": [{"rule": line.rule, "points": line.points} for line in one.explain()],
        }
        if one.score is None:
            return node | {"withheld": one.withheld or ""}
        if one.learnt is not None:
            node["learnt"] = learnt_node(one.learnt)
        return node | {
            "score": one.score,
            "low": low,
            "high": high,
            "likelihood": one.words,
            "confidence": one.confidence,
            "origins": one.origins,
        }

    def _places(self, spans: Sequence[Span]) -> list[dict[str, Any]]:
        return places(self.report.article.text, self.id, spans)
