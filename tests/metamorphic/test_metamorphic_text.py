"""Two versions of a text that say the same: nothing that is found and no score may differ."""

from __future__ import annotations

import json
import pathlib
import re
import unicodedata

import pytest
from versions import SEED_TEXTS, about, assess, cases, check_spans, checked, found, reading, swapped

from credscore import Article, Report
from credscore.intake import read_input

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

SNIPPETS = {
    "quote": "“We saw it coming,” said Lena Voss. “Nobody listened.”",
    "nested": "“He told me ‘leave it alone’ and I did,” Tom Roe said. The bridge’s owner denied the claim.",
    "two_paragraphs": "“I heard the siren once.\n\n“Then it stopped,” Petra Lind said.",
    "mixed": "Mayor Ann Lee said the plan was “a bill that nobody wanted to open”. The builder denied it.",
    "relay": "The Post reported, citing two officials, that the port would close. The ministry denied the report.",
    "anonymous": "A senior official, who asked not to be named because the talks are private, said the café was sold.",
    "document": "A study by the Órla Institute found that rents rose 6 per cent. Critics say the figure is too low.",
}
TEXTS = SNIPPETS | SEED_TEXTS


# 1. Straight quotation marks for curly ones


@pytest.mark.parametrize("text", cases({name: text for name, text in TEXTS.items() if set(text) & set("“”’")}))
def test_1_straight_quotation_marks(text: str) -> None:
    curly, straight = checked(text), checked(text.translate(STRAIGHT))
    assert reading(straight) == reading(curly, lambda part: part.translate(STRAIGHT))


# 2. 'said' before or after its source

SAID = {
    "name": ("The bridge was safe, Ann Lee said.", "Ann Lee said", "said Ann Lee"),
    "quote": ("“The bridge was safe,” Ann Lee said.", "Ann Lee said", "said Ann Lee"),
    "quote_goes_on": ("“It was late,” Mayor Tom Roe said. “We left.”", "Mayor Tom Roe said", "said Mayor Tom Roe"),
    "quote_divided": ("“It was late,” Tom Roe said, “and we left.”", "Tom Roe said", "said Tom Roe"),
    "official": ("The talks had failed, a senior official said.", "a senior official said", "said a senior official"),
    "body": ("The port would close, the ministry said.", "the ministry said", "said the ministry"),
    "number": ("The bridge has closed, two officials said.", "two officials said", "said two officials"),
    "dam_title": (SEED_TEXTS["dam"], "Mayor Ilse Tarn said", "said Mayor Ilse Tarn"),
    "dam_surname": (SEED_TEXTS["dam"], "Tarn said. “Nobody", "said Tarn. “Nobody"),
    "merger": (
        SEED_TEXTS["merger"],
        "three people familiar with the matter said",
        "said three people familiar with the matter",
    ),
    "aukus": (SEED_TEXTS["aukus"], "Nikkei said", "said Nikkei"),
}


@pytest.mark.parametrize(("text", "before", "after"), cases(SAID))
def test_2_said_on_either_side_of_its_source(text: str, before: str, after: str) -> None:
    assert reading(checked(swapped(text, [(before, after)]))) == reading(checked(text))


# 3. Another name of the same form

NAMES = {
    "person": ("Ann Lee, the mayor, said the bridge was safe. Lee said it had been checked.", [("Lee", "Holt")]),
    "first_name": (SNIPPETS["nested"], [("Tom", "Max")]),
    "full_name": (SNIPPETS["quote"], [("Lena Voss", "Mara Finn")]),
    "hyphen": ("Mira Rapp-Hooper told reporters that the road was open.", [("Rapp-Hooper", "Lund-Hagen")]),
    "outlet": (SNIPPETS["relay"], [("Post", "Star")]),
    "institute": (SNIPPETS["document"], [("Órla", "Élan")]),
    "dam": (
        SEED_TEXTS["dam"],
        [
            *(
                ("Ilse Tarn", "Olga Venn"),
                ("Tarn", "Venn"),
                ("Omar Veld", "Ivan Rusk"),
                ("Petra Linning", "Greta Holm"),
            ),
            *(("Dario Fenn", "Marco Bell"), ("Hugo Marsk", "Otto Lind"), ("Gareth Oslin", "Howard Tesk")),
            *(("Norvane", "Selvane"), ("Brackwater", "Stillwater")),
        ],
    ),
    "merger": (
        SEED_TEXTS["merger"],
        [
            *(("Anika Roos", "Elena Vaas"), ("Leona Brandt", "Carla Stroem"), ("Jonas Ekvall", "Peter Nystad")),
            *(("Estuary Post", "Meadow Post"), ("Halden Wire", "Torden Wire"), ("Radio Sund", "Radio Vest")),
            *(("Tolvane", "Morvane"), ("Berrick", "Garrick"), ("Merrow", "Harrow")),
        ],
    ),
    "aukus": (
        SEED_TEXTS["aukus"],
        [("Richard Marles", "Robert Harmon"), ("Marles", "Harmon"), ("Mira Rapp-Hooper", "Lena Lund-Hagen")],
    ),
}


