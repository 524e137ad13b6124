"""The run: read the account, join each customer, declare it, write its files. One failure stops no other."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from a2p.adoption import inventory as lists
from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.customers import AccountCustomer, join_customer
from a2p.adoption.errors import NotAdoptable
from a2p.adoption.import_documents import build_document
from a2p.adoption.inventory import AT_ONCE, Inventory
from a2p.adoption.stack_names import choose_name
from a2p.adoption.to_declaration import declare
from a2p.errors import A2PError
from a2p.twilio.client.session import Session

AdoptionResult = Literal["written", "there", "managed", "not_adopted", "not_read"]
OURS = "a2p/"
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class AdoptionOutcome:
    """
    What became of one customer, by the SID of its service or, where it has none, its Brand.

    written: now; there: by an earlier run; managed: it has been ours from the beginning.
    """

    kind: AdoptionResult
    sid: str
    stack: str = ""
    reason: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdoptionOptions:
    """
    What to adopt, and how to write it.

    sids: Brands and services; all when there are none. brands: what Twilio's list leaves out. names: by SID.
    options: for every stack file. defaults: what the project declares for all stacks. to_come: what
    is declared for Brands that have no Campaign yet; without it they are left.
    """

    sids: frozenset[str] = frozenset()
    brands: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    to_come: Mapping[str, Any] = field(default_factory=dict)
    project: str = "a2p"


class Progress(Protocol):
    """Receives the progress of a run."""

    def begin(self, what: str, total: int | None) -> None:
        """So many steps of a kind follow; None where nobody knows how many."""

    def step(self) -> None:
        """One is done; where nobody knew how many, all are."""


def adopt_account(
    session: Session, folder: AdoptionFolder, wish: AdoptionOptions, progress: Progress
) -> Iterator[AdoptionOutcome]:
    """
    Adopt the customers that the options select.

    Raises:
        TwilioError: a list of the account cannot be read, or a Brand that is named is not there.
    """
    known = {*wish.brands, *(sid for sid in wish.sids if sid.startswith("BN"))}
    progress.begin("reading the account", None)
    estate = lists.read_inventory(session, sorted(known))
    progress.step()
    adopted = folder.read_adopted()
    left, settled = _sort_services(estate, wish, adopted)
    yield from settled
    for sid, error in _read_all(
        lambda sid: lists.load_campaign(session, estate, sid), left, "campaigns", progress
    ):
        if isinstance(error, Exception):
            yield _make_not_read(sid, error)
    unlisted = {campaign.brand_sid for campaign in estate.campaigns.values()} - {"", *estate.brands}
    for sid, seen in _read_all(
        lambda sid: lists.fetch_brand(session, estate, sid), sorted(unlisted), "Brands", progress
    ):
        if isinstance(seen, Exception):
            yield _make_not_read(sid, seen)
    chosen, others = _choose_campaigns(estate, wish, adopted)
    yield from others
    run = _Writer(folder, wish, session.account.record())
    for sid, account_customer in _read_all(
        lambda sid: join_customer(session, estate, chosen[sid]), sorted(chosen), "customers", progress
    ):
        yield run.write_customer(sid, account_customer)


def _sort_services(
    estate: Inventory, wish: AdoptionOptions, adopted: Mapping[str, str]
) -> tuple[list[str], list[AdoptionOutcome]]:
    """The services whose Campaigns have to be looked for, and what is known of the others already."""
    left, settled = [], []
    for sid, service in sorted(estate.services.items()):
        name = str(service.fields.get("friendly_name") or "")
        if wish.sids and sid not in wish.sids and not any(wanted.startswith("BN") for wanted in wish.sids):
            continue
        if sid in adopted:
            settled.append(AdoptionOutcome(kind="there", sid=sid, stack=adopted[sid]))
        elif name.startswith(OURS):
            settled.append(AdoptionOutcome(kind="managed", sid=sid, stack=_read_stack(name)))
        else:
            left.append(sid)
    return left, settled


def _read_stack(name: str) -> str:
    """The stack whose mark this is, or which calls the service of one of several Campaigns so."""
    return name.removeprefix(OURS).partition("/")[0]


def _choose_campaigns(
    estate: Inventory, wish: AdoptionOptions, adopted: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[AdoptionOutcome]]:
    """
    The customers to adopt, and why others are not.

    A customer is all services with a Campaign of its Brand, by the first of them; or a Brand that has none,
    by itself.
    """
    of_brand: dict[str, list[str]] = defaultdict(list)
    for sid, campaign in estate.campaigns.items():
        if not wish.sids or {sid, campaign.brand_sid} & wish.sids:
            of_brand["" if campaign.externally_registered else campaign.brand_sid].append(sid)
    chosen: dict[str, tuple[str, ...]] = {sid: (sid,) for sid in of_brand.pop("", [])}
    outcomes = []
    for brand_sid, services in sorted(of_brand.items()):
        ranked = tuple(sorted(services, key=lambda sid: _rank(estate, sid)))
        if stack := _find_stack(estate, brand_sid, adopted):
            outcomes += [_make_left_to(stack, brand_sid, sid) for sid in ranked]
        else:
            chosen[ranked[0]] = ranked
    without = [
        sid
        for sid in sorted(estate.brands)
        if sid not in of_brand
        and not _find_stack(estate, sid, adopted)
        and (not wish.sids or sid in wish.sids)
    ]
    if wish.to_come:
        return {**chosen, **{sid: (sid,) for sid in without}}, outcomes
    return chosen, outcomes + [_make_without_campaign(sid) for sid in without]


def _find_stack(estate: Inventory, brand_sid: str, adopted: Mapping[str, str]) -> str:
    """The stack that a Brand belongs to already, adopted or its own from the beginning."""
    brand = estate.brands.get(brand_sid)
    if brand is None:
        return ""
    profile = estate.profiles.get(brand.profile_sid)
    name = profile.friendly_name if profile else ""
    return adopted.get(brand.profile_sid) or (_read_stack(name) if name.startswith(OURS) else "")


def _rank(estate: Inventory, sid: str) -> tuple[bool, float, str]:
    """Of several Campaigns of a Brand an approved one first, then the oldest."""
    campaign = estate.campaigns[sid]
    return not campaign.is_approved, campaign.created_at, sid


def _make_left_to(stack: str, brand_sid: str, sid: str) -> AdoptionOutcome:
    return AdoptionOutcome(
        kind="not_adopted",
        sid=sid,
        reason=f"its Brand {brand_sid} belongs to the stack {stack}, whose file is not written again",
        remedy=f"declare it in a2p:campaigns of Pulumi.{stack}.yaml, with adopted.messaging_service: {sid}; "
        "the next run takes it over as it is",
    )


def _make_without_campaign(sid: str) -> AdoptionOutcome:
    return AdoptionOutcome(
        kind="not_adopted",
        sid=sid,
        reason="it has no Campaign yet, and a declaration needs one",
        remedy="give the one to register with --campaign: a stack file that has it",
    )


class _Writer:
    """The part of a run that is done one by one: a name has to be free when it is taken."""

    def __init__(self, folder: AdoptionFolder, wish: AdoptionOptions, account: Mapping[str, str]) -> None:
        self._folder, self._wish, self._account = folder, wish, account
        self._taken = folder.list_stacks() | set(wish.names.values())

    def write_customer(self, sid: str, account_customer: AccountCustomer | Exception) -> AdoptionOutcome:
        """Write one customer's files."""
        try:
            if isinstance(account_customer, Exception):
                raise account_customer
            return self._write(sid, account_customer)
        except NotAdoptable as reason:
            return AdoptionOutcome(kind="not_adopted", sid=sid, reason=reason.summary, remedy=reason.remedy)
        except A2PError as error:
            return _make_not_read(sid, error)

    def _write(self, sid: str, account_customer: AccountCustomer) -> AdoptionOutcome:
        wish = self._wish
        stack = choose_name(account_customer, wish.names, self._taken)
        file = self._folder.stack_file(stack)
        declared = declare(
            account_customer,
            file=file.name,
            options=wish.options,
            defaults=wish.defaults,
            to_come=wish.to_come,
        )
        settings = {**wish.defaults, **wish.options}
        try:
            self._folder.write(
                stack,
                declared.config,
                build_document(
                    account_customer,
                    declared,
                    stack=stack,
                    settings=settings,
                    account=self._account,
                    project=wish.project,
                ),
            )
        except FileExistsError:
            raise NotAdoptable(
                f"{file.name} is another customer's", "choose another name in --names"
            ) from None
        self._taken.add(stack)
        return AdoptionOutcome(kind="written", sid=sid, stack=stack, notes=declared.notes)


def _make_not_read(sid: str, error: Exception) -> AdoptionOutcome:
    reason, remedy = (error.summary, error.remedy) if isinstance(error, A2PError) else (str(error), "")
    return AdoptionOutcome(
        kind="not_read", sid=sid, reason=reason, remedy=remedy or "run the same command again, which goes on"
    )


def _read_all(
    look: Callable[[str], T], sids: list[str], what: str, progress: Progress
) -> Iterator[tuple[str, T | Exception]]:
    """What a look at each shows, in order; an error is a value."""

    def careful(sid: str) -> T | Exception:
        try:
            return look(sid)
        except A2PError as error:
            return error

    if not sids:
        return
    progress.begin(what, len(sids))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for sid, seen in zip(sids, threads.map(careful, sids), strict=True):
            progress.step()
            yield sid, seen
