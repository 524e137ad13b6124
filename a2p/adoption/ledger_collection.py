"""
Fills the ledger with what was registered before there was one.

Uses and fees come from an account's Brands, Campaigns and bundles; resubmissions and text messages from what
the states of stacks have counted. It writes only what is not in the ledger yet, so it may be run again at any
time. Twilio is only read.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

from a2p.adoption import inventory as lists
from a2p.adoption.inventory import AT_ONCE, Inventory
from a2p.declared.identities import identify_business, identify_sole_proprietor
from a2p.errors import NotFound
from a2p.observed import LiveBrand, LiveCampaign
from a2p.plan import fees
from a2p.plan.consequences import list_brand_fees, list_campaign_fees
from a2p.plan.fees import Fee
from a2p.specs import EndUser
from a2p.state.checkpoints import Checkpoint
from a2p.state.ledger import EntryKind, Ledger, LedgerEntry
from a2p.twilio import bundles
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from a2p.twilio.client.session import Session

_OTP_OF_THE_BRAND: Final = 1  # the first text message comes with the registration, and is none of ours


@dataclass
class Owners:
    """
    Which stack has what, and what it has counted.

    stacks: by the SID of a Brand or a Messaging Service. counted: by kind and SID how often, and when the
    state was written that says so.
    """

    stacks: dict[str, str] = field(default_factory=dict)
    counted: dict[tuple[EntryKind, str], tuple[int, datetime]] = field(default_factory=dict)


def read_owners(checkpoints: Iterable[Checkpoint], account: Mapping[str, Any]) -> Owners:
    """What the states of an account's stacks say; one from before states named their account is read, too."""
    found = Owners()
    for checkpoint in checkpoints:
        if checkpoint.written_at is None or (checkpoint.account and checkpoint.account != account):
            continue
        for name, key in (("Brand", "sid"), ("Campaign", "messaging_service_sid")):
            for resource in checkpoint.list_of_type(name):
                _note_resource(found, checkpoint, checkpoint.written_at, resource.get("outputs") or {}, key)
        for resource in checkpoint.list_of_type("MessagingService"):
            found.stacks[str(resource.get("id", ""))] = checkpoint.stack
    return found


def _note_resource(
    found: Owners, checkpoint: Checkpoint, at: datetime, outputs: Mapping[str, Any], key: str
) -> None:
    sid = str(outputs.get(key) or "")
    if not sid:
        return
    found.stacks[sid] = checkpoint.stack
    found.counted[EntryKind.RESUBMISSION, sid] = int(outputs.get("resubmissions") or 0), at
    found.counted[EntryKind.OTP, sid] = int(outputs.get("otp_count") or 0), at


