"""Golden rows: what the tokens of a text are."""

import pytest

from credscore.reading import read

# (text, tokens between blanks); a token that holds a blank itself is written with '_'
GOLDEN = [
    ("Doe's report isn't here.", "Doe 's report isn't here ."),
    ("Doe’s report isn’t here.", "Doe 's report isn't here ."),
    ("He's sure they'll say I'd've gone.", "He 's sure they 'll say I 'd 've gone ."),
    ("We're I'm you've SHE'S", "We 're I 'm you 've SHE 'S"),
    ("the officials' aides", "the officials ' aides"),
    ("O'Neil d'Arc ma'am o'clock", "O'Neil d'Arc ma'am o'clock"),
    ("rock 'n' roll in the '90s, get 'em", "rock 'n' roll in the '90s , get 'em"),
    ("vice-president e-mail T-shirt x-", "vice-president e-mail T-shirt x -"),
    ("U.S. officials in D.C., U.K.", "U.S. officials in D.C. , U.K."),
    ("the U.S.'s U.S.-led U.S", "the U.S. 's U.S.-led U.S"),
    ("Sen. Ann Doe, D-N.Y., (R-Ala.)", "Sen. Ann Doe , D-N.Y. , ( R-Ala. )"),
    ("at 5 p.m. or 6 a.m.", "at 5 p.m. or 6 a.m."),
    ("Mr. Doe, SEN. LEE and Lt. Gov. Roe", "Mr. Doe , SEN. LEE and Lt. Gov. Roe"),
    ("J. A. Doe and J.K. Roe", "J. A. Doe and J.K. Roe"),
    ("Ann G. and Bob H. Lee", "Ann G. and Bob H. Lee"),
    ("It was plan B. The other failed.", "It was plan B . The other failed ."),
    ("a Ph.D. in W.Va.", "a Ph.D. in W.Va."),
    ("No. 5 said no.", "No. 5 said no ."),
    ("the sun. Sun. 5 May", "the sun . Sun. 5 May"),
    ("1,004 of 6.5% cost $50 or £1.2m.", "1,004 of 6.5 % cost $ 50 or £ 1.2m ."),
    ("9:30 on 9/11, 2015-16 and the 5th", "9:30 on 9/11 , 2015-16 and the 5th"),
    ("see https://example.org/a?b=c&d, it says.", "see https://example.org/a?b=c&d , it says ."),
    ("see www.example.org/x.", "see www.example.org/x ."),
    ("a.b@example.com @doe #rain example.co.uk", "a.b@example.com @doe #rain example.co.uk"),
    ("R&D at A&B & C", "R&D at A&B & C"),
    ("it -- yes -- was—no – yes", "it -- yes -- was — no – yes"),
    ("well... no… yes. . . . and", "well ... no … yes ._._._. and"),
    ("''It,'' ``he'' ‘‘said’’", "\" It , \" \" he \" \" said \""),
    ("“It” «was» „so“ \"there\"", "“ It ” « was » „ so “ \" there \""),
    ("&quot;Tom &amp; Ann&#8217;s&quot;&nbsp;car", "\" Tom & Ann 's \" car"),
    ("&#x201C;Rain&rdquo; R&amp;D &notit; &; &#0;", "“ Rain ” R&D & notit ; & ; \ufffd"),
    ("co\u00adop\u200berate \ufeffnow\u200d", "cooperate now"),
    ("cafe\u0301 Zoe\u0308's", "café Zoë 's"),
    ("a\x00b \ud800", "a \x00 b \ud800"),
    ("What?! (No.)", "What ? ! ( No . )"),
    ("readers.The rest", "readers . The rest"),
    ("他说。好！", "他说 。 好 ！"),
    ("", ""),
    (" \n\t\u00a0\u200b", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tokens"), GOLDEN, ids=[row[0][:24] for row in GOLDEN])
def test_tokens(text: str, tokens: str) -> None:
    assert [word.replace(" ", "_") for word in read(text).words] == tokens.split()


# (text, what the offsets of each token cover)
PLACES = [
    ("&quot;Hi&quot;", ["&quot;", "Hi", "&quot;"]),
    ("x\u200b y\u200bz \u200bw", ["x", "y\u200bz", "w"]),
    ("Ann&rsquo;s &amp;amp;", ["Ann", "&rsquo;s", "&amp;", "amp", ";"]),
    ("e\u0301te\u0301", ["e\u0301te\u0301"]),
    ("so\u00adft&nbsp;&nbsp;end&#46;", ["so\u00adft", "end", "&#46;"]),
    ("U&#46;S&#46; law", ["U&#46;S&#46;", "law"]),
]


@pytest.mark.parametrize(("text", "covered"), PLACES, ids=[row[0][:24] for row in PLACES])
def test_offsets_index_the_text_as_given(text: str, covered: list[str]) -> None:
    doc = read(text)
    assert [text[start:end] for start, end in zip(doc.starts, doc.ends, strict=True)] == covered


def test_span_and_passage_cover_a_range() -> None:
    doc = read("Ann &amp; Bob  said so.")
    assert doc.span(0, 3) == (0, 13)
    assert doc.passage(0, 3) == "Ann &amp; Bob"
    assert doc.passage(2, 2) == ""
    assert len(doc) == 6


def test_lower_case_keeps_one_string_a_token() -> None:
    doc = read("İSTANBUL’DA ΟΔΟΣ Said")
    assert doc.lowers == ["i̇stanbul'da", "οδος", "said"]
    assert doc.words == ["İSTANBUL'DA", "ΟΔΟΣ", "Said"]
