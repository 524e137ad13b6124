"""The options that `a2p serve` and `a2p worker` have in common."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True)
class WorkerOptions:
    """
    How a worker works, and where declarations come from.

    Parameters
    ----------
    level:
        What is done alone. watch: nothing. continue: what a person's `a2p up` began, as it is declared there;
        no edit, replacement or deletion, and no fee that its plan has not shown. apply: all of a new
        declaration, but nothing that stops approved traffic.
    name:
        Name of this worker, the same after a restart; that of the machine if left out.
    at_once:
        Runs at the same time.
    pace:
        Factor on the pauses between looks; 0.001 with a simulator that is fast.
    max_cost:
        US dollars that all workers together may spend on a day (UTC); what costs more is left to a person.
    repository:
        A git repository to take declarations from, as `git fetch` takes its address; without it, the folder.
    branch:
        The branch of it.
    repository_path:
        The project's folder below the repository's, if it is another one.
    """

    level: Literal["watch", "continue", "apply"] = "continue"
    name: str | None = None
    at_once: int = 1
    pace: float = 1.0
    max_cost: str | None = None
    repository: Annotated[str, Parameter(env_var="A2P_FLEET_REPOSITORY")] = ""
    branch: str = "main"
    repository_path: str = ""


DEFAULT_OPTIONS: Final = WorkerOptions()
