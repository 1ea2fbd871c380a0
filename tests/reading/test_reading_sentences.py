"""Golden rows: where sentences and paragraphs end. All texts are invented."""

import pytest

from credscore.reading import read

# (text, its sentences)
GOLDEN = [
    # abbreviations
    ("Sen. Doe left. He ran.", ["Sen. Doe left.", "He ran."]),
    ("He met U.S. officials. They left.", ["He met U.S. officials.", "They left."]),
    ("She lives in the U.S. The rest moved.", ["She lives in the U.S.", "The rest moved."]),
    ("He flew to St. Louis. It rained.", ["He flew to St. Louis.", "It rained."]),
    ("It was No. 5 on the list. No. 6 fell.", ["It was No. 5 on the list.", "No. 6 fell."]),
    ("She said no. Nobody laughed.", ["She said no.", "Nobody laughed."]),
    ("It opened on Jan. 4 in Ohio. Crowds came.", ["It opened on Jan. 4 in Ohio.", "Crowds came."]),
    ("J. K. Roe wrote it. A. B. Lee read it.", ["J. K. Roe wrote it.", "A. B. Lee read it."]),
    ("Ann G. and Bob H. Lee gave money.", ["Ann G. and Bob H. Lee gave money."]),
    ("Michael A. (Mike) Roe chairs it.", ["Michael A. (Mike) Roe chairs it."]),
    ("J.R. “Bob” Doe chairs it.", ["J.R. “Bob” Doe chairs it."]),
    ("Gov. Ann Roe (D-N.Y.) spoke. Rep. Bo Lee, R-Ala., did not.",
     ["Gov. Ann Roe (D-N.Y.) spoke.", "Rep. Bo Lee, R-Ala., did not."]),
    ("He arrived at 9 a.m. Tuesday. She came at 5 p.m. He left.",
     ["He arrived at 9 a.m. Tuesday.", "She came at 5 p.m.", "He left."]),
    ("Lt. Gov. Roe and Lt. Col. Lee met.", ["Lt. Gov. Roe and Lt. Col. Lee met."]),
    ("He works for Acme Inc. Chairman Bo Lee does too.", ["He works for Acme Inc. Chairman Bo Lee does too."]),
    ("He works for Acme Inc. The firm is small.", ["He works for Acme Inc.", "The firm is small."]),
    ("The case is Roe vs. Lee. It ended.", ["The case is Roe vs. Lee.", "It ended."]),
    ("Fees, e.g. Tax, rose, i.e. The levy.", ["Fees, e.g. Tax, rose, i.e. The levy."]),
    ("It was plan B. The other failed.", ["It was plan B.", "The other failed."]),
    ("They moved to Tampa, Fla. “We like it,” he said.", ["They moved to Tampa, Fla.", "“We like it,” he said."]),
    ("ROE VS. LEE: WHO WINS? NOBODY.", ["ROE VS. LEE: WHO WINS?", "NOBODY."]),
    ("SEN. DOE LEFT. HE RAN.", ["SEN. DOE LEFT.", "HE RAN."]),
    ("Prices rose 6.5 percent to $1.20. Then they fell.", ["Prices rose 6.5 percent to $1.20.", "Then they fell."]),
    ("He spoke to Prof. “Bones” Lee.", ["He spoke to Prof. “Bones” Lee."]),
    # quotation marks
    ("“Mr. Doe lied,” she said. He left.", ["“Mr. Doe lied,” she said.", "He left."]),
    ("“It rained,” Ann said. “We left.”", ["“It rained,” Ann said.", "“We left.”"]),
    ("“Rain?” he asked. Nobody spoke.", ["“Rain?” he asked.", "Nobody spoke."]),
    ("“Stop!” Smith said. They stopped.", ["“Stop!” Smith said.", "They stopped."]),
    ("“Stop!” said Smith. They stopped.", ["“Stop!” said Smith.", "They stopped."]),
    ('"Is it over?" Rep. Jo Lee, R-Ala., asked reporters.', ['"Is it over?" Rep. Jo Lee, R-Ala., asked reporters.']),
    ("“Is it over?” Smith said the vote was. ", ["“Is it over?”", "Smith said the vote was."]),
    ("“Is it over?” The crowd left.", ["“Is it over?”", "The crowd left."]),
    ("“Why?” He answered, “Because.”", ["“Why?”", "He answered, “Because.”"]),
    ("I said ‘why?’ She said ‘Because.’", ["I said ‘why?’", "She said ‘Because.’"]),
    ("“Why?” Doe said, “and who?”", ["“Why?” Doe said, “and who?”"]),
    ("''Is it over?'' Mrs. Doe asked.", ["''Is it over?'' Mrs. Doe asked."]),
    ("“We left. We ran. It was bad,” Ann said.", ["“We left.", "We ran.", "It was bad,” Ann said."]),
    ("It was “bad.” Nobody knew.", ["It was “bad.”", "Nobody knew."]),
    ('It was "bad." Nobody knew.', ['It was "bad."', "Nobody knew."]),
    ("He shouted “No!” and left.", ["He shouted “No!” and left."]),
    ("Ann asked: “Why? Who did it?” Nobody knew.", ["Ann asked: “Why?", "Who did it?”", "Nobody knew."]),
    ("He said, “She told me, ‘Go.’” Then he left.", ["He said, “She told me, ‘Go.’”", "Then he left."]),
    ("‘It rained,’ Ann said. ‘We left.’", ["‘It rained,’ Ann said.", "‘We left.’"]),
    ("« Il pleut. » Ann est partie.", ["« Il pleut. »", "Ann est partie."]),
    ("“It ended.”“It did not,” Roe said.", ["“It ended.”", "“It did not,” Roe said."]),
    ("It ended. “we all left,” he said.", ["It ended.", "“we all left,” he said."]),
    # other stops
    ("I waited ... I waited more. Then it came.", ["I waited ... I waited more.", "Then it came."]),
    ("It was … odd. They left… The end came.", ["It was … odd.", "They left…", "The end came."]),
    ("It was over. . . . The rest left.", ["It was over. . . .", "The rest left."]),
    ("Quality improved….The rest is known.", ["Quality improved….", "The rest is known."]),
    ("What?! No!!! Yes.", ["What?!", "No!!!", "Yes."]),
    ("(It rained.) Ann left (by train). Bob stayed.", ["(It rained.)", "Ann left (by train).", "Bob stayed."]),
    ("It fell (to 5 p.m.) and rose.", ["It fell (to 5 p.m.) and rose."]),
    ("Shares of Yahoo! Inc. fell. Yahoo! said so.", ["Shares of Yahoo! Inc. fell.", "Yahoo! said so."]),
    ("It came last year.The council left.", ["It came last year.", "The council left."]),
    ("See example.com. Now.", ["See example.com.", "Now."]),
    ("It works. iPhone sales rose.", ["It works.", "iPhone sales rose."]),
    ("It is on. https://example.org/x", ["It is on.", "https://example.org/x"]),
    ("they met. then they left", ["they met.", "then they left"]),
    ("the govt. said so", ["the govt. said so"]),
    ("It was cold. — Reuters", ["It was cold. — Reuters"]),
    ("1. First they met. 2. Then they left.", ["1. First they met.", "2. Then they left."]),
    ("他说。好！", ["他说。", "好！"]),
    # lines and paragraphs
    ("Storm hits town\n\nIt rained. Ann left.", ["Storm hits town", "It rained.", "Ann left."]),
    ("Storm hits town\nIt rained. Ann left.", ["Storm hits town", "It rained.", "Ann left."]),
    ("Points:\n- one thing\n- another\n• third", ["Points:", "- one thing", "- another", "• third"]),
    ("1. One thing\n2) Another", ["1. One thing", "2) Another"]),
    ("Today • Rain in Ohio • Snow in Maine", ["Today", "• Rain in Ohio", "• Snow in Maine"]),
    ("The council met late on Monday in the old town hall by the\nriver and voted "
     "to spend the money. The mayor, who had asked for\nit, was pleased. Ann Roe\nwas not. She left.\nThe rest stayed.",
     ["The council met late on Monday in the old town hall by the\nriver and voted to spend the money.",
      "The mayor, who had asked for\nit, was pleased.", "Ann Roe\nwas not.", "She left.", "The rest stayed."]),
    ("It rained in\nthe morning", ["It rained in\nthe morning"]),
    ("", []),
    ("   \n ", []),
    (".", ["."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), GOLDEN, ids=[row[0][:30] for row in GOLDEN])
def test_sentences(text: str, sentences: list[str]) -> None:
    doc = read(text)
    assert [doc.passage(*one) for one in doc.sentences] == sentences


# (text, its paragraphs)
PARAGRAPHS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\n \t\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ("One.\rTwo.", ["One.", "Two."]),
    ("One.\u2029Two.", ["One.", "Two."]),
    ("One.\u2028Two.\x0cThree.", ["One.", "Two.", "Three."]),
    ("It rained on\r\nand on.", ["It rained on\r\nand on."]),
    ("A headline\nText follows here.", ["A headline", "Text follows here."]),
    ("\n\nOne.\n\n\n\nTwo.\n", ["One.", "Two."]),
    ("The council met late on Monday in the old town hall by the river\n"
     "Thames and voted to spend the money on a bridge that few people\nwanted.\nThe mayor was pleased.",
     ["The council met late on Monday in the old town hall by the river\n"
      "Thames and voted to spend the money on a bridge that few people\nwanted.", "The mayor was pleased."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS, ids=[repr(row[0][:24]) for row in PARAGRAPHS])
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    doc = read(text)
    assert [doc.passage(*one) for one in doc.paragraphs] == paragraphs
