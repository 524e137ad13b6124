"""
Credentials of a customer's own account, by reference: `a2p:account` names the account, and where its key is.

The file never holds the key. A reference is complete by itself, so TWILIO_* of the environment, which may be
the parent account's, is neither mixed with it nor compared. A command is run only if Pulumi.yaml lists it,
which code owners review: a stack file that somebody proposes must not be able to run anything.
"""

import functools
import json
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from a2p.errors import CredentialsMissing, DeclarationError
from a2p.yaml_input import load_yaml

SETTING: Final = "a2p:account"
COMMANDS: Final = "credentialCommands"  # below `a2p` in Pulumi.yaml
_KEYS: Final = ("API_KEY", "API_SECRET", "AUTH_TOKEN")
_PATIENCE: Final = 30  # seconds that a command has
_SID: Final = "{sid}"


@dataclass(frozen=True)
class AccountReference:
    """
    An account and where its key or token is: one of the three, or none where the stack holds a secret itself.

    environment: what stands before _API_KEY, _API_SECRET or _AUTH_TOKEN in the names of variables. file: a
    path, relative to the project's folder. command: what prints them; {sid} in it is the account's SID.
    """

    sid: str
    environment: str = ""
    file: str = ""
    command: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it says where the key or token is."""
        return bool(self.environment or self.file or self.command)


def read_reference(written: object) -> AccountReference | None:
    """
    The reference in a config's value: JSON, as Pulumi hands it on, or a mapping; None where there is none.

    Raises:
        DeclarationError: it has another shape, which the declaration's own rules tell better.
    """
    content = _parse_json(written) if isinstance(written, str) and written else written
    if not content:
        return None
    known = AccountReference.__dataclass_fields__
    if not isinstance(content, Mapping) or not content.get("sid") or not content.keys() <= known.keys():
        raise DeclarationError(
            f"{SETTING} is no account", remedy="a2p check, which says what is wrong with it"
        )
    return AccountReference(**{str(key): str(value) for key, value in content.items() if value is not None})


def prefix_of(sid: str) -> str:
    """The prefix of an account's variables where nobody has chosen another: TWILIO_AC… is one."""
    return f"TWILIO_{sid.upper()}"


def resolve(reference: AccountReference, env: Mapping[str, str]) -> dict[str, str]:
    """
    API_KEY with API_SECRET, or AUTH_TOKEN, of the account that is referred to.

    Raises:
        CredentialsMissing: they are not there; the text says where they were looked for.
        DeclarationError: the command is not one that Pulumi.yaml allows.
    """
    if reference.environment:
        found = {key: env.get(f"{reference.environment}_{key}", "") for key in _KEYS}
        name = reference.environment
        where = f"the environment (variables {name}_AUTH_TOKEN, or {name}_API_KEY and {name}_API_SECRET)"
    elif reference.file:
        found, where = _read_file(reference), f"the file {reference.file}"
    else:
        require_allowed(reference)
        found, where = _read_output(reference), "what the command prints"
    if not found.get("AUTH_TOKEN") and not (found.get("API_KEY") and found.get("API_SECRET")):
        raise _missing(reference, f"{where} has neither auth token nor API key and secret")
    return found


def require_allowed(reference: AccountReference) -> None:
    """
    Go on only if the command is one that Pulumi.yaml lists.

    Raises:
        DeclarationError: it is not.
    """
    project = _find_project()
    listed = _list_commands(project / "Pulumi.yaml") if project else []
    if reference.command and reference.command not in listed:
        raise DeclarationError(
            f"{SETTING}.command: Pulumi.yaml does not allow this command.",
            remedy=(
                f"if it is meant, list it in Pulumi.yaml, which code owners review:\n"
                f"a2p: {{{COMMANDS}: [{json.dumps(reference.command)}]}}"
            ),
        )


def _read_file(reference: AccountReference) -> dict[str, str]:
    path = (_find_project() or Path()) / reference.file
    try:
        return parse_secrets(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise _missing(reference, f"the file {reference.file} cannot be read: {reason}") from None


@functools.lru_cache(maxsize=256)
def _run(command: str) -> tuple[int, str]:
    """Exit code and output. Once a process: every provider asks."""
    done = subprocess.run(  # noqa: S603  # listed in Pulumi.yaml, see require_allowed
        shlex.split(command),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        cwd=_find_project(),
    )
    return done.returncode, done.stdout


def _read_output(reference: AccountReference) -> dict[str, str]:
    """Nothing of what it prints is told, and nothing of what it says is wrong: either may be a secret."""
    try:
        status, output = _run(reference.command.replace(_SID, reference.sid))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise _missing(reference, f"the command cannot be run ({type(error).__name__})") from None
    if status:
        raise _missing(reference, f"the command ended with {status}")
    return parse_secrets(output)


def parse_secrets(text: str) -> dict[str, str]:
    """
    API_KEY, API_SECRET and AUTH_TOKEN in a text: JSON, lines of NAME=value, or the token alone.

    Names may be in small letters, and may begin with TWILIO_.
    """
    stripped = text.strip()
    content = _parse_json(stripped)
    if isinstance(content, Mapping):
        pairs = [(str(key), str(value)) for key, value in content.items()]
    elif "=" in stripped:
        lines = (line.removeprefix("export ").partition("=") for line in stripped.splitlines())
        pairs = [(name.strip(), value.strip().strip("\"'")) for name, _, value in lines]
    else:
        pairs = [("AUTH_TOKEN", stripped)]
    named = {name.upper().removeprefix("TWILIO_"): value for name, value in pairs}
    return {key: named[key] for key in _KEYS if named.get(key)}


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _find_project() -> Path | None:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "Pulumi.yaml").is_file()), None)


def _list_commands(file: Path) -> list[str]:
    try:
        content = load_yaml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    section = content.get("a2p") if isinstance(content, Mapping) else None
    listed = section.get(COMMANDS) if isinstance(section, Mapping) else None
    return [str(each) for each in listed] if isinstance(listed, list) else []


def _missing(reference: AccountReference, why: str) -> CredentialsMissing:
    return CredentialsMissing(
        f"No credentials for the account {reference.sid} of {SETTING}: {why}.",
        remedy="put its auth token, or its key and secret, there (docs/how-to/subaccounts.md)",
    )
