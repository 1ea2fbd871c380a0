"""The labels that a statement and its sourcing bear."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ResponseStatus", "Role", "SourceKind", "SpeechForm", "Stance"]


class SourceKind(StrEnum):
    """What kind of source stands behind a statement.

    Attributes:
        NAMED_OFFICIAL: A named person who holds a public office now, or speaks for a public body.
        NAMED_INDIVIDUAL: Any other named person, former officials too.
        ORGANIZATION: A body as such, a country by name, a spokesperson without a name.
        ANONYMOUS_OFFICIAL: A person without a name, described by a public office or post.
        ANONYMOUS_SOURCE: Any other person or insiders without a name: 'an aide', 'a person familiar with the talks'.
        OUTLET: A news outlet, or its reporter in the act of reporting.
        DOCUMENT: A text, a data set, a poll, a study, a law or a post as such.
        UNNAMED_GROUP: A crowd in which nobody answers for the words: 'critics say'.
        UNATTRIBUTED: No source is to be found: 'reportedly', 'it is said'.
    """

    NAMED_OFFICIAL = "named_official"
    NAMED_INDIVIDUAL = "named_individual"
    ORGANIZATION = "organization"
    ANONYMOUS_OFFICIAL = "anonymous_official"
    ANONYMOUS_SOURCE = "anonymous_source"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED_GROUP = "unnamed_group"
    UNATTRIBUTED = "unattributed"

    @property
    def anonymous(self) -> bool:
        """Whether this kind is a person or persons whose name is withheld."""
        return self in (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE)


class Role(StrEnum):
    """The hat that a source wears in this statement.

    Attributes:
        GOVERNMENT: Executive, legislature, diplomacy, and what they publish.
        MILITARY_POLICE_COURT: Armed forces, police, prosecutors, courts, and what they publish.
        POLITICIAN_CAMPAIGN: Candidates, also those who hold an office, parties, campaigns and their staff.
        EXPERT: Scholars, analysts, consultants, polls, studies; former officials who speak in general.
        WITNESS_PARTICIPANT: Who saw it, is involved or has a stake: residents, activists, unions, a party's lawyers.
        COMPANY: A firm, or a person who speaks for one.
        MEDIA: An outlet, a reporter, a commentator.
        PUBLIC: Voters, citizens, a crowd of which no stake is known.
        UNKNOWN: The article does not tell.
    """

    GOVERNMENT = "government"
    MILITARY_POLICE_COURT = "military_police_court"
    POLITICIAN_CAMPAIGN = "politician_campaign"
    EXPERT = "expert"
    WITNESS_PARTICIPANT = "witness_participant"
    COMPANY = "company"
    MEDIA = "media"
    PUBLIC = "public"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the cue does with the content.

    Attributes:
        ASSERTS: Put it forward: 'said', 'according to', 'reported'.
        DENIES: Reject its truth: 'denied', 'disputed'.
        CONFIRMS: Confirm or admit it.
        ALLEGES: Put it forward while the writer keeps a distance: 'claimed', 'accused', 'insisted'.
        DECLINES: Refuse to speak about it.
        SPECULATES: Tell a belief, a hope, a fear, an intention or an expectation.
        ASKS_COMMANDS: Ask, urge or order.
        OTHER: Put nothing forward that could be true: praise, blame, support, a topic, a deed.
    """

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    DECLINES = "declines"
    SPECULATES = "speculates"
    ASKS_COMMANDS = "asks_commands"
    OTHER = "other"


class ResponseStatus(StrEnum):
    """How another party answered a statement.

    Attributes:
        CONFIRMED: Said that it is so.
        DENIED: Said that it is not so.
        PARTIALLY_DENIED: Admitted a part and denied another.
        NEITHER: 'Neither confirmed nor denied'.
        DECLINED: Would not comment.
        NO_RESPONSE: Was asked and did not answer.
        RETRACTED: Took its own words back.
        CORRECTED: Put its own words right.
    """

    CONFIRMED = "confirmed"
    DENIED = "denied"
    PARTIALLY_DENIED = "partially_denied"
    NEITHER = "neither_confirmed_nor_denied"
    DECLINED = "declined_to_comment"
    NO_RESPONSE = "no_response"
    RETRACTED = "retracted"
    CORRECTED = "corrected"


class SpeechForm(StrEnum):
    """How the content stands in the text: in quotation marks, partly so, or in paraphrase.

    Attributes:
        DIRECT: In quotation marks.
        MIXED: Partly in quotation marks.
        INDIRECT: In paraphrase.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
