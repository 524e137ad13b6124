"""`a2p sim`: the simulator as a process, and the outside world played by customers' names instead of SIDs."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a2p.cli import completing
from a2p.cli.exits import Exit
from a2p.engine.environment import ROOT
from a2p.engine.failures import EngineFailure, NotSetUp
from a2p.engine.project import Project
from a2p.engine.running import ask
from a2p.engine.standings import recorded

_PROCESS = frozenset({"start", "stop", "status"})
_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
# What is decided, as the simulator calls it, and whose SID among the outputs it goes by.
_DECIDED = {
    "profile": ("profile", "profile"),
    "trust-bundle": ("profile", "trust_bundle"),
    "brand": ("brand", "brand"),
    "campaign": ("campaign", "messaging_service"),
}


def sim(
    verb: Annotated[str, Parameter(completer=completing.played)],
    *words: Annotated[str, Parameter(allow_leading_hyphen=True, completer=completing.players)],
) -> Exit:
    """
    Run the simulator, and play the world around it.

    Parameters
    ----------
    verb:
        start, stop, status: the simulator of this working copy. otp-reply <customer>: the customer answers
        YES. decide <profile|trust-bundle|brand|campaign> <customer> <STATUS> [--error CODE:FIELD:TEXT]: a
        reviewer decides. advance <seconds>, clock, requests, state, fault <kind>, heal: as
        `python -m simulator --help` has them.
    words:
        What it is about.
    """
    project = Project.here()
    if verb in _PROCESS:
        return _run(project, [str(_script()), verb, *words])
    played = [verb, *words]
    if verb == "otp-reply" and words and not words[0].startswith("+"):
        played = [verb, _number(project, words[0]), *words[1:]]
    elif verb == "decide" and len(words) > 1 and words[0] in _DECIDED:
        played = [verb, *_decision(project, words)]
    return _run(project, ["-m", "simulator", *played])


def _run(project: Project, arguments: list[str]) -> Exit:
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, *arguments], cwd=ROOT, env=project.env, check=False
    )
    return Exit.DONE if done.returncode == 0 else Exit.ERROR


def _script() -> Path:
    script = ROOT / "script" / "simulator"
    if not script.exists():
        raise NotSetUp(
            "The simulator is started from a clone of the project, and this is none.\n"
            "  do: python -m simulator serve"
        )
    return script


def _number(project: Project, stack: str) -> str:
    """The mobile phone a customer declares; the engine decrypts it where it is a secret."""
    asked = ask(project, "config", "get", "--path", "trust_bundle.mobile_phone_number", "--stack", stack)
    if asked.status:
        raise EngineFailure(
            f"{stack} declares no trust_bundle.mobile_phone_number, or is not known\n  do: a2p status"
        )
    return asked.output.strip()


def _decision(project: Project, words: Sequence[str]) -> list[str]:
    """The same with a SID; a SID stays."""
    what, who, *rest = words
    kind, resource = _DECIDED[what]
    return [kind, who if _SID.fullmatch(who) else _sid(project, who, resource), *rest]


def _sid(project: Project, stack: str, resource: str) -> str:
    standing = recorded(project, stack)
    sid = (standing.outputs.get("resources", {}) if standing else {}).get(resource, {}).get("sid")
    if not sid:
        raise EngineFailure(f"{stack} has no {resource.replace('_', ' ')} yet\n  do: a2p up {stack}")
    return str(sid)
