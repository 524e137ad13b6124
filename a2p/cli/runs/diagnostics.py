"""Why a run has failed, out of all that the engine says of it."""

import re
from typing import Final

from a2p.redaction import redact

_SECTION: Final = re.compile(r"^Diagnostics:\n(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_RESOURCE: Final = re.compile(r"^  (?=\S)", re.MULTILINE)  # begins what is said of one
_NO_NEWS: Final = ("error: update failed", "error: preview failed")
_LONGEST: Final = 2000  # characters


def find_diagnostics(output: str) -> str:
    """The resources with errors and what is said of them, redacted; else the end of the output."""
    section = _SECTION.search(output)
    parts = _RESOURCE.split(section[1]) if section else []
    errors = [part.strip() for part in parts if "error: " in part and not part.strip().endswith(_NO_NEWS)]
    return redact("\n".join(errors)[:_LONGEST] if errors else output.strip()[-_LONGEST:])
