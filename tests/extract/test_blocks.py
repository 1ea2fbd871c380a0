"""Long documents go through the net in blocks; nothing is lost at their edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from credscore.extract.blocks import split_blocks
from credscore.reading import read

PARAGRAPH = (
    "“It rained all day,” Ann Lee, the mayor, said. The builder denied it. Two officials said the road was shut.\n\n"
)


def test_a_document_of_ordinary_length_is_one_block_itself() -> None:
    document = read(PARAGRAPH * 3)
    ((first, block),) = split_blocks(document)
    assert first == 0
    assert block is document


def test_blocks_cover_a_long_document_and_keep_its_structure() -> None:
    document = read(PARAGRAPH * 1000)
    position = 0
    for first, block in split_blocks(document):
        assert first == position
        position += len(block)
        assert block.words == document.words[first : first + len(block)]
        assert [a for a, _ in block.sentences] == sorted({a for a, _ in block.sentences})
        assert block.sentences[0][0] == block.paragraphs[0][0] == 0
        assert block.sentences[-1][1] == block.paragraphs[-1][1] == len(block)
        for token in range(len(block)):
            a, b = block.sentences[block.sentence_of[token]]
            assert a <= token < b
            number = block.quotation_of[token]
            assert (number >= 0) == (document.quotation_of[first + token] >= 0)
            if number >= 0:
                assert block.quotations[number].first <= token < block.quotations[number].stop
    assert position == len(document)


def test_a_text_without_paragraphs_is_cut_all_the_same() -> None:
    document = read("word " * 30_000)
    assert sum(len(block) for _, block in split_blocks(document)) == len(document)


class Counting(list[Any]):
    """A list that counts what is read of it."""

    read = 0

    def __getitem__(self, key: Any) -> Any:
        got = super().__getitem__(key)
        Counting.read += len(got) if isinstance(key, slice) else 1
        return got

    def __iter__(self) -> Any:
        Counting.read += len(self)
        return super().__iter__()


def test_a_block_reads_no_more_of_the_structure_than_its_own() -> None:
    document = read(PARAGRAPH * 3000)
    ranges = (document.sentences, document.paragraphs, document.quotations)
    sentences, paragraphs, quotations = map(Counting, ranges)
    counted = replace(document, sentences=sentences, paragraphs=paragraphs, quotations=quotations)
    blocks = list(split_blocks(counted))
    assert len(blocks) > 8
    assert Counting.read < 3 * sum(map(len, ranges))
