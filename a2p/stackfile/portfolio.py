"""
What no file shows alone: numbers, businesses and people in the files of several customers. Offline.

Values are compared and never shown, because they are personal; the names of the stacks are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from a2p.declared import AnyCustomer, SoleProprietor
from a2p.declared.phone_numbers import DeclaredBoughtNumber, normalise_entry
from a2p.declared.problems import Location
from a2p.plan.limits import USE_LIMITS
from a2p.stackfile.reader import Place, StackFile

RULE: Final = "portfolio"
_NUMBERS: Final[Location] = ("phone_numbers",)
_PERSON: Final[Location] = ("profile", "last_name")
_MOVE: Final = "take it out of all but one; to move it, name both stacks in one a2p up"
_ONE_BRAND: Final = "register it once, with several Campaigns on its Brand, unless these Brands are meant"


@dataclass(frozen=True)
class PortfolioMember:
    """
    What one file has to compare: the Brand's values by the kinds of a2p.plan.limits, numbers, and the person.

    places: where each stands. sealed: how many of these values are secrets, which nobody can compare offline.
    """

    stack: str
    file: Path
    identities: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    person: str = ""
    places: Mapping[Location, Place] = field(default_factory=dict)
    sealed: int = 0


@dataclass(frozen=True)
class PortfolioWarning:
    """One fact about several stacks, at its place in the first of them."""

    file: Path
    place: Place
    text: str
    remedy: str


def make_member(stack: str, file: Path, stack_file: StackFile, customer: AnyCustomer) -> PortfolioMember:
    """What a valid file has to compare; of a secret an example's value was read, which is left out."""
    identities = {} if customer.external else customer.list_identities()
    locations = {kind: tuple(USE_LIMITS[kind].key.split(".")) for kind in identities}
    open_ones = {kind: at for kind, at in locations.items() if not _is_sealed(at, stack_file)}
    declared = [each.phone_numbers for each in customer.campaigns if not _is_numbers_sealed(each, stack_file)]
    numbers = tuple(chain.from_iterable(declared))
    person = _describe_person(customer) if not _is_sealed(_PERSON, stack_file) else ""
    return PortfolioMember(
        stack=stack,
        file=file,
        identities={kind: identities[kind] for kind in open_ones},
        numbers=tuple(each for each in numbers if not isinstance(each, DeclaredBoughtNumber)),
        person=person,
        places={at: stack_file.find_place(at) for at in (*open_ones.values(), _PERSON)}
        | {_NUMBERS: stack_file.find_place(customer.locate(_NUMBERS))},
        sealed=len(locations) - len(open_ones) + (len(customer.campaigns) - len(declared)),
    )


def _is_numbers_sealed(campaign: AnyCustomer, stack_file: StackFile) -> bool:
    return bool(campaign.phone_numbers) and _is_sealed(campaign.locate(_NUMBERS), stack_file)


def check_portfolio(
    members: Iterable[PortfolioMember], map_numbers: Callable[[str], Mapping[str, str]] = lambda _stack: {}
) -> Iterator[PortfolioWarning]:
    """
    Every number, business, person and used-up value that several stacks share.

    map_numbers: for a stack, the SIDs of numbers by the number as it is written, as far as they are known.
    It is asked only where files have both forms.
    """
    ordered = sorted(members, key=lambda member: member.stack)
    yield from _find_shared_numbers(ordered, _map_all_numbers(ordered, map_numbers))
    yield from _find_shared_businesses(ordered)
    yield from _find_shared_people(ordered)
    yield from _find_exceeded(ordered)


def _map_all_numbers(
    members: list[PortfolioMember], map_numbers: Callable[[str], Mapping[str, str]]
) -> dict[str, str]:
    """The SIDs of numbers as they are written, from the stacks that declare them so."""
    if not any(number.startswith("PN") for member in members for number in member.numbers):
        return {}
    writing = [member.stack for member in members if any(each.startswith("+") for each in member.numbers)]
    return {written: sid for stack in writing for written, sid in map_numbers(stack).items()}


