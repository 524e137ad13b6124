"""Messaging Services, and which numbers are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import Ambiguous, NotFound
from a2p.twilio import services

if TYPE_CHECKING:
    from a2p.twilio.client.session import Door
    from tests.support.customers import UniqueCustomer


def test_a_service_is_created_as_declared(door: Door, customer: UniqueCustomer) -> None:
    spec = customer.service(usecase="notifications", sticky_sender=False, validity_period=14400)

    live = services.register(door, spec)

    declared = {"friendly_name": customer.mark, "usecase": "notifications"}
    assert declared | {"sticky_sender": False, "validity_period": 14400} == {
        name: live.fields[name] for name in ("friendly_name", "usecase", "sticky_sender", "validity_period")
    }


def test_a_service_an_interrupted_run_left_is_taken_over_and_brought_to_what_is_declared(
    door: Door, later: Door, customer: UniqueCustomer
) -> None:
    left = services.register(door, customer.service(usecase="marketing"))

    taken = services.register(later, customer.service(usecase="notifications"))

    assert (taken.sid, taken.fields["usecase"]) == (left.sid, "notifications")
    assert customer.owned() == {"service": 1}


def test_two_services_under_one_mark_stop_the_run_and_both_are_named(
    door: Door, later: Door, customer: UniqueCustomer
) -> None:
    create = door.client.messaging.v1.services.create
    twins = [str(create(friendly_name=customer.mark).sid) for _ in range(2)]

    with pytest.raises(Ambiguous) as raised:
        services.register(later, customer.service())

    assert all(sid in str(raised.value) for sid in twins)


def test_what_is_not_declared_is_left_alone(door: Door, customer: UniqueCustomer) -> None:
    sid = services.register(door, customer.service(sticky_sender=False)).sid

    live = services.amend(door, sid, customer.service(usecase="poll"))

    assert live.fields["sticky_sender"] is False


def test_deleting_a_service_can_be_done_twice(door: Door, customer: UniqueCustomer) -> None:
    sid = services.register(door, customer.service()).sid

    for _ in range(2):
        services.delete(door, sid)

    with pytest.raises(NotFound):
        services.fetch(door, sid)


def test_a_number_goes_in_and_out_and_both_can_be_done_twice(door: Door, customer: UniqueCustomer) -> None:
    number = customer.association(services.register(door, customer.service()).sid)
    assert not services.is_associated(door, number)

    for _ in range(2):
        services.associate(door, number)
    assert services.is_associated(door, number)

    for _ in range(2):
        services.dissociate(door, number)
    assert not services.is_associated(door, number)


def test_a_number_in_another_service_is_refused_with_twilios_reason(
    door: Door, customer: UniqueCustomer
) -> None:
    held, wanted = (
        customer.association(str(door.client.messaging.v1.services.create(friendly_name=name).sid), 1)
        for name in ("other", customer.mark)
    )
    services.associate(door, held)

    with pytest.raises(Exception, match="code 21712") as raised:
        services.associate(door, wanted)

    assert held.messaging_service_sid in str(raised.value)
    services.dissociate(door, held)
