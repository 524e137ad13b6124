"""What the engine does with a provider object: writes it into a state, and reads it from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess

PROJECT = "a2p"


def configured(provider_class: type[Any], simulator: SimulatorProcess) -> Any:
    """A provider as the plugin has it after `configure`, signed in to the simulator."""
    values = {
        "accountSid": simulator.account_sid,
        "authToken": simulator.auth_token,
        "baseUrl": simulator.url,
    }
    provider = provider_class()
    provider.configure(
        ConfigureRequest(config=Config({f"{PROJECT}:{key}": value for key, value in values.items()}, PROJECT))
    )
    return provider


def through_the_engine(value: Any) -> Any:
    """Numbers come back as floats, and None not at all."""
    if isinstance(value, dict):
        return {key: through_the_engine(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [through_the_engine(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
