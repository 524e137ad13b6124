"""
`a2p:campaigns`: several Campaigns of one customer, each read as if it stood alone in the file.

Of each entry a declaration is made: what all have in common, and the entry's own sections in the places in
which a file of one Campaign has them. So every rule for one Campaign holds for each of several, and what is
wrong is told at its place in the entry.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from a2p.campaign_names import MAIN, RULE, is_campaign_name
from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.problems import DeclarationProblem, Location, format_value

CAMPAIGNS: Final = "campaigns"
RENAMED_FROM: Final = "renamed_from"
# Sections that a file of one Campaign has at its top, and an entry inside it.
OF_ONE: Final = ("campaign", EXTERNAL, "phone_numbers")
# Those that may also stand at the top of a file of several, for all of them.
_SHARED: Final = ("messaging_service", "adopted", "lint")
_WHOLE: Final = frozenset({"messaging_service"})  # an entry that has it has none of the file's
ENTRY_KEYS: Final = (RENAMED_FROM, *OF_ONE, *_SHARED)
_DEPTH: Final = 2  # of an entry's own keys: below `campaigns` and its name
MOST: Final = 100  # Campaigns on a Brand (30930)

Raw = Mapping[str, Any]


class CampaignEntry(NamedTuple):
    """One Campaign as a declaration of its own. written: the entry as it stands in the file."""

    name: str
    declared: dict[str, Any]
    written: Raw
    renamed_from: str | None = None

    def locate(self, location: Location) -> Location:
        """The place in the file of several of what stands at this place in the entry's declaration."""
        return locate(self.name, self.written, location)


def locate(name: str, written: Raw, location: Location) -> Location:
    """The place in an entry of what a file of one Campaign has at its top."""
    key = location[0] if location else ""
    whole = location[:1] if key in _WHOLE else location
    if key in OF_ONE or (key in _SHARED and _has(written, whole)):
        return (CAMPAIGNS, name, *location)
    return location


def strip_entry(location: Location) -> Location:
    """The place at the top of a file of one Campaign that has what stands here in an entry of several."""
    is_in_entry = location[:1] == (CAMPAIGNS,) and len(location) > _DEPTH and location[_DEPTH] in ENTRY_KEYS
    return location[_DEPTH:] if is_in_entry else location


def _has(written: Raw, location: Location) -> bool:
    """Whether it is the entry that says this, and not the top of the file."""
    value: Any = written
    for part in location:
        if not isinstance(value, Mapping):
            break
        if part not in value:
            return False
        value = value[part]
    return True


def list_entries(declared: Raw) -> list[CampaignEntry]:
    """The entries that have the shape of one, in the order of the file."""
    common = {key: value for key, value in declared.items() if key != CAMPAIGNS and key not in OF_ONE}
    return [
        CampaignEntry(name, _merge(common, written), written, _read_former_name(written))
        for name, written in _get_entries(declared).items()
        if isinstance(written, Mapping)
    ]


def is_external(declared: Raw) -> bool:
    """Whether the Campaigns of the file are registered at The Campaign Registry itself."""
    entries = [each for each in _get_entries(declared).values() if isinstance(each, Mapping)]
    return "brand" not in declared and any(EXTERNAL in each for each in entries)


def find_wrong_entries(declared: Raw, *, sole_proprietor: bool) -> Iterator[DeclarationProblem]:
    """What is wrong with the map of Campaigns, beside what is wrong in one of them."""
    campaigns = declared[CAMPAIGNS]
    if not isinstance(campaigns, Mapping):
        yield DeclarationProblem((CAMPAIGNS,), "a mapping of names to Campaigns needed", campaigns)
        return
    yield from _refuse_both_forms(declared)
    yield from _count(len(campaigns), sole_proprietor=sole_proprietor)
    for name, written in campaigns.items():
        yield from _check_entry(name, written)
    yield from _check_former_names(campaigns)
    yield from _refuse_repetitions(campaigns)


def _refuse_both_forms(declared: Raw) -> Iterator[DeclarationProblem]:
    move = f"move it to {CAMPAIGNS}.{MAIN}, the entry that keeps the Campaign of this file as it is"
    for key in OF_ONE:
        if key in declared:
            yield DeclarationProblem((key,), f"not beside {CAMPAIGNS}: {move}")
    adopted = declared.get("adopted")
    if isinstance(adopted, Mapping) and "messaging_service" in adopted:
        yield DeclarationProblem(
            ("adopted", "messaging_service"),
            f"not beside {CAMPAIGNS}: move it to {CAMPAIGNS}.{MAIN}.adopted, or to the entry it belongs to",
        )


def _count(number: int, *, sole_proprietor: bool) -> Iterator[DeclarationProblem]:
    if number == 0:
        yield DeclarationProblem((CAMPAIGNS,), "empty, at least one Campaign needed")
    elif sole_proprietor and number > 1:
        yield DeclarationProblem(
            (CAMPAIGNS,),
            f"{number} given, a sole proprietor has exactly one Campaign (B6): remove all but one",
        )
    elif number > MOST:
        yield DeclarationProblem(
            (CAMPAIGNS,), f"{number} given, a Brand may have {MOST} Campaigns (30930): remove the others"
        )


