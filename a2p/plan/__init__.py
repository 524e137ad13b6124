"""
The planner: declared x observed -> a verdict with reasons.

Pure: no network, no clock, no Pulumi. What a field may do is one row of a table (policies.py).
"""

from a2p.plan.decide import Existence, Kind, Situation, Verdict, decide
from a2p.plan.gate import Gate, brand_gate
from a2p.plan.rows import Policy, Row, Rule
from a2p.plan.rejections import stopped
from a2p.plan.standing import Registration, Standing, standing

__all__ = [
    "Existence",
    "Gate",
    "Kind",
    "Policy",
    "Registration",
    "Row",
    "Rule",
    "Situation",
    "Standing",
    "Verdict",
    "brand_gate",
    "decide",
    "standing",
    "stopped",
]