class LedgerCollection:
    """
    One account, and the ledger that is filled.

    unread: the Brands of which Twilio does not tell all that the registry counts.
    """

    def __init__(self, session: Session, ledger: Ledger, owners: Owners) -> None:
        self._session = session
        self._ledger = ledger
        self._owners = owners
        self._known = [each for each in ledger.list_all() if each.world == session.account.world]
        self._parts: dict[str, _Parts] = {}
        self.unread: list[str] = []

    def collect(self) -> Counter[EntryKind]:
        """
        Write what is missing; how many entries of each kind that were.

        Raises:
            TwilioError: a list of the account cannot be read.
            StateUnreachable: the ledger cannot be used.
        """
        estate = lists.read_inventory(self._session)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(partial(lists.load_campaign, self._session, estate), list(estate.services)))
            list(threads.map(partial(self._load_brand, estate), self._list_unlisted_brands(estate)))
            bundle_sids = sorted({sid for each in estate.brands.values() for sid in _list_bundles(each)})
            self._parts = dict(
                zip(bundle_sids, threads.map(partial(self._read_parts, estate), bundle_sids), strict=True)
            )
        written: Counter[EntryKind] = Counter()
        for entry in self._list_missing(estate):
            self._ledger.write(entry)
            written[entry.kind] += 1
        return written

    def _list_unlisted_brands(self, estate: Inventory) -> list[str]:
        """Those that Campaigns and states name; Twilio's list leaves some out."""
        named = {each.brand_sid for each in estate.campaigns.values() if not each.externally_registered}
        recorded = {sid for sid in self._owners.stacks if sid.startswith("BN")}
        return sorted((named | recorded) - {"", *estate.brands})

    def _load_brand(self, estate: Inventory, sid: str) -> None:
        with suppress(NotFound):
            lists.fetch_brand(self._session, estate, sid)

    def _list_missing(self, estate: Inventory) -> Iterator[LedgerEntry]:
        for brand in estate.brands.values():
            if not brand.mock:
                yield from self._list_uses(estate, brand)
                yield from self._list_fees(brand.sid, brand.created_at, list_brand_fees(vars(brand)))
        for service_sid, campaign in estate.campaigns.items():
            charged = self._list_review_fees(estate, campaign)
            number = int(campaign.created_at)
            yield from self._list_fees(service_sid, campaign.created_at, charged, number)
        yield from self._list_counted({*estate.brands, *estate.services})

    def _list_uses(self, estate: Inventory, brand: LiveBrand) -> Iterator[LedgerEntry]:
        """What a Brand uses; what was reserved for it by a run that died counts for it from now on."""
        for kind, value in self._identify(estate, brand):
            uses = self._ledger.list_uses(self._session.account.world, kind, value)
            if any(use.owner == brand.sid for use in uses):
                continue
            for use in uses:
                if use.owner == brand.trust_bundle_sid:
                    self._ledger.remove(use)
            digest = self._ledger.digest(kind, value)
            yield self._make(EntryKind.USE, brand.sid, brand.created_at, name=kind, digest=digest)

    def _identify(self, estate: Inventory, brand: LiveBrand) -> list[tuple[str, str]]:
        profile, trust = (self._parts[sid] for sid in _list_bundles(brand))
        if brand.brand_type != "SOLE_PROPRIETOR":
            facts = profile.find("customer_profile_business_information")
            identifier = facts.get("business_registration_identifier", "")
            found = list(identify_business(identifier, facts.get("business_registration_number", "")))
            is_complete = bool(identifier)
        else:
            person = profile.find("starter_customer_profile_information")
            mobile = trust.find("sole_proprietor_information").get("mobile_phone_number", "")
            address = estate.addresses.get(profile.address_sid)
            found = list(identify_sole_proprietor(person.get("email", ""), address, mobile))
            is_complete = bool(person.get("email") and address and mobile)
        if not is_complete:
            self.unread.append(brand.sid)
        return [(kind, value) for kind, value in found if value]

    def _read_parts(self, estate: Inventory, sid: str) -> "_Parts":
        """Nothing of a bundle that is gone."""
        api = PROFILES if sid in estate.profiles else TRUST_PRODUCTS
        try:
            assigned = bundles.list_assigned(self._session, api, sid)
        except NotFound:
            return _Parts([], "")
        documents = [estate.documents[each] for each in assigned if each in estate.documents]
        people = [estate.end_users[each] for each in assigned if each in estate.end_users]
        return _Parts(people, documents[0] if documents else "")

    def _list_review_fees(self, estate: Inventory, campaign: LiveCampaign) -> tuple[Fee, ...]:
        if campaign.externally_registered:
            return (fees.EXTERNAL_REVIEW,)
        brand = estate.brands.get(campaign.brand_sid)
        return list_campaign_fees({"brand_mock": brand.mock if brand else False})

    def _list_fees(
        self, owner: str, at: float, charged: tuple[Fee, ...], number: int = 0
    ) -> Iterator[LedgerEntry]:
        """Those of an object of which the ledger has none: a run that has a ledger notes them all."""
        if any(each.kind is EntryKind.FEE and each.owner == owner for each in self._known):
            return
        for fee in charged:
            yield self._make(EntryKind.FEE, owner, at, name=fee.name, usd=fee.usd, number=number)

    def _list_counted(self, there: Collection[str]) -> Iterator[LedgerEntry]:
        """Resubmissions and further text messages, which Twilio does not count for anybody."""
        known = {each.key for each in self._known}
        for (kind, sid), (count, at) in self._owners.counted.items():
            if sid not in there:
                continue
            first = _OTP_OF_THE_BRAND + 1 if kind is EntryKind.OTP else 1
            made = (self._make(kind, sid, at.timestamp(), number=each) for each in range(first, count + 1))
            yield from (entry for entry in made if entry.key not in known)

    def _make(  # noqa: PLR0913  # the fields of an entry
        self,
        kind: EntryKind,
        owner: str,
        at: float,
        *,
        name: str = "",
        digest: str = "",
        usd: Decimal = Decimal(0),
        number: int = 0,
    ) -> LedgerEntry:
        stack = self._owners.stacks.get(owner, "")
        moment = datetime.fromtimestamp(at, UTC)
        return LedgerEntry(kind, self._session.account.world, stack, owner, moment, name, digest, usd, number)


def _list_bundles(brand: LiveBrand) -> tuple[str, str]:
    return brand.profile_sid, brand.trust_bundle_sid


@dataclass(frozen=True)
class _Parts:
    """What is assigned to a bundle."""

    end_users: list[EndUser]
    address_sid: str

    def find(self, type_: str) -> Mapping[str, Any]:
        """The attributes of its EndUser of a type; none where there is none."""
        return next((each.attributes for each in self.end_users if each.type == type_), {})
