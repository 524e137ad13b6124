"""`a2p:campaigns`: each Campaign is read by the rules of a single one, and told of at its own place."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from a2p.declared.loading import inspect
from a2p.lint import lint
from tests.support.declarations import as_pulumi_gives_it, customer, declaration, loaded

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = "example-campaigns"
NAMES = ["orders", "sign-in", "specials"]


def problems(change: Callable[[dict[str, Any]], None], example: str = EXAMPLE) -> list[str]:
    declared = copy.deepcopy(declaration(example))
    change(declared)
    return [problem.text for problem in inspect(as_pulumi_gives_it(declared)).problems]


def several(example: str, count: int) -> Callable[[dict[str, Any]], None]:
    """The example's one Campaign so many times, under `campaigns`."""

    def change(declared: dict[str, Any]) -> None:
        sections = ("campaign", "external_campaign", "messaging_service", "phone_numbers")
        entry = {key: declared.pop(key) for key in sections if key in declared}
        declared["campaigns"] = {
            f"c{n}" if n else "campaign": {**entry, "phone_numbers": []} for n in range(count)
        }
        assert example

    return change


def test_each_campaign_is_a_customer_of_its_own_that_knows_the_others() -> None:
    found = customer(EXAMPLE)

    assert [each.campaign_name for each in found.campaigns] == NAMES
    assert [each.campaign.us_app_to_person_usecase for each in found.campaigns] == [
        "CUSTOMER_CARE",
        "2FA",
        "MARKETING",
    ]
    assert [each.service_name("a2p/acme") for each in found.campaigns] == [
        "a2p/acme/orders",
        "a2p/acme/sign-in",
        "a2p/acme/specials",
    ]
    assert all(each.campaigns is found.campaigns for each in found.campaigns)


def test_a_file_of_one_campaign_has_it_under_the_name_that_keeps_all_resource_names() -> None:
    one = customer("example-standard")

    assert (one.campaign_name, one.campaigns, one.has_several_form) == ("campaign", (one,), False)
    assert one.name_resource("messaging-service") == "messaging-service"
    assert one.service_name("a2p/acme") == "a2p/acme"
    assert "campaign" not in one.campaign_inputs()


