"""The fields of a rejection, errors[].fields, as the planner reads them."""

from a2p.plan.stages.rejections import key_of_token
from a2p.specs.campaign import CampaignSpec

_FIELDS = frozenset(CampaignSpec.__dataclass_fields__)
_OTHERWISE_CALLED = ("SAMPLE_MESSAGE_1", "SAMPLE_MESSAGE_2", "USE_CASE_DESCRIPTION", "USE_CASE")


def find_key(token: str) -> str:
    """The stack file's key that a token stands for; empty where it is no field of a Campaign."""
    return key_of_token(token)


def list_tokens() -> tuple[str, ...]:
    """The tokens that can be explained."""
    return (*_OTHERWISE_CALLED, *(name.upper() for name in sorted(_FIELDS)))
