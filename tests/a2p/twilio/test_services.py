"""Messaging Services, and which numbers are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import Ambiguous, NotFound
from a2p.twilio import services

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer


def test_a_service_is_created_as_declared(session: Session, customer: UniqueCustomer) -> None:
    spec = customer.service(usecase="notifications", sticky_sender=False, validity_period=14400)

    live = services.register(session, spec)

    declared = {"friendly_name": customer.mark, "usecase": "notifications"}
    assert declared | {"sticky_sender": False, "validity_period": 14400} == {
        name: live.fields[name] for name in ("friendly_name", "usecase", "sticky_sender", "validity_period")
    }


def test_a_service_an_interrupted_run_left_is_taken_over_and_brought_to_what_is_declared(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    left = services.register(session, customer.service(usecase="marketing"))

    taken = services.register(later, customer.service(usecase="notifications"))

    assert (taken.sid, taken.fields["usecase"]) == (left.sid, "notifications")
    assert customer.owned() == {"service": 1}


def test_two_services_under_one_mark_stop_the_run_and_both_are_named(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    create = session.client.messaging.v1.services.create
    twins = [str(create(friendly_name=customer.mark).sid) for _ in range(2)]

    with pytest.raises(Ambiguous) as raised:
        services.register(later, customer.service())

    assert all(sid in str(raised.value) for sid in twins)


def test_what_is_not_declared_is_left_alone(session: Session, customer: UniqueCustomer) -> None:
    sid = services.register(session, customer.service(sticky_sender=False)).sid

    live = services.amend(session, sid, customer.service(usecase="poll"))

    assert live.fields["sticky_sender"] is False


def test_deleting_a_service_can_be_done_twice(session: Session, customer: UniqueCustomer) -> None:
    sid = services.register(session, customer.service()).sid

    for _ in range(2):
        services.delete(session, sid)

    with pytest.raises(NotFound):
        services.fetch(session, sid)


def test_a_number_goes_in_and_out_and_both_can_be_done_twice(
    session: Session, customer: UniqueCustomer
) -> None:
    number = customer.association(services.register(session, customer.service()).sid)
    assert not services.is_number_associated(session, number)

    for _ in range(2):
        services.associate_number(session, number)
    assert services.is_number_associated(session, number)

    for _ in range(2):
        services.dissociate_number(session, number)
    assert not services.is_number_associated(session, number)


def test_a_number_in_another_service_is_refused_with_twilios_reason(
    session: Session, customer: UniqueCustomer
) -> None:
    held, wanted = (
        customer.association(str(session.client.messaging.v1.services.create(friendly_name=name).sid), 1)
        for name in ("other", customer.mark)
    )
    services.associate_number(session, held)

    with pytest.raises(Exception, match="code 21712") as raised:
        services.associate_number(session, wanted)

    assert held.messaging_service_sid in str(raised.value)
    services.dissociate_number(session, held)
