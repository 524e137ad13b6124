"""
What a run writes down for the program that started it: verdicts, failures, and the outputs of a stack.

The providers write verdicts and failures into the file that A2P_VERDICTS names, one JSON object a line, in
the order in which they decided. Whoever reads it (`a2p`, reports, pipelines) uses these classes; the keys of
`to_json` are public and stay (docs/environment.md). No record holds a declared value: it may be personal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Self

from a2p.campaign_names import label
from a2p.messages import format_message
from a2p.stage_outputs import CampaignOutputs, StageOutputs, read_stage

ENV: Final = "A2P_VERDICTS"  # names the file; relative to the project's folder
PLAN_ENV: Final = (
    "A2P_PLAN"  # names the file of what a run may change; without it, a run changes what it has to
)

LOST_TRAFFIC: Final = "lost"  # as a2p.plan's Traffic has it, in small letters

Json = dict[str, Any]


class Outcome(StrEnum):
    """
    What is decided for one resource, or found at it.

    The values are those of a2p.plan's VerdictKind, and of its FindingKind: what no run changes. KEEP: the
    stack has it no more, and it stays at Twilio.
    """

    NOOP = "noop"
    WAIT = "wait"
    REGISTER = "register"
    ADOPT = "adopt"
    AMEND = "amend"
    REPLACE = "replace"
    CASCADE = "cascade"
    GONE = "gone"
    DELETE = "delete"
    KEEP = "keep"
    BLOCKED = "blocked"
    LIFECYCLE = "lifecycle"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class FieldRecord:
    """One field that is a reason of a verdict: the rule of its change, and why, in one sentence."""

    field: str
    rule: str
    why: str


@dataclass(frozen=True)
class FeeRecord:
    """One fee, in US dollars."""

    name: str
    usd: Decimal

    def __str__(self) -> str:
        return f"{self.name} ${self.usd}"

    def to_json(self) -> Json:
        return {"name": self.name, "usd": str(self.usd)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "FeeRecord":
        return cls(record["name"], Decimal(record["usd"]))


@dataclass(frozen=True)
class FeeToCome:
    """A fee that a later run is charged: for which resource, once what that waits for has happened."""

    resource: str
    fee: FeeRecord

    def to_json(self) -> Json:
        return {"resource": self.resource, **self.fee.to_json()}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "FeeToCome":
        return cls(record["resource"], FeeRecord.from_json(record))


@dataclass(frozen=True)
class WaitRecord:
    """A pause that Twilio demands, and what for."""

    seconds: float
    why: str

    def __str__(self) -> str:
        return f"{self.seconds:g} s {self.why}"


@dataclass(frozen=True)
class VerdictRecord:
    """
    A verdict on one resource.

    id: as the engine has it, "" for what is new. later_fees: what a later run is charged, once what this
    waits for has happened. remedy: what to do, where it is blocked. review: how long
    the review takes that it leads to, or "". resubmission: its number, or 0. traffic: the name of one of
    a2p.plan's Traffic, in small letters with spaces. campaign: which of a customer's several Campaigns it
    belongs to; "" where there is one, or it belongs to all.
    """

    resource: str
    id: str
    verdict: Outcome
    sentence: str = ""
    remedy: str = ""
    fields: tuple[FieldRecord, ...] = ()
    fees: tuple[FeeRecord, ...] = ()
    review: str = ""
    resubmission: int = 0
    traffic: str = ""
    notes: tuple[str, ...] = ()
    waits: tuple[WaitRecord, ...] = ()
    later_fees: tuple[FeeRecord, ...] = ()
    campaign: str = ""

    @property
    def label(self) -> str:
        """What messages call the resource, as `Campaign marketing`."""
        return label(self.resource, self.campaign)

    @property
    def is_blocked(self) -> bool:
        return self.verdict is Outcome.BLOCKED

    @property
    def is_change(self) -> bool:
        """Whether the resource is not left as it is."""
        return self.verdict not in {Outcome.NOOP, Outcome.WAIT} and not self.is_finding

    @property
    def is_finding(self) -> bool:
        """Whether it is a fact at Twilio that no run changes."""
        return self.verdict in {Outcome.LIFECYCLE, Outcome.FOREIGN}

    @property
    def refusal(self) -> str:
        """Why it is blocked, and what to do."""
        return format_message(self.sentence, remedy=self.remedy, where=self.label)

    def to_json(self) -> Json:
        return {
            "resource": self.resource,
            "id": self.id,
            "verdict": self.verdict.value,
            "sentence": self.sentence,
            "remedy": self.remedy,
            "fields": [vars(row) for row in self.fields],
            "fees": [fee.to_json() for fee in self.fees],
            "review": self.review or None,
            "resubmission": self.resubmission or None,
            "traffic": self.traffic,
            "notes": list(self.notes),
            "waits": [vars(wait) for wait in self.waits],
            "later_fees": [fee.to_json() for fee in self.later_fees],
            **({"campaign": self.campaign} if self.campaign else {}),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "VerdictRecord":
        return cls(
            resource=record["resource"],
            id=record["id"],
            verdict=Outcome(record["verdict"]),
            sentence=record["sentence"],
            remedy=record["remedy"],
            fields=tuple(FieldRecord(**row) for row in record["fields"]),
            fees=tuple(map(FeeRecord.from_json, record["fees"])),
            review=record["review"] or "",
            resubmission=record["resubmission"] or 0,
            traffic=record["traffic"],
            notes=tuple(record["notes"]),
            waits=tuple(WaitRecord(**wait) for wait in record["waits"]),
            later_fees=tuple(map(FeeRecord.from_json, record.get("later_fees", ()))),
            campaign=record.get("campaign", ""),
        )


_REGISTERED_AGAIN: Final = "again"
_AGAIN = frozenset({Outcome.REPLACE, Outcome.CASCADE, Outcome.GONE})


@dataclass(frozen=True)
class PlannedChange:
    """
    A change that was shown before a run, what it costs, and whether approved traffic stops.

    All ways of registering again count as one. fields: the names of those that an amendment changes, sorted;
    empty for any other change.
    """

    resource: str
    id: str
    change: str
    usd: Decimal = Decimal(0)
    stops_traffic: bool = False
    fields: tuple[str, ...] = ()
    campaign: str = ""

    @classmethod
    def of(cls, verdict: VerdictRecord) -> "PlannedChange":
        change = _REGISTERED_AGAIN if verdict.verdict in _AGAIN else verdict.verdict.value
        usd = sum((fee.usd for fee in verdict.fees), Decimal(0))
        is_amended = verdict.verdict is Outcome.AMEND
        fields = tuple(sorted({row.field for row in verdict.fields})) if is_amended else ()
        lost = verdict.traffic == LOST_TRAFFIC
        return cls(verdict.resource, verdict.id, change, usd, lost, fields, verdict.campaign)

    def is_within(self, agreed: "Iterable[PlannedChange]") -> bool:
        """Whether no less was agreed to: at this price or a higher one, and no less harmful."""
        return any(
            self._is_part_of(each) and self.usd <= each.usd and self.stops_traffic <= each.stops_traffic
            for each in agreed
        )

    def _is_part_of(self, other: "PlannedChange") -> bool:
        """Whether it is the same change, of some of its fields, or the half of it."""
        if (self.resource, self.campaign) != (other.resource, other.campaign):
            return False
        if (self.change, other.change) == (Outcome.ADOPT, Outcome.REGISTER):
            return True  # what is found at Twilio by then is not registered again
        if self.id != other.id:
            return False
        is_half = (self.change, other.change) == (Outcome.DELETE, _REGISTERED_AGAIN)
        return is_half or (self.change == other.change and {*self.fields} <= {*other.fields})

    def to_json(self) -> Json:
        return {**vars(self), "usd": str(self.usd), "fields": list(self.fields)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "PlannedChange":
        fields = tuple(record.get("fields", ()))
        return cls(**{**record, "usd": Decimal(record["usd"]), "fields": fields})

    @staticmethod
    def write_all(verdicts: Iterable[VerdictRecord]) -> bytes:
        """The changes among verdicts, as `read_all` takes them."""
        changes = {PlannedChange.of(each) for each in verdicts if each.is_change}
        return json.dumps(sorted((each.to_json() for each in changes), key=str)).encode()

    @classmethod
    def read_all(cls, content: bytes) -> "frozenset[PlannedChange]":
        return frozenset(map(cls.from_json, json.loads(content)))


@dataclass(frozen=True)
class FailureRecord:
    """
    What stopped an operation of a provider.

    lasts: the name of one of a2p.catalogue's Lasts, in small letters. again_after: seconds, or None. error:
    the class of the error, as a2p.errors has it; "" where an older version wrote it.
    """

    provider: str
    lasts: str
    again_after: int | None = None
    error: str = ""

    @property
    def is_pending(self) -> bool:
        """Whether a review has to end first, and nothing else."""
        return self.lasts == "pending"

    def to_json(self) -> Json:
        return {
            "failed": self.provider,
            "lasts": self.lasts,
            "again_after": self.again_after,
            "error": self.error,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> "FailureRecord":
        return cls(record["failed"], record["lasts"], record["again_after"], record.get("error", ""))


@dataclass(frozen=True)
class RunLog:
    """
    What the providers of one run wrote.

    verdicts: the last one of each resource, in the order decided. findings: what no run changes, each fact
    once. outputs: where the registration stands, as
    this run has read it; None where it did not come to that.
    """

    verdicts: tuple[VerdictRecord, ...] = ()
    failures: tuple[FailureRecord, ...] = ()
    outputs: "StackOutputs | None" = None
    findings: tuple[VerdictRecord, ...] = ()

    @classmethod
    def from_lines(cls, lines: Iterable[bytes]) -> "RunLog":
        """Read the lines of the file; one that is cut off, whose writer was killed, is left out."""
        records = [json.loads(line) for line in lines if line.endswith(b"\n")]
        verdicts = [VerdictRecord.from_json(record) for record in records if "verdict" in record]
        findings = tuple(dict.fromkeys(verdict for verdict in verdicts if verdict.is_finding))
        last = {(each.resource, each.campaign, each.id): each for each in verdicts if not each.is_finding}
        failures = [FailureRecord.from_json(record) for record in records if "failed" in record]
        read = [StackOutputs.from_json(record["outputs"]) for record in records if "outputs" in record]
        return cls(tuple(last.values()), tuple(failures), read[-1] if read else None, findings)


@dataclass(frozen=True)
class ResourceStatus:
    """
    One entry of a stack's `resources`: the SID and the status of an object, as Twilio spells it.

    Those of a Brand may have more: identity_status, and while a text message is to be answered the otp_ ones
    and finish_by, all "" where they are not written. A suspended Campaign has deleted_after. written: the
    entry whole.
    """

    sid: str = ""
    status: str = ""
    identity_status: str = ""
    otp_answer_from: str = ""
    otp_valid_until: str = ""
    otp_count: str = ""
    finish_by: str = ""
    authentication_valid_until: str = ""
    deleted_after: str = ""
    written: Mapping[str, str] = field(default_factory=dict, compare=False)

    def to_json(self) -> Json:
        return dict(self.written)

    @classmethod
    def from_json(cls, entry: Mapping[str, str]) -> "ResourceStatus":
        return cls(
            sid=entry.get("sid", ""),
            status=entry.get("status", ""),
            identity_status=entry.get("identity_status", ""),
            otp_answer_from=entry.get("otp_answer_from", ""),
            otp_valid_until=entry.get("otp_valid_until", ""),
            otp_count=entry.get("otp_count", ""),
            finish_by=entry.get("finish_by", ""),
            authentication_valid_until=entry.get("authentication_valid_until", ""),
            deleted_after=entry.get("deleted_after", ""),
            written=entry,
        )


@dataclass(frozen=True)
class StackOutputs(StageOutputs):
    """
    What a stack exports: where its registration stands.

    resources: by name, such as brand and campaign. fees_to_come: what is charged once what is waited for has
    happened, as the plan of this run has shown it. campaigns: by name, where each of several stands; empty
    where there is one.
    """

    resources: Mapping[str, ResourceStatus] = field(default_factory=dict)
    fees_to_come: tuple[FeeToCome, ...] = ()
    campaigns: Mapping[str, CampaignOutputs] = field(default_factory=dict)

    def for_stack(self, stack: str) -> Self:
        """See StageOutputs; with each of several Campaigns."""
        renamed = super().for_stack(stack)
        if not self.campaigns:
            return renamed
        campaigns = {name: entry.for_stack(stack) for name, entry in self.campaigns.items()}
        return replace(renamed, campaigns=campaigns)

    def list_campaigns(self) -> list[ResourceStatus]:
        """The status of each Campaign."""
        return [entry for name, entry in self.resources.items() if name.partition(".")[0] == "campaign"]

    def find_resource(self, name: str) -> ResourceStatus:
        """The status of a resource; an empty one where the stack has none."""
        return self.resources.get(name, ResourceStatus())

    def to_json(self) -> Json:
        return {
            **super().to_json(),
            "resources": {name: entry.to_json() for name, entry in self.resources.items()},
            "fees_to_come": [each.to_json() for each in self.fees_to_come],
            **({"campaigns": self._campaigns_to_json()} if self.campaigns else {}),
        }

    def _campaigns_to_json(self) -> Json:
        return {name: entry.to_json() for name, entry in self.campaigns.items()}

    @classmethod
    def from_json(cls, outputs: Mapping[str, Any]) -> "StackOutputs | None":
        """The outputs as the engine has them; None before a run has left any."""
        if not outputs.get("stage"):
            return None
        entries, campaigns = outputs.get("resources") or {}, outputs.get("campaigns") or {}
        return cls(
            **read_stage(outputs),
            resources={name: ResourceStatus.from_json(entry) for name, entry in entries.items()},
            fees_to_come=tuple(map(FeeToCome.from_json, outputs.get("fees_to_come") or ())),
            campaigns={name: CampaignOutputs.from_json(entry) for name, entry in campaigns.items()},
        )
