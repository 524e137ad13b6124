"""What is kept of a stack beside a resource, to tell of what is taken out of the declaration."""

from typing import Final

from a2p.plan.field_rules import ChangeRule, FieldRule

_UNTIL_GONE: Final = "Kept until it is gone, so that a run after a killed one tells of it, too."

REMOVED: Final = FieldRule("removed", ChangeRule.ORDER, _UNTIL_GONE)
REMOVED_NUMBERS: Final = FieldRule("removed_numbers", ChangeRule.ORDER, _UNTIL_GONE)
BOUGHT_NUMBERS: Final = FieldRule(
    "bought_numbers",
    ChangeRule.ORDER,
    "The entries of all Campaigns that are bought; kept to tell what becomes of one taken out.",
)
REMOVED_BOUGHT_NUMBERS: Final = FieldRule("removed_bought_numbers", ChangeRule.ORDER, _UNTIL_GONE)
