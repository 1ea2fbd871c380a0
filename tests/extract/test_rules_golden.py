"""Attributions that a reader would mark by hand, one row a form of speech; all texts invented."""

from __future__ import annotations

import pytest

from credscore.extract import make_extractor
from credscore.reading import read

# text, and (source | cue | content) of each attribution; pieces of a content are joined by ' … '
GOLDEN = [
    ("pre", "Mayor Ines Falk said the depot was safe.", [("Mayor Ines Falk", "said", "the depot was safe")]),
    ("that", "The ferry line announced that it would drop the route.", [("The ferry line", "announced", "that it would drop the route")]),
    ("post", "“I saw them run,” said Bea Holm.", [("Bea Holm", "said", "“I saw them run,”")]),
    ("post apposition", "“I saw them run,” said Bea Holm, who lives opposite.", [("Bea Holm, who lives opposite", "said", "“I saw them run,”")]),
    ("mid", "The comet, Ana Ruiz said, will return in May.", [("Ana Ruiz", "said", "The comet … will return in May")]),
    ("mid quoted", "“It is not,” Lee Tran insisted, “a tax.”", [("Lee Tran", "insisted", "“It is not,” … “a tax.”")]),
    ("discontinuous", "“We have the votes,” said Ivy Clarke. “We always had them.”", [("Ivy Clarke", "said", "“We have the votes,” … “We always had them.”")]),
    ("multi-paragraph", "“The pipe was old.\n\n“Everyone knew it,” said Tariq Bell.", [("Tariq Bell", "said", "“The pipe was old.\n\n“Everyone knew it,”")]),
    ("told", "Reza Amini told reporters on Monday that the road was open.", [("Reza Amini", "told", "that the road was open")]),
    ("told the quote", "Reza Amini told the inquiry: “The order came at dawn.”", [("Reza Amini", "told", "“The order came at dawn.”")]),
    ("according to", "Sales doubled, according to the farm bureau.", [("the farm bureau", "according to", "Sales doubled")]),
    ("according to, first", "According to the farm bureau, sales doubled.", [("the farm bureau", "According to", "sales doubled")]),
    ("according to, no apposition", "According to the Wire, a memo was sent to the director, Bo Ek, in May.",
     [("the Wire", "According to", "a memo was sent to the director, Bo Ek, in May")]),
    ("according to, a share", "According to the survey, 70 percent of nurses are tired, and half want to leave.",
     [("the survey", "According to", "70 percent of nurses are tired, and half want to leave")]),
    ("according to, a reason", "He stayed away because, according to Falk, the wall was new.",
     [("Falk", "according to", "the wall was new")]),
    ("according to, a lead", "In early May, according to the guards, the gate was open.",
     [("the guards", "according to", "In early May … the gate was open")]),
    ("according to, a time", "His view, according to a paper at the time, was that it would fail.",
     [("a paper", "according to", "His view … was that it would fail")]),
    ("a quotation within the subject's clause", "Mr. Lund, calling the plan “a joke,” said he would vote no.",
     [("Mr. Lund", "calling", "the plan “a joke,”"), ("Mr. Lund", "said", "he would vote no")]),
    ("a quotation cited within it", "Mr. Lund, citing “the magic of the river,” said the town could win.",
     [("Mr. Lund", "said", "the town could win")]),
    ("anonymous", "An official, who asked not to be named, said the loan was agreed.", [("An official", "said", "the loan was agreed")]),
    ("apposition", "Tess Alder, a former minister, argued that the reserve was small.", [("Tess Alder, a former minister", "argued", "that the reserve was small")]),
    ("two verbs", "Ines Falk said the depot was safe and added that a second was planned.",
     [("Ines Falk", "said", "the depot was safe"), ("Ines Falk", "added", "that a second was planned")]),
    ("participle", "Ines Falk said the depot was safe, adding that a second was planned.",
     [("Ines Falk", "said", "the depot was safe"), ("Ines Falk", "adding", "that a second was planned")]),
    ("closing clause", "Tolvane has agreed to buy Berrick, three people familiar with the matter said.",
     [("three people familiar with the matter", "said", "Tolvane has agreed to buy Berrick")]),
    ("reportedly", "The singer has reportedly sold her catalogue.", [("", "reportedly", "The singer has … sold her catalogue")]),
    ("impersonal", "It is thought that the fire began in the attic.", [("", "It is thought that", "the fire began in the attic")]),
    ("impersonal, in a clause", "While it is thought that the fire began in the attic, nobody saw it.",
     [("", "it is thought that", "the fire began in the attic")]),
    ("impersonal, which", "The dam, which is said to be safe, was built in May.", [("", "is said", "which … to be safe")]),
    ("passive, no charge", "The plan was mocked by Ann Lee while the band played.", [("Ann Lee", "was mocked by", "The plan")]),
    ("is said to", "The clerk is said to have kept a ledger.", [("", "is said", "The clerk … to have kept a ledger")]),
    ("passive", "The mayor was accused by Ann Lee of fraud.", [("Ann Lee", "was accused by", "The mayor … of fraud")]),
    ("accuse", "Ana Weiss accused him of bribing two clerks.", [("Ana Weiss", "accused", "him of bribing two clerks")]),
    ("guillemets", "«The vote was fair», said Marc Dufour.", [("Marc Dufour", "said", "«The vote was fair»")]),
    ("doubled apostrophes", "''It rained,'' Ann Lee said.", [("Ann Lee", "said", "''It rained,''")]),
    ("entities", "&quot;It was calm,&quot; said Jo Renn.", [("Jo Renn", "said", "&quot;It was calm,&quot;")]),
    ("headline", "Glacier shrinking fast, study finds", [("study", "finds", "Glacier shrinking fast")]),
    ("capitals", "POLICE CHIEF ROY TATE SAYS CURFEW STAYS", [("POLICE CHIEF ROY TATE", "SAYS", "CURFEW STAYS")]),
    ("bullet", "- Abe Orr said the levy would stay\n- Shares fell", [("Abe Orr", "said", "the levy would stay")]),
    ("future", "Mira Holt is expected to say that the tax will stay.", [("Mira Holt", "is expected to say", "that the tax will stay")]),
    ("view", "In Falk's view, the tariff hurts the poor.", [("Falk", "'s view", "the tariff hurts the poor")]),
    ("put it", "As the surveyor put it, “the wall is a rumour.”", [("the surveyor", "put it", "“the wall is a rumour.”")]),
    ("rumour", "Rumour has it that the bakery will move.", [("", "Rumour has it that", "the bakery will move")]),
    ("asked", "“Will it hold?” Nora Quist asked.", [("Nora Quist", "asked", "“Will it hold?”")]),
    ("blamed by", "The clerk was blamed by Ann Lee for the loss.", [("Ann Lee", "was blamed by", "The clerk … for the loss")]),
    ("the post, the name", "“I counted them,” said the clerk, Mette Lund.", [("the clerk, Mette Lund", "said", "“I counted them,”")]),
    ("no noun", "The letter states that Falk signed.", [("The letter", "states", "that Falk signed")]),
    ("no noun, inside", "“A month of leave,” the charter states, “is due to all.”", [("the charter", "states", "“A month of leave,” … “is due to all.”")]),
    ("semicolon", "The law, supporters say, protects tenants; opponents say it does nothing.",
     [("supporters", "say", "The law … protects tenants"), ("opponents", "say", "it does nothing")]),
    ("list", "A nurse, a porter and two cooks told the panel that the ward was cold.",
     [("A nurse, a porter and two cooks", "told", "that the ward was cold")]),
    ("list, comma before and", "Growers, millers, and bakers say the price is low.", [("Growers, millers, and bakers", "say", "the price is low")]),
    ("list of names", "Rosa Klein, Emil Falk and Nora Quist argued that the levy was illegal.",
     [("Rosa Klein, Emil Falk and Nora Quist", "argued", "that the levy was illegal")]),
    ("no list: a time", "Two years ago, the mayor and the bishop said the square was safe.",
     [("the mayor and the bishop", "said", "the square was safe")]),
    ("no list: a participle", "Tired of waiting, the mayor and two unions said the depot would close.",
     [("the mayor and two unions", "said", "the depot would close")]),
    ("no list: the content", "The strike ended, the mayor and two unions announced on Sunday.",
     [("the mayor and two unions", "announced", "The strike ended")]),
    ("no list: a clause", "The bill passed, and two unions said it was too late.", [("two unions", "said", "it was too late")]),
    ("alike", "Landlords and tenants alike fear that rents will rise.", [("Landlords and tenants alike", "fear", "that rents will rise")]),
    ("together", "Skippers and anglers together say the lake is dead.", [("Skippers and anglers together", "say", "the lake is dead")]),
    ("citing first, a hop", "Citing an internal memo, Channel Nine said the mine would close.", [("Channel Nine", "said", "the mine would close")]),
    ("citing first, a reason", "Citing the cold, the school closed its yard.", [("the school", "Citing", "the cold")]),
    ("participle first", "Warning that the dam was old, Ida Munk urged the council to act.",
     [("Ida Munk", "Warning", "that the dam was old"), ("Ida Munk", "urged", "the council to act")]),
    ("participle first, no speech", "Calling the fine unjust, Emil Falk left the court.", [("Emil Falk", "Calling", "the fine unjust")]),
    ("name declined", "“The valve froze,” said a welder who declined to give his name.", [("a welder", "said", "“The valve froze,”")]),
    ("not allowed to be named", "“It leaked,” said a guard who was not allowed to be named.", [("a guard", "said", "“It leaked,”")]),
    ("name given", "“It leaked,” said a guard who saw the water rise.", [("a guard who saw the water rise", "said", "“It leaked,”")]),
    ("first name only", "A tenant who would give only her first name said the roof leaked.", [("A tenant", "said", "the roof leaked")]),
    ("surname withheld for fear", "A clerk who withheld his surname, fearing reprisals, said the safe was empty.",
     [("A clerk", "said", "the safe was empty")]),
    ("fear and no silence", "Shopkeepers stayed home, fearing a new flood.", [("Shopkeepers", "fearing", "a new flood")]),
    ("answered words", "Ida Munk answered that the door was shut.", [("Ida Munk", "answered", "that the door was shut")]),
    ("added a clause", "Ida Munk added the mill would close.", [("Ida Munk", "added", "the mill would close")]),
    ("wrote of", "Emil Falk wrote about the loss of the mill.", [("Emil Falk", "wrote", "about the loss of the mill")]),
    ("called no title", "Emil Falk called the exhibit “salt and smoke”.", [("Emil Falk", "called", "the exhibit “salt and smoke”")]),
    ("called a title a thing", "Emil Falk called “Salt and Smoke” a triumph.", [("Emil Falk", "called", "“Salt and Smoke” a triumph")]),
    ("participle of the source", "A driver accused of theft said the van was his.", [("A driver accused of theft", "said", "the van was his")]),
    ("by letter", "The clerk confirmed by letter that the goods were lost.",
     [("The clerk", "confirmed", "that the goods were lost")]),
    ("charged somebody", "The court charged Emil Falk with theft.", [("The court", "charged", "Emil Falk with theft")]),
    ("verb first", "Added the foreman: “It is dry.”", [("the foreman", "Added", "“It is dry.”")]),
    ("verb first, comma", "Wrote Emil Falk in June, “The wall will hold.”", [("Emil Falk", "Wrote", "“The wall will hold.”")]),
    ("verb first, two sentences", "Said Ida Munk, who keeps the lock: “It is dry. It was wet.”",
     [("Ida Munk, who keeps the lock", "Said", "“It is dry. It was wet.”")]),
    ("neither did", "“We never knew,” said Ida Munk, and neither did her clerk.", [("Ida Munk", "said", "“We never knew,”")]),
    ("noun", "They heard of his claim that the tape was cut.", [("his", "claim", "that the tape was cut")]),
]  # fmt: skip

