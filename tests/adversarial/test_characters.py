"""Every character a registry takes (G8) goes to Twilio and comes back as it was declared."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a2p.declared import load
from a2p.specs import ProfileSpec
from a2p.specs.codec import decode_spec
from a2p.twilio import bundle_parts, campaigns
from providers.campaign import CampaignProvider
from tests.adversarial.life import Life
from tests.support.declarations import as_pulumi_gives_it, declaration
from tests.support.engine_doubles import through_the_engine
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess

# All of utf8mb4 but what a declaration refuses: controls, what reorders a line, and what is not seen.
REFUSED = {
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064",
    *"\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0",
}
ANY = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters=REFUSED)
LETTER = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z"), exclude_characters=REFUSED)
_tries = itertools.count()


@pytest.fixture
def session(simulator: SimulatorProcess) -> Iterator[Session]:
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


def text(least: int, most: int = 80) -> st.SearchStrategy[str]:
    """Running text; a line may end in it."""
    return st.text(ANY | st.just("\n"), min_size=least, max_size=most)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(description=text(40), flow=text(40), samples=st.lists(text(20, 60), min_size=2, max_size=5))
def test_a_campaigns_texts_come_back_as_they_were_declared(
    description: str, flow: str, samples: list[str], simulator: SimulatorProcess, registered: Life
) -> None:
    declared: Any = load(
        as_pulumi_gives_it(
            declaration(
                campaign__description=description,
                campaign__message_flow=flow,
                campaign__message_samples=samples,
            )
        ),
        file="x",
    )
    inputs = json.loads(json.dumps(through_the_engine(declared.campaign_inputs())))
    outs = registered.outs[CampaignProvider]
    news = {**outs, **{key: inputs[key] for key in ("description", "message_flow", "message_samples")}}

    provider = registered.provider(CampaignProvider)
    after = provider.update(registered.ids[CampaignProvider], outs, news)
    seen = registered.provider(CampaignProvider)

    live = campaigns.fetch(seen.session, outs["messaging_service_sid"])
    assert live is not None
    assert live.fields["description"] == description
    assert live.fields["message_flow"] == flow
    assert live.fields["message_samples"] == tuple(samples)
    assert not seen.diff(registered.ids[CampaignProvider], after.outs, after.outs).changes


@pytest.fixture
def registered(customer: UniqueCustomer, simulator: SimulatorProcess) -> Life:
    """A customer whose Campaign is at Twilio."""
    life = Life(customer, simulator.url)
    for name, step in life.steps():
        step()
        if name == "register the campaign":
            return life
    raise AssertionError("no such step")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.text(LETTER, min_size=1, max_size=40),
    last=st.text(LETTER, min_size=1, max_size=40),
    street=st.text(LETTER, min_size=1, max_size=40),
)
def test_names_and_streets_come_back_as_they_were_declared(
    first: str, last: str, street: str, session: Session
) -> None:
    declared: Any = load(
        as_pulumi_gives_it(
            declaration(
                profile__first_name=first,
                profile__last_name=last,
                profile__address__street=street,
                profile__address__customer_name=f"{first} {last}",
            )
        ),
        file="x",
    )
    mark = f"a2p/characters-{next(_tries)}"
    spec = decode_spec(ProfileSpec, json.loads(json.dumps(through_the_engine(declared.profile_inputs(mark)))))

    (end_user,) = spec.end_users
    sid = bundle_parts.put_end_user(session, mark, end_user, None)
    address, _ = bundle_parts.put_address(session, mark, spec.address, bundle_parts.Parts())
    session.forget_all()

    assert bundle_parts.fetch_end_user_of_type(session, end_user.type, sid) == end_user
    assert bundle_parts.fetch_address(session, address) == spec.address
