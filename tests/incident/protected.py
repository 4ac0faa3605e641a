"""A reader that may not write: run as a script with the path of a journal.

Root may write everywhere, so it becomes nobody once everything is loaded.
"""

import json
import os
import sys
from pathlib import Path

from emerg.incident.reader import read_entries
from emerg.incident.verify import verify

NOBODY = 65534


def main() -> None:
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    path = Path(sys.argv[1])
    texts = [entry.text for entry in read_entries(path)[1:]]
    sys.stdout.write(json.dumps({"texts": texts, "problems": len(verify(path).problems)}))


if __name__ == "__main__":
    main()
