"""Finding the same person however the name is written, among a million, on any database.

`index` and `forget` keep the tables as names are saved (families/apps.py connects them; whoever
writes names in bulk calls `index` itself), `rebuild` makes them anew beside the running office, and
`find` answers. Nothing here decides: it ranks, and says why. `Many` asks for hundreds at once.
"""

from families.matching.asking import ask
from families.matching.finding import Match, find
from families.matching.index import forget, index
from families.matching.likest import Like, compare_people, likest
from families.matching.many import Many
from families.matching.rebuild import rebuild

__all__ = [
    "Like",
    "Many",
    "Match",
    "ask",
    "compare_people",
    "find",
    "forget",
    "index",
    "likest",
    "rebuild",
]