def _check_entry(name: object, written: object) -> Iterator[DeclarationProblem]:
    location: Location = (CAMPAIGNS, str(name))
    if not is_campaign_name(name):
        yield DeclarationProblem(location, f"no name for a Campaign: {RULE}")
    if not isinstance(written, Mapping):
        yield DeclarationProblem(location, "a mapping of keys needed", written)
        return
    for key in written:
        if key not in ENTRY_KEYS:
            known = ", ".join(ENTRY_KEYS)
            yield DeclarationProblem((*location, str(key)), f"no such key; there are {known}")


def _check_former_names(campaigns: Raw) -> Iterator[DeclarationProblem]:
    given: dict[str, list[str]] = defaultdict(list)
    for name, written in campaigns.items():
        former = written.get(RENAMED_FROM) if isinstance(written, Mapping) else None
        if former is None:
            continue
        location: Location = (CAMPAIGNS, str(name), RENAMED_FROM)
        if not is_campaign_name(former):
            yield DeclarationProblem(location, f"no name of a Campaign: {RULE}", former)
        elif former in campaigns:
            yield DeclarationProblem(
                location, f"{former} is declared itself, so nothing was renamed from it: remove the line"
            )
        else:
            given[former].append(str(name))
    for former, names in given.items():
        for name in names[1:]:
            yield DeclarationProblem(
                (CAMPAIGNS, name, RENAMED_FROM),
                f"{names[0]} is renamed from {former} already: remove one of the two lines",
            )


def _refuse_repetitions(campaigns: Raw) -> Iterator[DeclarationProblem]:
    """A number sends for one Campaign, and a service holds one (C21, N2)."""
    yield from _find_repeated(campaigns, ("phone_numbers",), "a number sends for one Campaign")
    yield from _refuse_repeated_purchases(campaigns)
    yield from _find_repeated(
        campaigns, ("adopted", "messaging_service"), "a service holds one Campaign (C21)"
    )
    yield from _find_repeated(
        campaigns, (EXTERNAL, "campaign_id"), "a campaign is associated with one service"
    )


def _find_repeated(campaigns: Raw, location: Location, why: str) -> Iterator[DeclarationProblem]:
    owners: dict[str, list[str]] = defaultdict(list)
    for name, written in campaigns.items():
        for value in dict.fromkeys(_list_texts(written, location)):
            owners[value].append(str(name))
    for value, names in owners.items():
        for name in names[1:]:
            yield DeclarationProblem(
                (CAMPAIGNS, name, *location),
                f"{format_value(value)} is also given in {CAMPAIGNS}.{names[0]}, and {why}: "
                "remove it from one of them",
            )


def _refuse_repeated_purchases(campaigns: Raw) -> Iterator[DeclarationProblem]:
    """A number that the stack buys is found again by its name, which is one for the whole stack."""
    owners: dict[str, str] = {}
    for campaign, written in campaigns.items():
        numbers = written.get("phone_numbers") if isinstance(written, Mapping) else None
        bought = [each for each in numbers if isinstance(each, Mapping)] if isinstance(numbers, list) else []
        for name in dict.fromkeys(str(each.get("name") or "main") for each in bought):
            if name in owners:
                yield DeclarationProblem(
                    (CAMPAIGNS, str(campaign), "phone_numbers"),
                    f"{format_value(name)} is the name of a number to buy in {CAMPAIGNS}.{owners[name]}, "
                    "too: give each a name of its own",
                )
            owners.setdefault(name, str(campaign))


def _list_texts(written: object, location: Location) -> Iterator[str]:
    value: Any = written
    for part in location:
        value = value.get(part) if isinstance(value, Mapping) else None
    yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def deduplicate(problems: list[DeclarationProblem]) -> list[DeclarationProblem]:
    """Each problem once: what all Campaigns have in common is judged with each of them."""
    return list({(problem.location, problem.rule): problem for problem in problems}.values())


def _merge(common: Raw, written: Raw) -> dict[str, Any]:
    """The declaration of one entry: its own sections, and in two of them what is common to all."""
    own = {key: value for key, value in written.items() if key in (*OF_ONE, *_SHARED)}
    merged = {**common, **own}
    for key in ("adopted", "lint"):
        if isinstance(common.get(key), Mapping) and isinstance(own.get(key), Mapping):
            merged[key] = _merge_section(common[key], own[key])
    return merged


def _merge_section(common: Raw, own: Raw) -> dict[str, Any]:
    return {
        **common,
        **{
            key: {**common[key], **value}
            if isinstance(value, Mapping) and isinstance(common.get(key), Mapping)
            else value
            for key, value in own.items()
        },
    }


def _get_entries(declared: Raw) -> Raw:
    value = declared.get(CAMPAIGNS)
    return value if isinstance(value, Mapping) else {}


def _read_former_name(written: Raw) -> str | None:
    former = written.get(RENAMED_FROM)
    return former if is_campaign_name(former) else None
