"""Whether a stack file and the environment name one account: what a run would refuse, told offline."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from a2p.errors import CredentialsConflict, CredentialsMissing, DeclarationError
from a2p.stackfile.checks import Note
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import StackFile

_KEYS: Final = ("account", "accountSid", "apiKey", "apiSecret", "authToken")


def check_credentials(
    file: Path, stack_file: StackFile, project: StackProject, env: Mapping[str, str]
) -> list[Note]:
    """A note where the file, with what it inherits, disagrees with the environment; else nothing."""
    config: Mapping[str, Any] = {**project.defaults, **stack_file.config}
    given = {key: _to_text(config[key]) for key in _KEYS if config.get(key)}
    if not given:
        return []
    # Most files leave them to the environment.
    from a2p.twilio.client.account_reference import read_reference, require_allowed
    from a2p.twilio.client.credentials import choose_credentials, require_one_account

    try:
        reference = read_reference(given.get("account"))
        if reference and reference.is_complete:  # a check calls nobody: neither a vault nor a command
            require_allowed(reference)
            require_one_account(reference, given.get("accountSid"))
            return []
        choose_credentials(given.get, env)
    except CredentialsMissing:
        return []
    except (CredentialsConflict, DeclarationError) as error:
        place = stack_file.find_place((next(iter(given)),))
        return [
            Note(
                file,
                place,
                "error",
                "credentials",
                " ".join(error.summary.split()),
                " ".join(error.remedy.split()),
            )
        ]
    return []


def _to_text(value: Any) -> str:
    """As Pulumi hands it to the program: JSON where it is no plain text."""
    return value if isinstance(value, str) else json.dumps(value)


def environment_of_runs() -> Mapping[str, str]:
    """What `a2p up` would run with: the shell's, or that of .a2p/env where the shell has not sourced it."""
    import os

    from a2p.engine.environment import read_environment
    from a2p.engine.errors import NotSetUp

    try:
        return read_environment()
    except NotSetUp:
        return os.environ
