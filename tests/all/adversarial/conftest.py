"""As in tests/adversarial: one simulator for all tests of a worker, a proxy and a customer for each."""

from tests.adversarial.conftest import customer, proxy, simulator

__all__ = ["customer", "proxy", "simulator"]
