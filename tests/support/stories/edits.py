"""
Edits of a declaration, as data: `campaign.description: text`; None takes the key out.

Each is valid by itself and after any other. They are drawn from few values, so that a story comes back to
what it had before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.support.miniature import MiniatureStack

Edit = dict[str, Any]
EXAMPLES = {"sole proprietor": "example", "standard": "example-standard"}

_NAMES = {"sole proprietor": "Jane's Garden Care", "standard": "Acme Sandwich Company"}
_TEXT = "texts its own customers about what they have ordered, and about nothing else at all"
_YES_NO = (True, False)
_OWN_OPT_OUT: Edit = {
    "campaign.opt_out_management": "self",
    "campaign.opt_out_keywords": ["STOP", "END"],
    "campaign.opt_out_message": "You are opted out and will receive no further messages.",
    "campaign.help_keywords": ["HELP"],
    "campaign.help_message": "For help write to help@example.org. Reply STOP to opt out.",
}
_TWILIOS_OPT_OUT: Edit = {"campaign.opt_out_management": "default"} | dict.fromkeys(
    _OWN_OPT_OUT.keys() - {"campaign.opt_out_management"}
)


@dataclass(frozen=True)
class Kind:
    """One kind of customer."""

    name: str

    @property
    def example(self) -> str:
        return EXAMPLES[self.name]

    def text(self, version: int) -> str:
        """A description that is another for each version."""
        return f"{_NAMES[self.name]} {_TEXT} ({version})."

    def samples(self, version: int) -> list[str]:
        """Two samples that are others for each version."""
        return [f"{_NAMES[self.name]}: your visit {n}.{version} is on [date]. Reply STOP." for n in (1, 2)]

    def correct_brand(self, version: int) -> Edit:
        """What the Brand is made of, said otherwise."""
        if self.name == "standard":
            return {"profile.business.business_name": f"Acme Sandwiches {version} LLC"}
        return {"trust_bundle.brand_name": f"Jane's Garden Care {version}"}

    def correct_profile(self, version: int) -> Edit:
        return {"profile.address.street": f"{version} Market St"}

    def correct_trust_bundle(self, version: int) -> Edit:
        if self.name == "standard":
            return {"trust_bundle.brand_contact_email": f"contact{version}@acmesandwich.com"}
        return {"trust_bundle.brand_name": f"Jane's Gardens {version}"}

    def edits(self, numbers: list[str]) -> st.SearchStrategy[Edit]:
        """Any edit of this kind's declaration; `numbers` are the account's."""
        small = st.integers(1, 3)
        choices: list[st.SearchStrategy[Edit]] = [
            st.builds(lambda n: {"campaign.description": self.text(n)}, small),
            st.builds(lambda n: {"campaign.message_samples": self.samples(n)}, small),
            st.builds(_one, _names("campaign.", _BOOLEANS), st.sampled_from(_YES_NO)),
            st.sampled_from((_OWN_OPT_OUT, _TWILIOS_OPT_OUT)),
            st.builds(_one, _names("messaging_service.", _SETTINGS), st.sampled_from(_YES_NO)),
            st.builds(lambda n: {"messaging_service.validity_period": n * 60}, small),
            st.builds(lambda n: {"campaign.privacy_policy_url": f"https://example.org/privacy{n}"}, small),
            st.builds(_one, _names("", ("profile.status_callback", "trust_bundle.status_callback")), _HOOKS),
            st.builds(self.correct_profile, small),
            st.builds(self.correct_brand, small),
            st.builds(self.correct_trust_bundle, small),
            st.builds(_one, _names("", ("allowTrafficLoss", "allowPaidResubmission")), _TRUE_FALSE),
            st.builds(lambda sids: {"phone_numbers": sids}, self._numbers(numbers)),
        ]
        if self.name == "standard":
            cases = ("LOW_VOLUME", "MIXED", "CUSTOMER_CARE")
            choices.append(
                st.builds(lambda case: {"campaign.us_app_to_person_usecase": case}, st.sampled_from(cases))
            )
        return st.one_of(choices)

    def _numbers(self, numbers: list[str]) -> st.SearchStrategy[list[str]]:
        most = 1 if self.name == "sole proprietor" else 3
        return st.lists(st.sampled_from(numbers[:3]), min_size=1, max_size=most, unique=True)


_BOOLEANS = (
    "has_embedded_links",
    "has_embedded_phone",
    "age_gated",
    "direct_lending",
    "subscriber_opt_in",
)
_SETTINGS = ("sticky_sender", "smart_encoding", "use_inbound_webhook_on_number")
_HOOKS = st.sampled_from((None, "https://hooks.example-isv.com/a", "https://hooks.example-isv.com/b"))
_TRUE_FALSE = st.sampled_from(("true", "false"))


def declare(stack: MiniatureStack, edit: Edit) -> None:
    """Edit the declaration."""
    for path, value in edit.items():
        *parents, last = path.split(".")
        place = stack.declared
        for key in parents:
            place = place[key]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value


def _names(prefix: str, names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([prefix + name for name in names])


def _one(path: str, value: Any) -> Edit:
    return {path: value}