@pytest.mark.parametrize(("text", "pairs"), cases(NAMES))
def test_3_other_names_of_the_same_form(text: str, pairs: list[tuple[str, str]]) -> None:
    renamed = checked(swapped(text, pairs))
    assert reading(renamed) == reading(checked(text), lambda part: _renamed(part, pairs))


def _renamed(part: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        part = part.replace(old, new)
    return part


# 4. A paragraph about something else

UNRELATED = {
    "weather": "Rain is likely on the coast until the weekend, with wind from the west.",
    "statement": "In other news, the zoo said on Friday that a panda was born.",
    "names": "Carla Weiss won the women’s race in four hours and two minutes.",
}


@pytest.mark.parametrize("paragraph", cases(UNRELATED))
@pytest.mark.parametrize("text", cases(TEXTS))
def test_4_a_paragraph_about_something_else_at_the_end(text: str, paragraph: str) -> None:
    alone = reading(checked(text))
    assert reading(checked(text.rstrip("\n") + "\n\n" + paragraph))[: len(alone)] == alone


INDEPENDENT = {
    "people": ("Ann Lee, the mayor, said the bridge was safe.", "Professor Ida Moss warned that rents would rise."),
    "relay": ("The Post reported, citing two officials, that the port would close.", SNIPPETS["document"]),
    "quotes": (SNIPPETS["quote"], SNIPPETS["nested"]),
    "anonymous": (SNIPPETS["anonymous"], "“It was late,” the baker Ole Brun said."),
    "dam_merger": (SEED_TEXTS["dam"].rstrip("\n"), SEED_TEXTS["merger"].rstrip("\n")),
}


@pytest.mark.parametrize(("one", "other"), cases(INDEPENDENT))
def test_4_independent_paragraphs_in_either_order(one: str, other: str) -> None:
    first, second = checked(f"{one}\n\n{other}"), checked(f"{other}\n\n{one}")

    def sorted_by_content(report: Report) -> list[dict[str, object]]:
        return sorted(reading(report), key=lambda row: str(row["content"]))

    assert sorted_by_content(second) == sorted_by_content(first)


# 5. Blanks and line ends

LAYOUTS = {
    "two_blanks": lambda text: text.replace(" ", "  "),
    "trailing_blanks": lambda text: text.replace("\n", "  \n"),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "final_newline": lambda text: text + "\n",
    "blank_lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "leading_lines": lambda text: "\n\n" + text,
    "no_break_space": lambda text: text.replace(" said", "\u00a0said"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("text", cases(TEXTS))
def test_5_blanks_and_line_ends(text: str, layout: str) -> None:
    def one_blank(part: str) -> str:
        return re.sub(r"\s+", " ", part)

    assert reading(checked(LAYOUTS[layout](text)), one_blank) == reading(checked(text), one_blank)


# 6. 'declined to comment'

DECLINED = {
    "company": ("Ann Lee, the mayor, said the builder hid the report.", "The builder declined to comment.", "hid"),
    "spokesman": (
        "Three officials said the minister would resign.",
        "A spokesman for the minister declined to comment.",
        "resign",
    ),
    "relay": ("The Post reported that the port would close.", "The ministry declined to comment.", "port"),
    "named": ("Tom Roe accused Ida Moss of lying.", "Moss declined to comment on the accusation.", "lying"),
    "merger": (
        "Tolvane Freight has agreed to buy Berrick Lines, three people familiar with the matter said.",
        "Tolvane declined to comment.",
        "Berrick Lines",
    ),
}


@pytest.mark.parametrize(("text", "answer", "words"), cases(DECLINED))
def test_6_a_refusal_to_comment_is_recorded_and_costs_nothing(text: str, answer: str, words: str) -> None:
    before, after = about(checked(text), words), about(checked(f"{text} {answer}"), words)
    assert (after.score, after.interval, after.grade) == (before.score, before.interval, before.grade)
    assert [one.status.value for one in after.statement.responses] == ["declined_to_comment"]


# 7. Active and passive

PASSIVE = {
    "accuse": ("Ann Lee accused the mayor of hiding it.", "The mayor was accused by Ann Lee of hiding it."),
    "deny": ("The council denied the claim.", "The claim was denied by the council."),
    "confirm": ("The police confirmed the deaths.", "The deaths were confirmed by the police."),
    "condemn": ("China condemned the pact.", "The pact was condemned by China."),
    "announce": ("The ministry announced the closure.", "The closure was announced by the ministry."),
    "blame": ("Tom Roe blamed the pilot for the crash.", "The pilot was blamed by Tom Roe for the crash."),
}


@pytest.mark.parametrize(("active", "passive"), cases(PASSIVE))
def test_7_active_and_passive(active: str, passive: str) -> None:
    (one,), (other,) = checked(active).assessments, checked(passive).assessments
    same = ("source", "name", "kind", "role", "stance", "form", "chain", "score", "grade")
    in_active, in_passive = found(one, str.lower), found(other, str.lower)
    assert {key: in_passive[key] for key in same} == {key: in_active[key] for key in same}
    assert sorted(re.findall(r"\w+", in_passive["content"])) == sorted(re.findall(r"\w+", in_active["content"]))


# 8. Composed and decomposed letters

ACCENTS = {
    "source": "Café owner José Muñoz said the bridge was safe.",
    "content": "The ministry said the Élan bridge was naïvely built.",
    "quote": "“Das Brückengeländer fehlt,” said Jürgen Böll. He denied the charge.",
    "office": "An attaché of the embassy said talks had begun.",
    "hangul": "The mayor of 서울 said the road was open.",
} | {name: text for name, text in TEXTS.items() if unicodedata.normalize("NFD", text) != text}


@pytest.mark.parametrize("text", cases(ACCENTS))
def test_8_decomposed_letters(text: str) -> None:
    def composed(part: str) -> str:
        return unicodedata.normalize("NFC", part)

    apart = unicodedata.normalize("NFD", text)
    assert apart != composed(text)
    assert reading(checked(apart), composed) == reading(checked(text), composed)


# 9. As a text, as JSON, alone and among others


@pytest.mark.parametrize("text", cases(TEXTS))
def test_9_a_text_and_a_json_line(text: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"id": "a", "text": text}, ensure_ascii=False), "utf-8")
    expected = assess(Article(id="a", text=text)).to_dict()
    for name in ("a.txt", "a.jsonl", "a.json"):
        (article,) = read_input(str(tmp_path / name))
        assert isinstance(article, Article)
        assert assess(article).to_dict() == expected, name
    assert {**assess(text).to_dict(), "id": "a"} == expected


def test_9_alone_and_among_others(tmp_path: pathlib.Path) -> None:
    alone = {name: assess(Article(id=name, text=text)).to_dict() for name, text in TEXTS.items()}
    for number, order in enumerate((list(TEXTS), list(reversed(TEXTS)))):
        batch = tmp_path / f"{number}.jsonl"
        batch.write_text("".join(json.dumps({"id": name, "text": TEXTS[name]}) + "\n" for name in order), "utf-8")
        articles = [one for one in read_input(str(batch)) if isinstance(one, Article)]
        assert [one.id for one in articles] == order
        for article in articles:
            report = assess(article)
            check_spans(report)
            assert report.to_dict() == alone[article.id]


# 10. Contractions

CONTRACTIONS = {
    "didnt": ("Ann Lee said the bridge didn’t fall.", "didn’t", "did not"),
    "isnt": ("Ann Lee said the bridge isn’t safe.", "isn’t", "is not"),
    "wont": ("The ministry said the port won’t close.", "won’t", "will not"),
    "cant": ("“We can’t leave,” Tom Roe said.", "can’t", "cannot"),
    "theyve": ("“They’ve left,” said Ida Moss.", "They’ve", "They have"),
    "its": ("“It’s a wall,” said Petra Lind, a baker.", "It’s", "It is"),
    "shell": ("A source said she’ll resign.", "she’ll", "she will"),
    "im": ("“I’m told the road is open,” Tom Roe said.", "I’m", "I am"),
    "straight": ("Critics say it wasn't checked.", "wasn't", "was not"),
}


@pytest.mark.parametrize(("text", "short", "long"), cases(CONTRACTIONS))
def test_10_a_contraction_and_its_long_form(text: str, short: str, long: str) -> None:
    expected = reading(checked(text), lambda part: part.replace(short, long))
    assert expected
    assert reading(checked(swapped(text, [(short, long)]))) == expected
