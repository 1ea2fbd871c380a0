"""Bare names that are a state's, a firm's or a club's, and who is told by the words beside it. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.sourcing import read_article

STORY = (
    "The Lee campaign opened an office. Polls show Ann Lee ahead in the primary, and voters in Ohio like the nominee. "
    "The debate is on Monday. "
)

# text; kind and role of the last statement's source
ROWS = [
    ("Solvik shares fell by a tenth. Solvik said it would close a plant.", "organization", "company"),
    ("Solvik shares fell by a tenth. A spokesperson for Solvik denied that it was late.", "organization", "company"),
    ("Ravenna's army crossed the river. Ravia accused Ravenna of firing first. Ravenna said it had not.", "organization", "government"),
    ("Marlow have agreed a fee. Marlow said the deal was done.", "organization", "unknown"),
    ("Fans of Marlow sang. Marlow striker Ben Otis scored. Marlow said he was unhurt.", "organization", "witness_participant"),
    ("Tom Hale came in. Did Hale say why? Hale said it was late.", "named_individual", "unknown"),
    ("Tom and Ida Hale have left. Hale said it was late.", "named_individual", "unknown"),
    ("Orrin Capital, which owns 4% of the firm, said the board had failed.", "organization", "company"),
    ("Ravia left the pact. Ravian President Otto Belk said it was over.", "named_official", "government"),
    ("Orrin left the pact. Marlow Lines president Otto Belk said it was over.", "named_individual", "company"),
    ("The Tarnish general staff called that an invention.", "organization", "military_police_court"),
    ("The Red Cross said it came. The agency said it was late.", "organization", "witness_participant"),
    ("Ravian state media said that it was late.", "outlet", "media"),
    ("The plant leaked, according to reports in Spain.", "outlet", "media"),
    ("The plant leaked, according to reports in the drawer.", "document", "unknown"),
    ("People familiar with the inquiry said it was late.", "anonymous_source", "unknown"),
    ("Two Western diplomats said it was near. One of the diplomats said it was signed.", "anonymous_official", "government"),
    ("Two Western diplomats said it was near. The other warned that it would fail.", "anonymous_official", "government"),
    ("Three former employees said it leaked. One of them said it was known.", "anonymous_source", "witness_participant"),
    ("The head of the federal dam office said it was cracked.", "named_official", "government"),
    ("The head of the federal dam office said it was cracked. Director Ida Sorrel said she knew.", "named_official", "government"),
    ("The ministry denied that it was signed. “We do not trade,” spokesman Idris Vane told reporters.", "named_official", "government"),
    ("Deputy District Attorney Lyn Cho said he was dangerous.", "named_official", "military_police_court"),
    ("His public defender, Marcus Hale, said he had a job.", "named_individual", "witness_participant"),
    ("“It has failed,” managing partner Deb Rourke wrote.", "named_individual", "company"),
    ("Superintendent Ida Vickers told parents that the bus was late.", "named_official", "government"),
    ("Superintendent Ida Vickers said two men had been held.", "named_official", "military_police_court"),
    (STORY + "His running mate, Carl Brand, said it rained.", "named_individual", "politician_campaign"),
    (STORY + "A senior Lee adviser said it rained.", "anonymous_source", "politician_campaign"),
    (STORY + "Another aide said it rained.", "anonymous_source", "politician_campaign"),
    (STORY + "A Senate aide said it rained.", "anonymous_official", "government"),
    (STORY + "Maria Otero, whose son drowned, said it rained.", "named_individual", "witness_participant"),
    ("Marlow coach Jens Brock waved it off. “He is happy,” the Dane said.", "named_individual", "witness_participant"),
    ("“We tossed it,” said Ida Sol, a geochemist. The team said it was late.", "organization", "expert"),
    ("The authors said it was late.", "unnamed_group", "expert"),
    ("According to a draft of the agreement, it was late. The draft also says that neither will win.", "document", "government"),
    ("A copy of the lawsuit showed that he knew.", "document", "military_police_court"),
    ("Her death was told by her daughter, Pia, who wept. “She slept,” her daughter said.", "named_individual", "witness_participant"),
    ("According to her family, Ann Lee was ill.", "organization", "witness_participant"),
    ("Colonel Otto Petrik said it was done. A teacher said it was not. She had slept in a cellar, she said.", "anonymous_source", "witness_participant"),
    ("Colonel Otto Petrik said it was done. A teacher said it was not. Petrik laughed. He said it was late.", "named_official", "military_police_court"),
    ("The school board met. Superintendent Gail Nord said it needed repairs.", "named_official", "government"),
    ("The airport’s director, Simone Ach, said it was wet. The crew said it was dry.", "anonymous_source", "witness_participant"),
    ("“It folded,” said Ewan Tate, 33, an engineer from Dunlow.", "named_individual", "witness_participant"),
    ("“It folded,” said Ewan Tate, an engineer at Dunlow College.", "named_individual", "expert"),
    ("Air Corvane, which operates the ship, said it was early.", "organization", "company"),
    ("General secretary Moira Stacey of the Quay Workers said it was late.", "named_individual", "witness_participant"),
    ("The Register wrote that Grant had met Corvel Homes. Corvel said it was late.", "organization", "company"),
    ("The Register wrote that Grant had met Sable Capital. Sable said it was late.", "organization", "company"),
    ("The Register wrote that Xi Jinpeng had come. Xi said it was late.", "named_individual", "unknown"),
    ("Foodmart has a shop there. Foodmart said it was shut.", "organization", "unknown"),
    ("The port operator, Trident Quays, was late. Trident said it was sorry.", "organization", "company"),
    ("Orrin said it expects to sell the mill.", "organization", "unknown"),
    ("Lee said it rained.", "named_individual", "unknown"),
    ("The port authority said it was safe. The maker, Brandt-Loire, is sending a team. It said the model was sound.", "organization", "company"),
    ("Three dockers from the union said they would stay. One said he would walk out.", "anonymous_source", "witness_participant"),
    ("HALDEN (Northwire) - The firm was sold. Northwire said it was late.", "outlet", "media"),
    ("Importers said fruit would be late.", "unnamed_group", "company"),
    ("The store’s clerk said it was late.", "anonymous_source", "company"),
    ("The court’s clerk said it was late.", "anonymous_official", "military_police_court"),
    ("The lecturers’ union said it was late. Dr Ian Fenn, its branch secretary, said it was not.", "named_individual", "witness_participant"),
    ("Her Labour shadow, Dev Choudry, accused her of hiding.", "named_individual", "politician_campaign"),
    ("Paylane, which processes payments, said it was late.", "organization", "company"),
    ("Ofwell’s director said that pumps would fail.", "named_individual", "unknown"),
    ("Velm Council’s leader said that pumps would fail.", "named_official", "government"),
    ("A charity’s director said that pumps would fail.", "anonymous_source", "witness_participant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "role"), ROWS)
def test_kind_and_role(text: str, kind: str, role: str) -> None:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements
    assert (last.source.kind.value, last.source.role.value) == (kind, role)
