"""One Campaign of a customer who may have several, under its name in the stack file."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import PrivateAttr

from a2p.campaign_names import CAMPAIGN, MAIN, name_resource
from a2p.declared.fields.field_types import Declared
from a2p.declared.phone_numbers import DeclaredBoughtNumber, name_number
from a2p.declared.problems import Location
from a2p.declared.several_campaigns import locate
from a2p.specs.number import is_bought


class _Everyone(tuple[Any, ...]):
    """All Campaigns of a customer. Each knows them, so a comparison stops at what each declares."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Everyone) and self._list_facts() == other._list_facts()

    def __hash__(self) -> int:
        return hash(tuple(each.campaign_name for each in self))

    def _list_facts(self) -> list[tuple[str, dict[str, Any]]]:
        return [(each.campaign_name, each.__dict__) for each in self]


class OneCampaign(Declared):
    """
    The part of a customer that knows its name, and the customer's other Campaigns.

    A file of one Campaign has it under the name MAIN, and no others.
    """

    _name: str = PrivateAttr(MAIN)
    _written: Mapping[str, Any] | None = PrivateAttr(None)
    _renamed_from: str | None = PrivateAttr(None)
    _all: tuple[Any, ...] = PrivateAttr(_Everyone())

    @property
    def campaign_name(self) -> str:
        """The key in `a2p:campaigns`; MAIN in a file of one Campaign."""
        return self._name

    @property
    def renamed_from(self) -> str | None:
        """The key that this Campaign had before, if the file says so."""
        return self._renamed_from

    @property
    def has_several_form(self) -> bool:
        """Whether the file has `a2p:campaigns`, be it with one entry."""
        return self._written is not None

    @property
    def campaigns(self) -> tuple[Self, ...]:
        """The customer once for each Campaign: MAIN first, the others by name."""
        return self._all or (self,)

    def locate(self, location: Location) -> Location:
        """The place in the file of what a file of one Campaign has at this place."""
        return location if self._written is None else locate(self._name, self._written, location)

    def name_resource(self, kind: str) -> str:
        """What the stack calls this Campaign's resource of a kind, such as messaging-service."""
        return name_resource(kind, self._name)

    def name_inputs(self) -> dict[str, str]:
        """The input by which a resource of one of several is told from those of the others; MAIN has none."""
        return {} if self._name == MAIN else {CAMPAIGN: self._name}

    def list_former_names(self, kind: str) -> list[str]:
        """What the stack called it before: one name, or none."""
        return [name_resource(kind, self._renamed_from)] if self._renamed_from else []

    def list_number_names(self, entry: str | DeclaredBoughtNumber) -> list[str]:
        """What the stack may have called the association of an entry's number before: one name."""
        return [name_number(entry)]

    def list_numbers_of_stack(self) -> list[str]:
        """The entries of phone_numbers of all Campaigns, as texts."""
        return [key for campaign in self.campaigns for key in campaign.list_own_numbers()]

    def bought_inputs(self) -> dict[str, list[str]]:
        """The entries of all Campaigns that are bought, as an input of what tells of them; {} without any."""
        bought = [entry for entry in self.list_numbers_of_stack() if is_bought(entry)]
        return {"bought_numbers": bought} if bought else {}

    def list_own_numbers(self) -> tuple[str, ...]:
        """The entries of this Campaign's phone_numbers, as texts."""
        raise NotImplementedError

    def list_renamed(self) -> dict[str, str]:
        """The names of all Campaigns that had another one, by that."""
        return {each.renamed_from: each.campaign_name for each in self.campaigns if each.renamed_from}

    def join(self, campaigns: Mapping[str, tuple[Self, Mapping[str, Any], str | None]]) -> None:
        """Make these the Campaigns of one customer: by name, what each is, was written as, was called."""
        ordered = sorted(campaigns, key=lambda name: (name != MAIN, name))
        everyone = _Everyone(campaigns[name][0] for name in ordered)
        for name in ordered:
            campaign, written, former = campaigns[name]
            campaign._name, campaign._written = name, written  # noqa: SLF001 - of its own class
            campaign._renamed_from, campaign._all = former, everyone  # noqa: SLF001 - as above
