"""What the providers of one process learned and did in this run: notes one of them leaves for another."""

import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class ToldFee(Protocol):
    """A fee, of whichever kind of record: this file knows nothing of what is planned."""

    @property
    def name(self) -> str: ...
    @property
    def usd(self) -> Decimal: ...


@dataclass(frozen=True)
class BrandEdit:
    """
    An edit of the Brand that this run has decided on.

    kind: the Brand's type, and whether it is a mock one and without secondary vetting, as declared.
    own_services: the names, or SIDs, of the Messaging Services whose Campaigns make way for the edit: as they
    are declared, and as the last run knew them.
    """

    kind: tuple[str, bool, bool]
    own_services: frozenset[str]


class RunMemory:
    """
    The notes of one run. Every SID and name here is one process's own and ends with it.

    leftover_bundles: the SIDs of bundles that an interrupted run left, by kind ("profile", "trust bundle"),
    as this preview has found them; the Brand's look for a leftover of its own begins with them.
    created_sids: what this process created; nobody can have built anything on it yet.
    corrected_sids: what was at Twilio already and this process brought to the declaration; what is built on
    it is submitted again.
    retained_sids: bundles that stay at Twilio when the stack is destroyed, because a Brand is made of them.
    services_without_campaign: Messaging Services whose Campaign this process has deleted, or found deleted; a
    read may still show it.
    own_service_sids: the Messaging Services that are the stack's, as recorded or left by an interrupted run.
    gone_resources: the resources of the stack that this process found gone at Twilio.
    declared_numbers: the numbers that the stack declares in this run, as MG…/PN….
    found_numbers: the SIDs of the account's numbers that were looked up, by E.164 form; "" where it has none.
    leftover_numbers: numbers found in their service although the stack has no such resource, as MG…/PN….
    recorded_numbers: the entries of phone_numbers that the last run had, by the service's SID.
    removed_campaigns: the services of Campaigns that are not declared any more and are there still, by name.
    removed_numbers: the entries of such numbers, by the Campaign's name.
    removed_bought_numbers: the entries of bought numbers that the stack is about to give up.
    entries_of_stack: the entries of phone_numbers of all Campaigns that this run declares.
    number_entries: by the SID of each declared number, the entry of the stack file that means it.
    brand_edit: what the Brand is made of has changed, so it is about to be edited.
    registered_campaigns: by name, whether the Campaign is at Twilio when this run is over, as far as was
    decided; its numbers wait for that.
    campaign_services: the names, or SIDs, of the Messaging Services of the stack, as this run declares them
    and as the last one did.
    renamed_campaigns: the name that a Campaign has in this run, by the one that it had in the last.
    declared_campaigns: the names of the Campaigns that this run declares; none where that is not known.
    declared_urls: the policy and terms URLs that this run declares, by the Campaign's name and by field;
    empty where they are not known. They are here before the Campaigns themselves are declared.
    told_fees: what this run's plan has told that a resource costs, now or later, by resource; objects with a
    name and an amount in US dollars.
    identities: what the registry counts the uses of, by kind, as it is declared; personal. Empty where it is
    not known.
    differing_fields: the names of the fields in which a part of a bundle is not at Twilio as recorded, by
    the place of the part as the Brand's revision names it; only a refresh looks.
    declaration_was_read: False in a `pulumi destroy`, which reads no stack file.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._submission_times: dict[str, float] = {}
        self._not_looked_at: set[str] = set()
        self._absent_names: set[str] = set()
        self.leftover_bundles: dict[str, str] = {}
        self.created_sids: set[str] = set()
        self.corrected_sids: set[str] = set()
        self.retained_sids: set[str] = set()
        self.services_without_campaign: set[str] = set()
        self.own_service_sids: set[str] = set()
        self.gone_resources: set[str] = set()
        self.declaration_was_read = False
        self.declared_urls: dict[str, dict[str, str]] = {}
        self.campaign_services: frozenset[str] = frozenset()
        self.renamed_campaigns: dict[str, str] = {}
        self.declared_campaigns: frozenset[str] = frozenset()
        self.declared_numbers: set[str] = set()
        self.found_numbers: dict[str, str] = {}
        self.leftover_numbers: set[str] = set()
        self.recorded_numbers: dict[str, tuple[str, ...]] = {}
        self.removed_campaigns: dict[str, str] = {}
        self.removed_numbers: dict[str, tuple[str, ...]] = {}
        self.removed_bought_numbers: tuple[str, ...] = ()
        self.entries_of_stack: frozenset[str] = frozenset()
        self.number_entries: dict[str, str] = {}
        self.brand_edit: BrandEdit | None = None
        self.registered_campaigns: dict[str, bool] = {}
        self.identities: dict[str, str] = {}
        self.differing_fields: dict[str, tuple[str, ...]] = {}
        self.told_fees: dict[str, tuple[ToldFee, ...]] = {}

    def note_submission(self, sid: str, at: float) -> None:
        """Record that `sid` was submitted at this Unix time: what builds on it waits 30 s (G3)."""
        with self._lock:
            self._submission_times[sid] = at
            self._not_looked_at.add(sid)

    def submission_time(self, sid: str, otherwise: float) -> float:
        """Unix seconds at which this process submitted `sid`; `otherwise` if it did not."""
        with self._lock:
            return self._submission_times.get(sid, otherwise)

    def is_first_look_after_submission(self, sid: str) -> bool:
        """True once for each `sid` this process submitted: what was read of it before is out of date."""
        with self._lock:
            is_first = sid in self._not_looked_at
            self._not_looked_at.discard(sid)
        return is_first

    def note_absence(self, name: str) -> None:
        """Record that no object under this name of ours was at Twilio when this process began on it."""
        with self._lock:
            self._absent_names.add(name)

    def is_absent(self, name: str) -> bool:
        """Whether a look for this name can find only what this process made itself."""
        with self._lock:
            return name in self._absent_names
