"""
The planner: declared x observed -> a verdict with reasons and consequences.

Pure: no network, no clock, no Pulumi. What a field may do is one row of a table (policies/).
"""

from a2p.plan.consents import Consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.decide import decide
from a2p.plan.field_rules import Limit, Policy, Row, Rule
from a2p.plan.gate import Gate, brand_gate
from a2p.plan.rejections import stopped
from a2p.plan.situation import Existence, Kind, Review, Situation
from a2p.plan.stage import Registration, Standing, standing
from a2p.plan.verdict import Action, Verdict

__all__ = [
    "Action",
    "Consent",
    "Consequences",
    "Existence",
    "Gate",
    "Kind",
    "Limit",
    "Policy",
    "Registration",
    "Review",
    "Row",
    "Rule",
    "Situation",
    "Standing",
    "Traffic",
    "Verdict",
    "brand_gate",
    "decide",
    "standing",
    "stopped",
]
