"""
The words of the tables. A key that is not known here fails, so that no typing mistake weakens a scenario.

    texts: {}                        # for what several scenarios of a file share by anchor
    scenarios:
      - name: a sentence
        start: standard_verified     # see tests/support/starting_points.py
        live: []                     # what happens at Twilio before the run; see live.py
        declare: {campaign.description: text, campaign.opt_in_message: null}     # edits; null: taken out
        run: up
        expect: {calls: []}
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from a2p.plan import Consent  # noqa: TC001  # pydantic reads it
from a2p.yaml_input import load_yaml
from tests.scenarios.live import VERBS
from tests.support.starting_points import POINTS

FOLDER = Path(__file__).parent
RESOURCES = (
    "BrandRevision",
    "Profile",
    "TrustBundle",
    "Brand",
    "MessagingService",
    "Campaign",
    "ExternalCampaign",
    "PhoneNumber",
    "PhoneNumberAssociation",
)
# Of several Campaigns with the name of one behind it: `Campaign orders`.
Resource = Annotated[str, Field(pattern=f"^({'|'.join(RESOURCES)})( [a-z][a-z0-9-]*)?$")]
Kind = Literal[
    "address",
    "brand",
    "bundle",
    "campaign",
    "end_user",
    "pool_number",
    "service",
    "tcr_campaign",
    "incoming_number",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Call(_Strict):
    """
    One write, as `METHOD /path` with each SID cut to its two letters.

    params: what it sends, at least. sends: the names of all that it sends. gap: simulated seconds since the
    write before it, at least. answer: the HTTP status, if it is not a success.
    """

    call: Annotated[str, Field(pattern=r"^(POST|DELETE) /")]
    params: dict[str, str | list[str]] = {}
    sends: frozenset[str] | None = None
    gap: float = 0.0
    answer: int | None = None


class Verdict(_Strict):
    """What the planner said of one resource; only what is given is compared."""

    verdict: Literal[
        "noop",
        "register",
        "amend",
        "replace",
        "cascade",
        "wait",
        "blocked",
        "gone",
        "adopt",
        "delete",
        "keep",
    ]
    fields: frozenset[str] | None = None
    fees: tuple[str, ...] | None = None
    later_fees: tuple[str, ...] | None = None
    review: bool | None = None
    traffic: Literal["none", "kept", "lost", "at risk"] | None = None
    resubmission: int | None = None


def _as_call(value: object) -> object:
    return {"call": value} if isinstance(value, str) else value


CallEntry = Annotated[Call, BeforeValidator(_as_call)]


class Expectation(_Strict):
    """
    How the run ends, what it says and does, and what it leaves.

    says: what providers, program or a failure say. displays: what the real engine adds, on its own display.

    calls: every write, in order; meanwhile: those of a part that goes on beside the rest, in their own order.
    at_once: the engine makes those of `calls` that are alike at the same time, so they come in any order.
    reads: reads that must be among those made. verdicts: of every resource that is not left alone.
    finds: the kinds of what no run changes. outputs: some of the stack's outputs. leaves: for each kind
    named, exactly these objects, each with at least these values. settles: a preview afterwards shows no
    change.
    """

    fails: bool = False
    verdicts: dict[Resource, Verdict] | None = None
    finds: tuple[Literal["lifecycle", "foreign"], ...] | None = None
    says: tuple[str, ...] = ()
    displays: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    calls: tuple[CallEntry, ...] = ()
    meanwhile: tuple[CallEntry, ...] = ()
    at_once: bool = False
    reads: tuple[str, ...] = ()
    outputs: dict[str, Any] = {}
    leaves: dict[Kind, tuple[dict[str, Any], ...]] = {}
    settles: bool = False


def _known(step: dict[str, Any]) -> dict[str, Any]:
    if len(step) != 1 or not step.keys() <= VERBS.keys():
        raise ValueError(f"one of {', '.join(sorted(VERBS))} needed, not {', '.join(step)}")
    return step


Step = Annotated[dict[str, Any], AfterValidator(_known)]


class Earlier(_Strict):
    """An `up` before the run that is looked at: what it declares, whether it fails, what happens after it."""

    declare: dict[str, Any] = {}
    consents: tuple[Consent, ...] = ()
    fails: bool = False
    then: tuple[Step, ...] = ()


class Scenario(_Strict):
    """
    One row of the tables.

    speed: simulated seconds a second; by default fast, and slow where gaps are measured. consents: the
    environment variables of this run that agree to something.
    """

    name: str
    start: Annotated[str, Field(pattern=f"^({'|'.join(POINTS)})$")]
    live: tuple[Step, ...] = ()
    before: tuple[Earlier, ...] = ()
    speed: float | None = None
    declare: dict[str, Any] = {}
    consents: tuple[Consent, ...] = ()
    run: Literal["up", "up --refresh", "preview", "preview --refresh", "refresh", "destroy"] = "up"
    expect: Expectation


class _File(_Strict):
    texts: dict[str, Any] = {}
    scenarios: tuple[Scenario, ...]


def read(file: Path) -> tuple[Scenario, ...]:
    """
    The scenarios of one file.

    Raises:
        ValidationError: something in it has no meaning.
        ValueError: two scenarios have one name.
    """
    found = _File.model_validate(load_yaml(file.read_text(encoding="utf-8"))).scenarios
    names = [each.name for each in found]
    if doubles := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{file.name}: more than one scenario is called {', '.join(sorted(doubles))}")
    return found


@cache
def every() -> list[tuple[str, Scenario]]:
    """All scenarios, each with its theme."""
    files = sorted(FOLDER.glob("*.yaml"))
    return [(file.stem, scenario) for file in files for scenario in read(file)]