def _find_shared_numbers(
    members: list[PortfolioMember], sids: Mapping[str, str]
) -> Iterator[PortfolioWarning]:
    """sids: by the number as it is written; a file may have either."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    pairs = []
    for member in members:
        own = {entry: normalise_entry(sids.get(entry, entry)) for entry in member.numbers}
        for entry, number in own.items():
            forms[number].add(entry)
        pairs += [(number, member) for number in dict.fromkeys(own.values())]
    for number, sharing in _group(pairs).items():
        first, *others = sorted(forms[number])
        also = f" ({', '.join(others)})" if others else ""
        text = (
            f"{first}{also} stands in {_name(sharing)}: a number is in one Messaging Service at a time (N2)"
        )
        yield _warn(sharing[0], _NUMBERS, text, _MOVE)


def _find_shared_businesses(members: list[PortfolioMember]) -> Iterator[PortfolioWarning]:
    for sharing in _group(_pairs(members, "ein")).values():
        if len(sharing) <= USE_LIMITS["ein"].most:
            text = f"the same EIN stands in {_name(sharing)}: one business, and as many Brands"
            yield _warn(sharing[0], _locate("ein"), text, _ONE_BRAND)


def _find_shared_people(members: list[PortfolioMember]) -> Iterator[PortfolioWarning]:
    """Sole proprietors of one name who share an e-mail address, an address or a mobile number."""
    pairs = (
        (f"{member.person}/{kind}/{value}", member)
        for member in members
        if member.person
        for kind, value in member.identities.items()
    )
    groups = {tuple(member.stack for member in sharing): sharing for sharing in _group(pairs).values()}
    for sharing in groups.values():
        text = f"the same sole proprietor stands in {_name(sharing)}: one person, and as many Brands"
        yield _warn(sharing[0], _PERSON, text, "register the person once, unless these Brands are meant")


def _find_exceeded(members: list[PortfolioMember]) -> Iterator[PortfolioWarning]:
    for kind, limit in USE_LIMITS.items():
        for sharing in _group(_pairs(members, kind)).values():
            if len(sharing) > limit.most:
                text = (
                    f"the same {limit.what} stands in {len(sharing)} files, and the registry takes "
                    f"{limit.most} Brands with it, those of other vendors included ({limit.requirement}): "
                    f"{_name(sharing)}"
                )
                remedy = f"declare another {limit.what} of the customer's own where it is not theirs"
                yield _warn(sharing[0], _locate(kind), text, remedy)


def _pairs(members: list[PortfolioMember], kind: str) -> Iterator[tuple[str, PortfolioMember]]:
    return ((member.identities[kind], member) for member in members if kind in member.identities)


def _group(pairs: Iterable[tuple[str, PortfolioMember]]) -> dict[str, list[PortfolioMember]]:
    """The values that more than one member has."""
    groups: defaultdict[str, list[PortfolioMember]] = defaultdict(list)
    for value, member in pairs:
        groups[value].append(member)
    return {value: sharing for value, sharing in groups.items() if len(sharing) > 1}


def _warn(member: PortfolioMember, location: Location, text: str, remedy: str) -> PortfolioWarning:
    key = ".".join(map(str, location))
    return PortfolioWarning(member.file, member.places[location], f"{key}: {text} ({RULE})", remedy)


def _locate(kind: str) -> Location:
    return tuple(USE_LIMITS[kind].key.split("."))


def _name(sharing: list[PortfolioMember]) -> str:
    *most, last = (member.stack for member in sharing)
    return f"{', '.join(most)} and {last}"


def _describe_person(customer: AnyCustomer) -> str:
    if not isinstance(customer, SoleProprietor):
        return ""
    return customer.profile.customer_name.casefold()


def _is_sealed(location: Location, stack_file: StackFile) -> bool:
    return any(
        secret[: len(location)] == location or location[: len(secret)] == secret
        for secret in stack_file.secrets
    )
