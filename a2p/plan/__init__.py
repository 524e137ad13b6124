"""
The planner: declared x observed -> a verdict with reasons and consequences.

Pure: no network, no clock, no Pulumi. What a field may do is one row of a table (policies/).
"""

from a2p.plan.consents import Consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.decision import decide
from a2p.plan.field_rules import ChangeRule, FieldRule, Limit, Policy
from a2p.plan.situation import Existence, Review, Situation, VerdictKind
from a2p.plan.stages.gate import Gate, brand_gate
from a2p.plan.stages.rejections import find_campaign_stop
from a2p.plan.stages.stage import Registration, Stage, stage_of
from a2p.plan.verdict import Action, Verdict

__all__ = [
    "Action",
    "ChangeRule",
    "Consent",
    "Consequences",
    "Existence",
    "FieldRule",
    "Gate",
    "Limit",
    "Policy",
    "Registration",
    "Review",
    "Situation",
    "Stage",
    "Traffic",
    "Verdict",
    "VerdictKind",
    "brand_gate",
    "decide",
    "find_campaign_stop",
    "stage_of",
]
