"""A Brand's Campaigns that were there before the stack: imported, the first preview finds nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.adoption_runs import Account, plain
from tests.support.engine_doubles import PROJECT
from tests.support.miniature.stack import MiniatureStack
from tests.support.miniature.state import Recorded, State
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.miniature import World

USE_CASES = ("MARKETING", "2FA", "CUSTOMER_CARE")
_SECRET = "4dabf18193072939515e22adb298388d"


def import_document(document: dict[str, Any]) -> State:
    """The state that `pulumi import` makes of it."""
    resources = [
        Recorded(
            f"urn:pulumi:customer::{PROJECT}::pulumi:pulumi:Stack${each['type']}::{each['name']}",
            each["type"],
            each.get("id", ""),
            _open(each["inputs"]),
            _open(each.get("outputs", {})),
            frozenset(),
            {},
        )
        for each in document.values()
        if not each["type"].startswith("pulumi:providers:")
    ]
    return State(resources={each.urn: each for each in resources})


def _open(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        name: plain(value) if isinstance(value, dict) and _SECRET in value else value
        for name, value in properties.items()
    }


def test_the_first_preview_of_four_adopted_campaigns_shows_no_change(world: World, tmp_path: Path) -> None:
    world.begin_again()
    unmanaged, account = UnmanagedCustomers(world.simulator), Account(world.simulator, tmp_path)
    customer = unmanaged.business()
    for use_case in USE_CASES:
        customer.make_service()
        world.advance(1.01)  # U9
        customer.create_campaign(us_app_to_person_usecase=use_case)
    unmanaged.add_number(customer)
    world.advance(11 * 24 * 3600)
    simulator = world.simulator
    options = {
        "baseUrl": simulator.url,
        "accountSid": simulator.account_sid,
        "authToken": simulator.auth_token,
    }
    (outcome,) = account.adopt(options=options)
    stack = MiniatureStack(world, account.declared(outcome.stack), outcome.stack)
    stack.state = import_document(account.document(outcome.stack))

    preview = stack.preview()

    assert preview.ok, preview.failure
    assert {operation for operation, _ in preview.steps} == {"same", "read"}
    assert sum(name.startswith("campaign") for _, name in preview.steps) == 1 + len(USE_CASES)
    assert stack.up().ok
    assert stack.outputs()["stage"] == "numbers_missing", "only the last one has a number"
    assert set(stack.outputs()["campaigns"]) == {"low-volume", "marketing", "two-factor", "customer-care"}
    assert stack.outputs()["campaigns"]["customer-care"]["stage"] == "verified"