NOTHING = [
    "Since then, Norway has responded to the call.",
    "At the end of May, the bishop wrote again.",
    "In just one of the seven states where it was tried, the plan failed.",
    "Most coastal states that have voted chose Falk.",
    "Having said that, the harbour was quiet by noon.",
    "That said, the boats stayed in.",
    "He was denied entry to the stadium.",
    "The claims department moved to Riga.",
    "Everything ran according to plan.",
    "Her book “Say Nothing Twice” won a prize.",
    "Nicknamed “the Anvil”, the boxer retired in 2009.",
    "Note the date on the ticket before you travel.",
    "They reported for duty at six.",
    "The state of the road is poor.",
    "Would the mayor say who paid?",
    "If the vet says the dog is fit, it will race.",
    "In the fable, the fox says the grapes are sour.",
    "Locals call the old tram “the Slug”.",
    "The clock said ten past four.",
    "It goes without saying that boots are needed.",
    "The court denied access to the archive.",
    "She called her sister on Sunday.",
    "They agreed on a date.",
    "The so-called “green” label has no legal meaning.",
    "The twins look alike.",
    "0,,SAID",
    "Two porters, fearing reprisals, said nothing to the board.",
    "The crew added sand to the mix.",
    "Ida Munk answered the door.",
    "Ida Munk continued the search until noon.",
    "Emil Falk wrote two plays and a song.",
    "A barge called “The Old Swan” was sold.",
    "The exhibit, titled “Salt and Smoke”, opens in June.",
    "The tickets requested by the choir were sent.",
    "A driver charged with theft was freed.",
    "Those briefed on the closure left early.",
    "Announced in May, the plan was dropped.",
    "Said to be haunted, the mill drew crowds.",
]


def shown(text: str) -> list[tuple[str, str, str]]:
    document = read(text)
    found = make_extractor("rules").find(document)
    return [
        (
            " … ".join(document.passage(*part) for part in one.source),
            " … ".join(document.passage(*part) for part in one.cue),
            " … ".join(document.passage(*part) for part in one.content),
        )
        for one in found
    ]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_finds_source_cue_and_content(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_alone_what_attributes_nothing(text: str) -> None:
    assert shown(text) == []
