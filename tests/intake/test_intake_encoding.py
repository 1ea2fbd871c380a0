"""Files in another encoding than UTF-8, and files that hold no text."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from credscore import Article
from credscore.cli import main
from credscore.intake import read_input
from credscore.intake.encoding import no_text, wide

BODIES = {
    "txt": "Ann Lee, the mayor, said the bridge was “safe”.\n",
    "md": "# Bridge\n\nAnn Lee said the bridge was safe.\n",
    "json": '{"text": "Ann Lee said the bridge was safe."}',
    "jsonl": '{"text": "Ann Lee said so."}\n{"text": "Bo Ek denied it."}\n',
    "csv": "id,text\n1,Ann Lee said so.\n2,Bo Ek denied it.\n",
    "html": "<html><body><p>It rained in the town.</p></body></html>",
}
SAID = {
    "utf-16-le": "looks like UTF-16, little-endian, without a byte-order mark: every second byte is NUL",
    "utf-16-be": "looks like UTF-16, big-endian, without a byte-order mark: every second byte is NUL",
    "utf-16": "is UTF-16 by its byte-order mark (FF FE)",
    "utf-32-le": "looks like UTF-32, little-endian, without a byte-order mark: three of four bytes are NUL",
    "utf-32-be": "looks like UTF-32, big-endian, without a byte-order mark: three of four bytes are NUL",
    "utf-32": "is UTF-32 by its byte-order mark (FF FE 00 00)",
}


@pytest.mark.parametrize("encoding", SAID)
@pytest.mark.parametrize("suffix", BODIES)
def test_wide_encodings_are_named_and_not_read_as_letters_with_nuls(suffix: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(BODIES[suffix].encode(encoding))
    found = list(read_input(path))
    if (suffix, encoding) == ("html", "utf-16"):  # a page's mark says how it is to be read, as to a browser
        assert [one.text for one in found if isinstance(one, Article)] == ["It rained in the town."]
        return
    (bad,) = found
    assert not isinstance(bad, Article)
    assert str(bad.error) == f"{path}: {SAID[encoding]}; save it as UTF-8"


@pytest.mark.parametrize("suffix", ["txt", "csv", "jsonl"])
def test_the_command_says_so_of_standard_input_and_ends_with_status_1(
    suffix: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.BytesIO(BODIES[suffix].encode("utf-16-le"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, encoding="utf-8"))
    assert main(["score", "-"]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("credscore: <stdin>: looks like UTF-16")


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.txt", b"\0" * 40, "a.txt: text: "),
        ("a.txt", b"\x01\x02\x03\x04\x05\x06 ok", "a.txt: text: "),
        ("a.md", b"\x1b\x1b\x1b\x1b#", "a.md: text: "),
        ("a.jsonl", b'{"text": "fine"}\n{"text": "\\u0000\\u0000a"}\n', "a.jsonl:2: text: "),
        ("a.csv", b"text\nfine\n\x08\x08\x08\n", "a.csv:3: text: row 2: "),
    ],
)
def test_what_is_mostly_control_characters_is_no_text(name: str, data: bytes, place: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    *fine, bad = read_input(path)
    assert all(isinstance(one, Article) for one in fine)
    assert not isinstance(bad, Article)
    assert str(bad.error).startswith(f"{tmp_path}/{place}is no text: ")
    assert str(bad.error).endswith("NUL or other control characters")


@pytest.mark.parametrize(
    "text",
    ["", "a", "ab\0c", "\t\r\n\x0c", "Ann\x1b Lee said so.", "Ünal sagte, “ja”", "\u2028\u2028", "\x85\x85", "안녕"],
)
def test_a_text_with_few_of_them_is_read(text: str, tmp_path: Path) -> None:
    assert no_text(text) is None
    assert wide(text.encode()) is None
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    (article,) = read_input(path)
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"a\0", b"a\0b", b"abcd\0\0\0\0", b"ab\0cd\0ef\0gh\0", b"\0\0\0\0\0\0\0\0"]
)
def test_nuls_of_other_shapes_name_no_encoding(data: bytes) -> None:
    assert wide(data) is None


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "a Word or other document packed with ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Word or other Office document"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF"),
        (rb"{\rtf1\ansi The mayor said the dam was safe.\par }", "a document in Rich Text Format"),
        (b"\x89PNG\r\n\x1a\n\0", "an image"),
        (b"\xff\xd8\xff\xe0\0", "an image"),
    ],
)
def test_a_document_of_another_program_is_named(start: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    path.write_bytes(start)
    (found,) = list(read_input(path))
    assert str(found.error) == f"{path}: is {kind}, which is not read; save its words as plain text in UTF-8"


@pytest.mark.parametrize("suffix", ["txt", "md", "json", "jsonl", "csv"])
def test_who_hands_in_another_encoding_is_told_what_to_do(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(BODIES[suffix].replace("Ann", "Zoë").encode("cp1252", "replace"))
    message = str(next(iter(read_input(path))).error)
    assert "is not UTF-8: byte " in message
    assert message.endswith("; save it as UTF-8")
