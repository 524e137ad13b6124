"""Whether a stack file and the environment name one account: what a run would refuse, told offline."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from a2p.errors import CredentialsConflict, CredentialsMissing
from a2p.stackfile.checks import Note
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import StackFile

_KEYS: Final = ("accountSid", "apiKey", "apiSecret", "authToken")


def check_credentials(
    file: Path, stack_file: StackFile, project: StackProject, env: Mapping[str, str]
) -> list[Note]:
    """A note where the file, with what it inherits, disagrees with the environment; else nothing."""
    config: Mapping[str, Any] = {**project.defaults, **stack_file.config}
    given = {key: str(config[key]) for key in _KEYS if config.get(key)}
    if not given:
        return []
    from a2p.twilio.client.credentials import choose_credentials  # most files leave them to the environment

    try:
        choose_credentials(given.get, env)
    except CredentialsMissing:
        return []
    except CredentialsConflict as error:
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


def environment_of_runs() -> Mapping[str, str]:
    """What `a2p up` would run with: the shell's, or that of .a2p/env where the shell has not sourced it."""
    import os

    from a2p.engine.environment import read_environment
    from a2p.engine.errors import NotSetUp

    try:
        return read_environment()
    except NotSetUp:
        return os.environ
