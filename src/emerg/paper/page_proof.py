"""What proves a page by itself: one hash over the hashes of the rows that stand on it.

SHA-256, in lower-case hex, over the full hashes of the page's rows in the order printed, each once,
joined by single line feeds (ASCII, none at the end). A row that runs over two pages counts on both.
Whoever has one page and the record, or its list of hashes, can so tell that no row of that page was
added, left out or changed, whatever became of the other pages.
"""

import hashlib
from collections.abc import Iterable


def page_hash(proofs: Iterable[str]) -> str:
    """The hash over `proofs`; empty where there are none but empty ones.

    >>> page_hash(["ab", "", "ab", "cd"])[:16]
    '41b72d4bfcbee9af'
    >>> page_hash([""])
    ''
    """
    known = [proof for proof in dict.fromkeys(proofs) if proof]
    return hashlib.sha256("\n".join(known).encode()).hexdigest() if known else ""
