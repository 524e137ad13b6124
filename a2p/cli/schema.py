"""`a2p schema`: the JSON Schema of stack files."""

import json

from a2p.cli.exit_codes import Exit
from a2p.stackfile.schema import build_schema


def schema() -> Exit:
    """Write the JSON Schema of stack files, which completes and explains keys in editors."""
    print(json.dumps(build_schema(), indent=2, ensure_ascii=False))
    return Exit.DONE
