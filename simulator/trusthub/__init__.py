"""Trust Hub: customer profiles, trust bundles, and the end users and documents they hold."""

from simulator.trusthub import assignments, bundles, catalogue, evaluations, objects, policies, validation

__all__ = ["assignments", "bundles", "catalogue", "evaluations", "objects", "policies", "validation"]