def test_the_entry_campaign_declares_what_a_file_of_one_declares() -> None:
    declared = declaration("example-standard")
    numbers = declared["phone_numbers"]
    one = customer("example-standard")
    several("example-standard", 2)(declared)
    declared["campaigns"]["campaign"]["phone_numbers"] = numbers

    of_several = inspect(as_pulumi_gives_it(declared)).customer

    assert of_several is not None
    assert not of_several.external
    first = of_several.campaigns[0]
    mark = "a2p/acme"
    assert first.campaign_inputs() == one.campaign_inputs()
    assert first.messaging_service_inputs(mark) == one.messaging_service_inputs(mark)
    assert of_several.digest_revision() == one.digest_revision()
    assert of_several.brand_revision_inputs(mark)["service"] == mark
    assert of_several.brand_revision_inputs(mark)["campaigns"] == {"campaign": mark, "c1": f"{mark}/c1"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda declared: declared.update(phone_numbers=[]),
            "phone_numbers: not beside campaigns: move it to campaigns.campaign, the entry that keeps the "
            "Campaign of this file as it is",
            id="both forms",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["sign-in"]["campaign"].update(message_flow="short"),
            "campaigns.sign-in.campaign.message_flow: 5 characters, 40 to 2048 needed, not 'short'",
            id="a field of one",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["specials"]["campaign"].update(message_samples=["x" * 30]),
            "campaigns.specials.campaign.message_samples: 1 given, the use case MARKETING needs 2 (C4)",
            id="a rule between keys of one",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["sign-in"].pop("campaign"),
            "campaigns.sign-in.campaign: missing",
            id="a section is missing",
        ),
        pytest.param(
            lambda declared: declared["campaigns"].update(Offers={}),
            "campaigns.Offers: no name for a Campaign: small letters, digits and single hyphens needed, a "
            "letter first, 20 at most",
            id="a name",
        ),
        pytest.param(
            lambda declared: declared["campaigns"].update({"a--b": {}}),
            "campaigns.a--b: no name for a Campaign: small letters, digits and single hyphens needed, a "
            "letter first, 20 at most",
            id="a name that two could come to",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["orders"].update(messaging_servce={}),
            "campaigns.orders.messaging_servce: no such key; there are renamed_from, campaign, "
            "external_campaign, phone_numbers, messaging_service, adopted, lint",
            id="an unknown key",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["sign-in"].update(
                phone_numbers=declared["campaigns"]["orders"]["phone_numbers"]
            ),
            "campaigns.sign-in.phone_numbers: 'PN4147ed49e852beba0b46f0d752dede71' is also given in "
            "campaigns.orders, and a number sends for one Campaign: remove it from one of them",
            id="one number twice",
        ),
        pytest.param(
            lambda declared: declared["campaigns"]["orders"].update(renamed_from="specials"),
            "campaigns.orders.renamed_from: specials is declared itself, so nothing was renamed from it: "
            "remove the line",
            id="renamed from what is there",
        ),
        pytest.param(
            lambda declared: [
                declared["campaigns"][name].update(renamed_from="old") for name in ("orders", "specials")
            ],
            "campaigns.specials.renamed_from: orders is renamed from old already: remove one of the two "
            "lines",
            id="renamed from one",
        ),
        pytest.param(
            lambda declared: declared.update(campaigns={}),
            "campaigns: empty, at least one Campaign needed",
            id="none",
        ),
        pytest.param(
            lambda declared: declared.update(campaigns=["orders"]),
            "campaigns: a mapping of names to Campaigns needed, not a list",
            id="a list",
        ),
        pytest.param(
            lambda declared: (
                declared["adopted"].update(messaging_service="MG" + "0" * 32)
                if declared.setdefault("adopted", {}) is not None
                else None
            ),
            "adopted.messaging_service: not beside campaigns: move it to campaigns.campaign.adopted, or to "
            "the entry it belongs to",
            id="an adopted service",
        ),
        pytest.param(
            lambda declared: [
                declared["campaigns"][name].update(phone_numbers=[{"buy": {"area_code": "415"}}])
                for name in ("orders", "sign-in")
            ],
            "campaigns.sign-in.phone_numbers: 'main' is the name of a number to buy in campaigns.orders, "
            "too: give each a name of its own",
            id="two purchases of a name",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_the_remedy(
    change: Callable[[dict[str, Any]], None], expected: str
) -> None:
    assert expected in problems(change)


def test_a_sole_proprietor_has_exactly_one() -> None:
    assert problems(several("example", 1), "example") == []
    assert problems(several("example", 2), "example") == [
        "campaigns: 2 given, a sole proprietor has exactly one Campaign (B6): remove all but one"
    ]


def test_a_brand_has_a_hundred_at_most() -> None:
    assert problems(several("example-standard", 100), "example-standard") == []
    assert problems(several("example-standard", 101), "example-standard") == [
        "campaigns: 101 given, a Brand may have 100 Campaigns (30930): remove the others"
    ]


def test_what_all_have_in_common_is_told_once() -> None:
    found = problems(lambda declared: declared["profile"].update(email="nobody"))

    assert found == ["profile.email: not an e-mail address: an email address must have an @-sign"]


def test_a_file_is_told_of_in_its_order() -> None:
    def change(declared: dict[str, Any]) -> None:
        campaigns = declared["campaigns"]
        for name in ("specials", "orders"):
            campaigns[name]["campaign"].update(description="short", has_embedded_links="perhaps")
        declared["brand"]["brand_type"] = "STANDARD"
        declared["profile"]["email"] = "nobody"

    keys = [line.split(":")[0] for line in problems(change)]

    campaign = [f"campaigns.{name}.campaign" for name in ("orders", "specials")]
    assert keys == [
        "profile.email",
        f"{campaign[0]}.description",
        f"{campaign[0]}.has_embedded_links",
        f"{campaign[1]}.description",
        f"{campaign[1]}.has_embedded_links",
    ]


def test_several_external_campaigns_are_declared_alike() -> None:
    declared = declaration("example-external")
    several("example-external", 2)(declared)
    declared["campaigns"]["c1"]["external_campaign"] = {"campaign_id": "CAAAAAA"}

    found = inspect(as_pulumi_gives_it(declared))

    assert [problem.text for problem in found.problems] == []
    assert found.customer is not None
    assert found.customer.external
    assert [each.external_campaign_inputs().get("campaign") for each in found.customer.campaigns] == [
        None,
        "c1",
    ]


def test_an_external_campaign_is_associated_with_one_service() -> None:
    (problem,) = problems(several("example-external", 2), "example-external")

    assert problem.startswith("campaigns.c1.external_campaign.campaign_id: ")
    assert "a campaign is associated with one service" in problem


def test_a_service_of_the_file_is_that_of_each_entry_that_has_none() -> None:
    declared = declaration(EXAMPLE)
    declared["messaging_service"] = {"sticky_sender": False}
    del declared["campaigns"]["specials"]["messaging_service"]

    found = inspect(as_pulumi_gives_it(declared)).customer

    assert found is not None
    assert [each.messaging_service.sticky_sender for each in found.campaigns] == [None, None, False]


def test_each_campaign_is_linted_at_its_own_place() -> None:
    declared = declaration(EXAMPLE)
    declared["campaigns"]["specials"]["phone_numbers"] = []
    declared["campaigns"]["orders"]["phone_numbers"] = []
    declared["campaigns"]["orders"]["lint"] = {"ignore": {"phone-numbers": "they come next week"}}

    found = inspect(as_pulumi_gives_it(declared)).customer

    assert found is not None
    assert not found.external
    remarks = {remark.key: remark.excuse for remark in lint(found) if remark.rule == "phone-numbers"}
    assert remarks == {
        "campaigns.orders.phone_numbers": "they come next week",
        "campaigns.specials.phone_numbers": "",
    }


def test_what_silences_nothing_in_any_campaign_is_told_once() -> None:
    declared = declaration(EXAMPLE)
    declared["lint"] = {"ignore": {"cold-outreach": "none of it"}}

    found = inspect(as_pulumi_gives_it(declared)).customer

    assert found is not None
    assert not found.external
    assert [remark.key for remark in lint(found)] == ["lint.ignore.cold-outreach"]


def test_the_example_is_valid_and_without_remark() -> None:
    found = loaded(EXAMPLE)

    assert not found.external
    assert lint(found) == ()
