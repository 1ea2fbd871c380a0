"""Text in, `Document` out: tokens, sentences, paragraphs and quotations, each with its place in the text.

    >>> from credscore.reading import read
    >>> doc = read('“It rained,” Sen. Ann Lee said. Nobody denied it.')
    >>> [doc.passage(*sentence) for sentence in doc.sentences]
    ['“It rained,” Sen. Ann Lee said.', 'Nobody denied it.']
    >>> [doc.passage(one.first, one.stop) for one in doc.quotations]
    ['“It rained,”']

Any string is read, in time linear in its length; nothing here raises on text.
"""

from credscore.reading.document import Document, Quotation
from credscore.reading.reader import read

__all__ = ["Document", "Quotation", "read"]
