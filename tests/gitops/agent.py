"""
The agent in a workspace of the operator, as a program: what it does for one `up`, by the same Pulumi API.

Takes the workspace and the stack; prints the stack's outputs as JSON. The environment is the pod's.
"""

from __future__ import annotations

import json
import sys

from pulumi.automation import CommandError, LocalWorkspace, Stack


def carry_out(workspace: str, name: str) -> dict[str, object]:
    """Install what the project needs, select a stack that exists, bring it up."""
    opened = LocalWorkspace(work_dir=workspace)
    opened.install(on_output=sys.stderr.write)
    stack = Stack.select(name, opened)
    result = stack.up(diff=True, suppress_progress=True, on_output=sys.stderr.write)
    return {key: output.value for key, output in result.outputs.items() if not output.secret}


if __name__ == "__main__":
    try:
        sys.stdout.write(json.dumps(carry_out(*sys.argv[1:])))
    except CommandError as error:
        sys.exit(str(error))
