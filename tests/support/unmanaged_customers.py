"""Customers that an ISV has registered by plain calls, before there were stacks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tests.support.sdk import sdk
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


_USE_CASES = ("CUSTOMER_CARE", "2FA", "MARKETING", "DELIVERY_NOTIFICATION")
_AREAS = ("415", "212", "206", "312", "512", "617")


class UnmanagedCustomers:
    """An ISV with an account, and as many customers as are asked for, no two alike."""

    def __init__(self, simulator: SimulatorProcess, *, first: int = 0) -> None:
        """first: how many there are already elsewhere, so that no two are alike."""
        self.simulator = simulator
        self._client = sdk(simulator)
        self._count = first

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
        customer = self._register_business()
        customer.make_service()
        customer.create_campaign(us_app_to_person_usecase="LOW_VOLUME")
        return customer

    def _register_business(self) -> WalkthroughCustomer:
        """Its Brand alone. A tax ID of its own: one may have 50 Brands (B7)."""
        customer = self.customer()
        customer.draft_business_profile(f"98-{7654000 + self._count}")
        customer.submit_profile()
        customer.draft_messaging_bundle()
        customer.submit_product()
        customer.register_brand("STANDARD", skip_automatic_sec_vet=True)
        self.simulator.advance(30)
        return customer

    def add_number(self, customer: WalkthroughCustomer, index: int = 0) -> str:
        """Put one of the account's numbers into the customer's service."""
        sid = self.simulator.phone_numbers[index]["sid"]
        customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=sid)
        return sid

    def business_with(self, campaigns: int) -> WalkthroughCustomer:
        """Low-volume standard, with several approved Campaigns, each on its own service with one number."""
        customer = self._register_business()
        for use_case in _USE_CASES[:campaigns]:
            customer.make_service()
            customer.create_campaign(us_app_to_person_usecase=use_case)
            customer.decide_campaign("VERIFIED")
            number = self._client.incoming_phone_numbers.create(area_code=_AREAS[self._count % len(_AREAS)])
            customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=number.sid)
        return customer


def open_subaccounts(simulator: SimulatorProcess, count: int) -> list[SimulatorProcess]:
    """The simulator as so many new subaccounts of its account see it."""
    accounts = sdk(simulator).api.v2010.accounts
    opened = [accounts.create(friendly_name=f"Customers {number + 1}") for number in range(count)]
    return [
        dataclasses.replace(simulator, account_sid=account.sid, auth_token=account.auth_token)
        for account in opened
    ]


def fill_subaccounts(simulator: SimulatorProcess, customers: int, subaccounts: int) -> list[SimulatorProcess]:
    """Customers of one to four Campaigns each, dealt out to so many new subaccounts; the subaccounts."""
    opened = open_subaccounts(simulator, subaccounts)
    first = 0
    for index, account in enumerate(opened):
        unmanaged = UnmanagedCustomers(account, first=first)
        for number in range(index, customers, subaccounts):
            unmanaged.business_with(1 + number % len(_USE_CASES))
        first += customers
    return opened
