"""python -m credscore."""

import sys

from credscore.cli import main

if __name__ == "__main__":
    sys.exit(main())
