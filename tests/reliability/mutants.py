"""The harness bites: with looking-before-buying taken out, the crash matrix has to turn red."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from a2p.twilio import brands, bundle_parts, bundles, campaigns, services
from tests.reliability import matrix
from tests.reliability.figures import Family
from tests.reliability.judging import Undisturbed
from tests.reliability.scenes import CREATE
from tests.support.miniature import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from tests.support.miniature import World


def _nothing(*_arguments: Any, **_options: Any) -> None:
    """Found: nothing."""


def _no_end_users(*_arguments: Any) -> dict[str, str]:
    return {}


# The module that looks, its function, what it finds instead, and the calls whose loss it has to make visible.
MUTANTS: dict[str, tuple[ModuleType, Callable[..., Any], Callable[..., Any], str]] = {
    "profiles and trust bundles are not looked for": (
        bundles,
        bundles.find_bundle,
        _nothing,
        "POST /v1/CustomerProfiles",
    ),
    "end users are not looked for": (
        bundle_parts,
        bundle_parts.find_end_users,
        _no_end_users,
        "POST /v1/EndUsers",
    ),
    "addresses are not looked for": (bundle_parts, bundle_parts.find_address, _nothing, "Addresses.json"),
    "documents are not looked for": (
        bundle_parts,
        bundle_parts.find_document,
        _nothing,
        "POST /v1/SupportingDocuments",
    ),
    "Brands are not looked for": (brands, brands.find_brand, _nothing, "POST /v1/a2p/BrandRegistrations"),
    "services are not looked for": (services, services.find_leftover_service, _nothing, "POST /v1/Services"),
    "campaigns are not looked for": (campaigns, campaigns.fetch, _nothing, "Compliance/Usa2p"),
}


@contextmanager
def broken(mutant: str) -> Iterator[None]:
    """Our own code with one look left out."""
    module, function, instead, _ = MUTANTS[mutant]
    with ExitStack() as stack:
        stack.enter_context(patch.object(module, function.__name__, instead))
        yield


def is_noticed(world: World, mutant: str) -> bool:
    """Whether a run killed where it matters is red. Nothing is there to be found when nobody kills it."""
    end = MUTANTS[mutant][3]
    family = Family(mutant, "miniature")
    with broken(mutant):
        undisturbed = Undisturbed(world)
        chosen = [
            point
            for point in matrix.points(undisturbed, [CREATE])
            if point.death.moment is Moment.BEFORE_THE_ANSWER
            and point.call.startswith("POST")
            and point.call.endswith(end)
        ]
        assert chosen, f"{mutant}: no call ends with {end}"
        matrix.try_all(undisturbed, chosen, family, lambda: bool(family.red))
    return bool(family.red)


def try_all(world: World, family: Family, enough: Callable[[], bool]) -> None:
    """Each mutant."""
    for mutant in MUTANTS:
        if enough():
            return
        noticed = is_noticed(world, mutant)
        family.tried += 1
        family.count("noticed", noticed)
        if not noticed:
            family.blame(mutant, ["the crash matrix stays green"])
