"""How many requests of one kind an account may make in a time: what is more gets Twilio's 429."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.errors import TOO_MANY_REQUESTS, Refusal

if TYPE_CHECKING:
    from simulator.core.handlers import Call
    from simulator.core.world import World

KIND = "rate"


def keep_rate(world: World, call: Call, name: str, *, most: int, seconds: float) -> None:
    """Count this call; raises a 429 when `most` were made in the last `seconds` of simulated time."""
    key = f"{name}/{call.account_sid}"
    window = world.store.get(KIND, key)
    if window is None:
        window = {"account_sid": call.account_sid, "times": []}
        world.store.insert(KIND, key, window)
    window["times"] = [moment for moment in window["times"] if moment > call.now - seconds]
    if len(window["times"]) >= most:
        raise Refusal(429, TOO_MANY_REQUESTS, "Too Many Requests")
    window["times"].append(call.now)
    world.store.put(KIND, key, window)
