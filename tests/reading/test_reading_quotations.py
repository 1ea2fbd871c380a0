"""Golden rows: where quotations begin and end. All texts are invented."""

import pytest

from credscore.reading import read

# (text, its quotations); '>' after a quotation: it continues, '!' after it: nothing closes it
GOLDEN = [
    # the forms of marks
    ('"It rained," she said.', ['"It rained,"']),
    ("“It rained,” she said. “We left.”", ["“It rained,”", "“We left.”"]),
    ("''It rained,'' she said.", ["''It rained,''"]),
    ("``It rained,'' she said.", ["``It rained,''"]),
    ("‘‘It rained,’’ she said.", ["‘‘It rained,’’"]),
    ("« Il pleut », dit-elle.", ["« Il pleut »"]),
    ("«Il pleut», dit-elle.", ["«Il pleut»"]),
    ("»Es regnet«, sagte sie.", ["»Es regnet«"]),
    ("„Es regnet“, sagte sie.", ["„Es regnet“"]),
    ("‘It rained,’ she said.", ["‘It rained,’"]),
    ("'It rained,' she said.", ["'It rained,'"]),
    ("&ldquo;It rained,&rdquo; she said.", ["&ldquo;It rained,&rdquo;"]),
    # nested
    ("“She said ‘no’ to me,” he said.", ["“She said ‘no’ to me,”"]),
    ("‘She said “no” to me,’ he said.", ["‘She said “no” to me,’"]),
    ("“She said “no” and “yes” to me.”", ["“She said “no” and “yes” to me.”"]),
    ("“The so-called “plan”” failed.", ["“The so-called “plan””"]),
    ("\"He said 'it's over' to us,\" she said.", ["\"He said 'it's over' to us,\""]),
    # apostrophes are no quotation marks
    ("Rock 'n' roll of the '90s, the workers' song, don't.", []),
    ("The workers’ and teachers’ unions ’til May.", []),
    ("the ‘workers’ rights bill,’ as he called it,", ["‘workers’ rights bill,’"]),
    ("'The workers' rights are lost,' he said.", ["'The workers' rights are lost,'"]),
    ("Ann's 'plan' and Bo's", ["'plan'"]),
    # inches and odd marks
    ('A 5" pipe and a 6" one.', []),
    ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
    ('He called it "rotten" twice.', ['"rotten"']),
    ("He called it “rotten“ and ”bad”.", ["“rotten“", "”bad”"]),
    ("He called it ”rotten” twice.", ["”rotten”"]),
    ("It was bad,” she said. “We left.”", ["“We left.”"]),
    ("“It rained, she said. “We left.”", ["“It rained, she said.!", "“We left.”"]),
    ('"It rained, she said. "We left."', ['"It rained, she said.!', '"We left."']),
    ("(“It rained”) —“we left”—", ["“It rained”", "“we left”"]),
    ('" It rained " she said.', ['" It rained "']),
    ('"', []),
    ('""', []),
    ("“", []),
    ("““““", []),
    ("““It rained,” she said.", ["“It rained,”"]),
    # paragraphs
    ("“It rained.\n\n“We left,” she said.", ["“It rained.>", "“We left,”"]),
    ('"It rained.\n\n"We ran.\n\n"We left," she said.', ['"It rained.>', '"We ran.>', '"We left,"']),
    ("“It rained.\n\nShe left.\n\n“We ran.”", ["“It rained.!", "“We ran.”"]),
    ("‘It rained.\n\n‘We left,’ she said.", ["‘It rained.>", "‘We left,’"]),
    ('She "left.\n\nHe "ran" too.', ['"left.!', '"ran"']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quotations"), GOLDEN, ids=[row[0][:30] for row in GOLDEN])
def test_quotations(text: str, quotations: list[str]) -> None:
    doc = read(text)
    assert [
        doc.passage(one.first, one.stop) + (">" if one.continues else "" if one.closed else "!")
        for one in doc.quotations
    ] == quotations


CURLY = [
    '"It rained," she said. "We left."',
    'He called it "rotten" and a "failure".',
    '"Is it over?" Doe asked. "No."',
    '"It rained.\n\n"We ran.\n\n"We left," she said.',
    'She ("a star") said: "Go!"',
    'The plan--"a bad one"--failed.',
]


@pytest.mark.parametrize("text", CURLY)
def test_curly_marks_give_the_same_ranges_as_straight_ones(text: str) -> None:
    curly = "".join(
        ("“" if number == 0 or text[number - 1] in " \n(-" else "”") if char == '"' else char
        for number, char in enumerate(text)
    )
    assert "“" in curly
    assert read(curly).quotations == read(text).quotations
    assert read(curly).sentences == read(text).sentences


def test_each_token_knows_its_quotation() -> None:
    doc = read("“No,” she said. “Go.”")
    assert doc.quotation_of == [0, 0, 0, 0, -1, -1, -1, 1, 1, 1, 1]
