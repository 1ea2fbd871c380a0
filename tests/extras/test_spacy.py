"""The spaCy component, where spaCy is installed."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from credscore import Scorer

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (extra 'spacy')")

TEXT = "Ann Lee, the mayor, said the bridge was safe. “It is not,” an official said, “and it never was.”"


@pytest.fixture(scope="module")
def nlp() -> Any:
    made = spacy.blank("en")
    made.add_pipe("credscore")  # found by its entry point; nothing of ours was imported for it
    return made


def test_spans_and_report(nlp: Any) -> None:
    doc = nlp(TEXT)
    report = Scorer().assess(TEXT)
    assert doc._.credscore == report.to_dict()
    first, *rest = doc.spans["credscore"]
    assert first.text == "the bridge was safe"
    assert first.label_ == "named_official"
    assert first.id_ == report.assessments[0].statement.id
    assert first._.credscore["score"] == report.assessments[0].score
    assert [span.text for span in rest] == ["“It is not,”", "“and it never was.”"]
    assert {span.id_ for span in rest} == {report.assessments[1].statement.id}
    assert doc.spans["credscore_sources"][-1].text == "an official"
    assert doc[0:1]._.credscore is None


def test_a_text_without_statements(nlp: Any) -> None:
    for text in ("", "It rained."):
        doc = nlp(text)
        assert list(doc.spans["credscore"]) == []
        assert doc._.credscore["statements"] == []


def test_kept_when_written_and_in_other_processes(nlp: Any) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.credscore == doc._.credscore
    assert [(span.text, span.id_) for span in again.spans["credscore"]] == [
        (span.text, span.id_) for span in doc.spans["credscore"]
    ]
    component = pickle.loads(pickle.dumps(nlp.get_pipe("credscore")))
    assert component(nlp.make_doc(TEXT))._.credscore == doc._.credscore


def test_through_several_processes(nlp: Any) -> None:
    texts = [TEXT, "Police said the road was closed.", ""] * 2
    several = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [doc.text for doc in several] == texts
    for doc, text in zip(several, texts, strict=True):
        alone = nlp(text)
        assert doc._.credscore == alone._.credscore
        assert [(span.text, span.label_, span.id_) for span in doc.spans["credscore"]] == [
            (span.text, span.label_, span.id_) for span in alone.spans["credscore"]
        ]


def test_configured_and_written_to_disk(nlp: Any, tmp_path: Any) -> None:
    made = spacy.blank("en")
    made.add_pipe("credscore", config={"extractor": "rules", "outlet": "Courier"})
    made.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")(TEXT)
    assert doc._.credscore["outlet"] == "Courier"
    assert doc._.credscore["statements"] == made(TEXT)._.credscore["statements"]
    with pytest.raises(ValueError, match="no extractor"):
        spacy.blank("en").add_pipe("credscore", config={"extractor": "magic"})


def test_a_span_within_a_token_is_widened(nlp: Any) -> None:
    doc = nlp(TEXT)
    for span in doc.spans["credscore"]:
        wanted = [pair for one in doc._.credscore["statements"] for pair in one["content"]["spans"]]
        assert any(span.start_char <= a and b <= span.end_char for a, b in wanted)
