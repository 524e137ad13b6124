"""The first to see a request: lets strangers out, sends the rest on, and tells the time in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from simulator.core.errors import Refusal
from simulator.http.callers import refuse_strangers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from simulator.core.world import World

CONTROL = "/_sim"


class Front:
    """Sends requests to the control API or to Twilio's; answers tell the time, so that clients can wait."""

    def __init__(
        self, control: ASGIApp, api: ASGIApp, world: World, allowed_hosts: tuple[str, ...] = ()
    ) -> None:
        self._control = control
        self._api = api
        self._world = world
        self._allowed_hosts = allowed_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the lifespan of the server."""
        clock = self._world.clock

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [
                    (b"x-simulator-time", f"{clock.now():.6f}".encode()),
                    (b"x-simulator-speed", f"{clock.speed:g}".encode()),
                    (b"x-simulator-world", self._world.id.encode()),
                ]
            await send(message)

        await self._choose(scope)(scope, receive, send_with_time)

    def _choose(self, scope: Scope) -> ASGIApp:
        if scope["type"] != "http":
            return self._control
        try:
            refuse_strangers(scope["headers"], self._allowed_hosts)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.status)
        is_control = scope["path"].startswith(f"{CONTROL}/")
        return self._control if is_control else self._api
