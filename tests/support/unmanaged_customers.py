"""Customers that an ISV has registered by plain calls, before there were stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.sdk import sdk
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


class UnmanagedCustomers:
    """An ISV with an account, and as many customers as are asked for, no two alike."""

    def __init__(self, simulator: SimulatorProcess) -> None:
        self.simulator = simulator
        self._client = sdk(simulator)
        self._count = 0

    def customer(self) -> WalkthroughCustomer:
        """One of whom nothing is registered yet."""
        self._count += 1
        number = self._count
        return WalkthroughCustomer(
            self._client,
            self.simulator,
            mobile=f"+1415556{number:04}",
            email=f"jane{number}@jane.example.com",
            street=f"{number} Market St",
        )

    def sole_proprietor(self) -> WalkthroughCustomer:
        """With a Campaign in review, and one number."""
        customer = self.customer().verified_sole_proprietor()
        customer.create_campaign()
        self.add_number(customer)
        return customer

    def business(self) -> WalkthroughCustomer:
        """Low-volume standard, with a Campaign in review."""
        customer = self.customer()
        # A tax ID of its own: one may have 50 Brands (B7).
        customer.draft_business_profile(f"98-{7654000 + self._count}")
        customer.submit_profile()
        customer.draft_messaging_bundle()
        customer.submit_product()
        customer.register_brand("STANDARD", skip_automatic_sec_vet=True)
        self.simulator.advance(30)
        customer.make_service()
        customer.create_campaign(us_app_to_person_usecase="LOW_VOLUME")
        return customer

    def add_number(self, customer: WalkthroughCustomer, index: int = 0) -> str:
        """Put one of the account's numbers into the customer's service."""
        sid = self.simulator.phone_numbers[index]["sid"]
        customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=sid)
        return sid
