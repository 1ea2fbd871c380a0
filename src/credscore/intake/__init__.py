"""Input people have: text, Markdown, HTML, JSON, JSON lines, CSV, folders of them, standard input, gzip of any.

    >>> from credscore.intake import read_input
    >>> [item.error.message for item in read_input("no such file.txt")]
    ['No such file or directory']

A record that cannot be read is a `Bad` in its place, and the rest is read all the same.
"""

from credscore.intake.placed import Bad, Placed
from credscore.intake.reader import FORMS, read_input, read_placed, reads

__all__ = ["FORMS", "Bad", "Placed", "read_input", "read_placed", "reads"]
