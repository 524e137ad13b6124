"""How much the catalogue knows, and of when."""

from collections import Counter

from a2p.catalogue.codes import CODES
from a2p.catalogue.entry_types import AS_OF, Remediation


def summarise() -> dict[str, str]:
    """The day of its newest row, the month of all others, and how many codes there are of each kind."""
    kinds = Counter(row.where.split(":")[0] for row in CODES.values())
    final = sorted(row.code for row in CODES.values() if row.mends is Remediation.NEVER)
    return {
        "codes": str(len(CODES)),
        "as_of": AS_OF,
        "newest_row": max(row.as_of for row in CODES.values()),
        "by_place": ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())),
        "final": ", ".join(map(str, final)),
        "not_in_it": "a code that is missing is neither mendable nor final: read its page at Twilio",
    }
