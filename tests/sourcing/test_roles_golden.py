"""Roles that the words near a source tell: whom it serves, what it is of, where it comes from. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.reading import read
from credscore.sourcing import read_article
from credscore.sourcing.names import _is_firm_of_post
from credscore.sourcing.personhood import names_body

STORY = (
    "The Lee campaign opened an office. Polls show Ann Lee ahead in the primary, and voters in Ohio like the nominee. "
    "The debate is on Monday. "
)

# text; kind and role of the last statement's source
ROWS = [
    # several of a noun: the people, or one body of their role
    ("A group of senators said the bill was late.", "anonymous_official", "government"),
    ("A handful of employees said it was late.", "unnamed_group", "witness_participant"),
    ("A network of charities said it was late.", "organization", "witness_participant"),
    ("A family of super PACs said it was late.", "organization", "politician_campaign"),
    ("Growers for Ohio, a super PAC, said it was late.", "organization", "politician_campaign"),
    (STORY + "Voters for Lee said it was late.", "unnamed_group", "public"),
    ("Growers for Clean Water said it was late.", "organization", "witness_participant"),
    ("Aid agencies said it was late.", "unnamed_group", "witness_participant"),
    ("Business leaders said it was late.", "unnamed_group", "company"),
    ("World leaders said it was late.", "unnamed_group", "government"),
    ("Three employees said it was late. A fourth said it was early.", "anonymous_source", "witness_participant"),
    # whom somebody serves, or has served
    ("Citylane’s operations director, Neil Farr, said it was late.", "named_individual", "company"),
    ("The council’s finance director, Neil Farr, said it was late.", "named_official", "government"),
    ("Chief security officer Jana Park said it was late.", "named_individual", "company"),
    ("The election commission said it was open. Its chairwoman, Ruta Abend, said it was late.", "named_official", "government"),
    ("The planning committee met. Its chair, Dee Hanlon, said it was late.", "named_official", "government"),
    ("A former Lumivox executive said it was late.", "anonymous_source", "witness_participant"),
    ("A former Lumivox executive left. Lumivox shares fell. Lumivox said it was late.", "organization", "company"),
    (STORY + "Two of her advisers said it was late.", "anonymous_source", "politician_campaign"),
    ("Gus Papp, president of the Dorvik Steelworkers, said it was late.", "named_individual", "witness_participant"),
    ("Ravia’s ambassador to the UN, Ines Okaf, said it was late.", "named_official", "government"),
    ("The owner of the shop, Ann Coyle, said it was late.", "named_individual", "company"),
    ("A friend of the victim, Ann Coyle, said it was late.", "anonymous_source", "witness_participant"),
    (STORY + "His Conservative rival, Guy March, said it was late.", "named_individual", "politician_campaign"),
    (STORY + "Lee supporter Joan Averil, 58, of Canton, said it was late.", "named_individual", "public"),
    (STORY + "Lidia Farr, 67, who sells flowers, said it was late.", "named_individual", "public"),
    (STORY + "According to the organizer of a rally, it was late.", "anonymous_source", "witness_participant"),
    (STORY + "His chief strategist, Tess Ambel, said it was late.", "named_individual", "politician_campaign"),
    (STORY + "Scott Learn, who directs the poll, said it was late.", "named_individual", "expert"),
    ("The ferry firm Orrin said it was late. Its lawyer, Ivo Krantz, said it was not.", "named_individual", "witness_participant"),
    ("Divers from the navy said it was late.", "unnamed_group", "military_police_court"),
    ("The Rev. Amos Tatum of Zion Chapel said it was late.", "named_individual", "witness_participant"),
    (STORY + "Kim Sato, her Ohio director, said it was late.", "named_individual", "politician_campaign"),
    (STORY + "Senior aide Dirk Vane said it was late.", "named_individual", "politician_campaign"),
    (STORY + "According to some Lee volunteers, it was late.", "unnamed_group", "politician_campaign"),
    (STORY + "Her last rival, Sen. Brett Case, said it was late.", "named_official", "politician_campaign"),
    (STORY + "Sen. Brett Case quit the race. Case said it was late.", "named_official", "politician_campaign"),
    (STORY + "Don Peel, a truck driver in Dayton, said it was late.", "named_individual", "public"),
    (STORY + "Karl Desmon, a donor from Dallas, said it was late.", "named_individual", "witness_participant"),
    (STORY + "Tallower said it was late.", "named_individual", "unknown"),
    ("The vote is late. Assembly Speaker Rita Chang said it was late.", "named_official", "government"),
    ("Insurer Calven said it was late. “It was,” chairman Ivo Askel said.", "named_individual", "company"),
    ("Lawyers acting for 300 families said it was late.", "unnamed_group", "witness_participant"),
    ("Police officials said it was late. One official said it was early.", "anonymous_official", "military_police_court"),
    ("Activists came to the hall. Three activists said it was late. One of them, Julio Vegas, said it was early.", "named_individual", "witness_participant"),
    ("It was late for Ann Coyle, the bureau’s director told Congress. Coyle said it was early.", "named_individual", "unknown"),
    # kin, and those whom a place has
    ("The mayor’s brother said it was late.", "anonymous_source", "witness_participant"),
    ("A doctor at the town’s only hospital said it was late.", "anonymous_source", "witness_participant"),
    # operators of machines are people, other operators are firms
    ("Crane operator Jens Akers said it was late.", "named_individual", "witness_participant"),
    ("A crane operator said it was late.", "anonymous_source", "witness_participant"),
    ("The ferry operator said it was late.", "organization", "company"),
    # names
    ("A fighter who identified himself as Jabril said it was late.", "named_individual", "witness_participant"),
    ("A mother of two, who gave her name as Kelly, said it was late.", "named_individual", "witness_participant"),
    ("A man who asked not to be named said it was late.", "anonymous_source", "public"),
    ("“It was late,” said Halima, a baker.", "named_individual", "witness_participant"),
    ("“It was late,” said Sam Fields, one of the protesters.", "named_individual", "witness_participant"),
    ("Ann Coyle, 24, from Velm, who said it was late, left.", "named_individual", "witness_participant"),
    ("An attack on Ann Coyle, who said it was late, failed.", "named_individual", "unknown"),
    ("A friend of Ann Coyle, who said it was late, left.", "anonymous_source", "witness_participant"),
    # bodies by two words, by what they do, by how their name is made
    ("A consumer watchdog said it was late.", "organization", "expert"),
    ("The competition watchdog said it was late.", "organization", "government"),
    ("The research firm Axlewise said it was late.", "organization", "expert"),
    ("Rating agency Morland said it was late.", "organization", "expert"),
    ("News agency Morland said it was late.", "outlet", "media"),
    ("Plastics Ravia, which lobbies for growers, said it was late.", "organization", "witness_participant"),
    ("Rival Passbox said it was late.", "organization", "company"),
    ("AirVelm said it was late.", "organization", "company"),
    ("Heritage Spain said it was late.", "organization", "government"),
    ("Ashby Group said it was late.", "organization", "company"),
    ("The Ashby Rights Group said it was late.", "organization", "witness_participant"),
    ("A spokeswoman for Lark Homes, which owned the port, said it was late.", "organization", "company"),
    # texts
    ("A leaked army order said it was late.", "document", "military_police_court"),
    ("A letter found in a desk said it was late.", "document", "unknown"),
    ("A provincial audit completed in March said it was late.", "document", "government"),
    ("An outside audit said it was late.", "document", "expert"),
    ("Records show that she owned a horse.", "document", "government"),
    ("Filings show that she owned a horse.", "document", "government"),
    ("The judge was late. Filings show that she owned a horse.", "document", "military_police_court"),
    ("Residents reached by telephone said it was late.", "unnamed_group", "witness_participant"),
    ("According to Jack Kell, writing for the Evening Star, it was late.", "outlet", "media"),
    ("“It grows,” said Ida Sol, a geochemist. The paper says that it was late.", "document", "expert"),
    ("Scientists said it grows. The team said it was late.", "organization", "expert"),
    # a leaning makes nobody a politician, a regulator enforces and is no police
    ("Nils Berg, a conservative radio host, said it was late.", "named_individual", "media"),
    ("A conservative radio host said it was late.", "anonymous_source", "media"),
    ("A party blogger said it was late.", "anonymous_source", "politician_campaign"),
    ("The agency fined two firms. Its enforcement director said it was late.", "named_official", "government"),
    ("The agency fined two firms. Its former enforcement director said it was late.", "anonymous_source", "expert"),
    ("A law enforcement official said it was late.", "anonymous_official", "military_police_court"),
    ("Drug enforcement agents said it was late.", "anonymous_official", "military_police_court"),
    ("Lund, 54, said it was late.", "named_individual", "unknown"),
    ("Ann Coyle left. Kelly Shaw said it was late. The 36-year-old from Harl said it was early.", "named_individual", "unknown"),
    ("Two men fell. The 36-year-old from Harl said it was late.", "anonymous_source", "unknown"),
    ("The Refugee Forum, a charity, said it was late.", "organization", "witness_participant"),
    ("The think tank Policy Yard said it was late.", "organization", "expert"),
    ("The bank’s governor, Lotte Winther, said it was late.", "named_official", "government"),
    ("The striker’s agent said it was late.", "anonymous_source", "witness_participant"),
    ("Ida Munk, president and chief executive officer of Corvel, said it was late.", "named_individual", "company"),
    ("Ida Munk, chief executive officer of the city council, said it was late.", "named_official", "government"),
    ("Shares in Pellman Group fell. Pellman said it was late.", "organization", "company"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "role"), ROWS)
def test_kind_and_role(text: str, kind: str, role: str) -> None:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements or ()
    assert (last.source.kind.value, last.source.role.value) == (kind, role)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Judge Fiona Carr told the jury not to look up the case.", "asks_commands"),
        ("The army has not commented on the order.", "declines"),
        ("He dismissed the survey as “a fable”.", "denies"),
        ("He dismissed the minister as “a fable”.", "other"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements or ()
    assert last.stance.value == stance


def test_the_last_word_of_a_text_does_not_stand_before_its_first() -> None:
    crane, gate = (read(f"operator Zorvex Brill said it was late beside the {word}") for word in ("crane", "gate"))
    assert names_body(crane, 1, 1, 3) == names_body(gate, 1, 1, 3)
    former, tired = (read(f"Holt executive was {word}") for word in ("former", "tired"))
    assert _is_firm_of_post(former, 0) == _is_firm_of_post(tired, 0)
