"""A checkpoint: what the engine knows of one stack, read without the engine."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

OUR_TYPES = "pulumi-python:dynamic/a2p:"
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True)
class Pending:
    """An operation the engine had begun and not recorded as ended. kind: creating, updating or the like."""

    kind: str
    type: str
    urn: str


@dataclass(frozen=True)
class Checkpoint:
    """What the engine knows of one stack. written_at: when it last wrote so; None before the first run."""

    stack: str
    resources: tuple[dict[str, Any], ...]
    pending: tuple[Pending, ...]
    written_at: datetime | None

    @property
    def outputs(self) -> dict[str, Any]:
        """The outputs of the last run that ended well; none before that."""
        found: dict[str, Any] = self._find_root().get("outputs") or {}
        return found

    @property
    def account(self) -> dict[str, Any]:
        """The account and the world that a resource records; empty of a state from before they were."""
        for resource in self.resources:
            for kept in (resource.get("inputs") or {}, resource.get("outputs") or {}):
                if kept.get("account_sid") and resource["type"].startswith(OUR_TYPES):
                    return {name: kept.get(name) for name in ("account_sid", "twilio_world")}
        return {}

    @property
    def urn(self) -> str:
        """The stack's own, where it has one."""
        return str(self._find_root().get("urn", ""))

    def list_of_type(self, name: str) -> Iterator[dict[str, Any]]:
        """The resources of one of our types, such as Brand."""
        return (each for each in self.resources if each["type"] == f"{OUR_TYPES}{name}")

    def list_providers(self) -> Iterator[dict[str, Any]]:
        """What the stack's providers were configured with."""
        return (each for each in self.resources if each["type"].startswith("pulumi:providers:"))

    def read_configuration(self) -> dict[str, Any]:
        """The recorded inputs of the stack's providers, by key, such as a2p:baseUrl."""
        inputs = (provider.get("inputs", {}) for provider in self.list_providers())
        return {key: value for each in inputs for key, value in each.items()}

    def _find_root(self) -> dict[str, Any]:
        return next((each for each in self.resources if each["type"] == "pulumi:pulumi:Stack"), {})


def decode(content: bytes) -> dict[str, Any]:
    """
    The JSON object in an object of the state, packed or not.

    Raises:
        ValueError: it is cut off, empty, packed in a way that is not read here, or no JSON object.
    """
    if not content:
        raise ValueError("it is empty")
    if content.startswith(_ZSTD):
        raise ValueError("it is packed with zstd; use PULUMI_DIY_BACKEND_GZIP=1 in its place")
    try:
        read = json.loads(gzip.decompress(content) if content.startswith(_GZIP) else content)
    except (ValueError, EOFError, OSError, RecursionError) as error:
        raise ValueError("it is cut off or damaged") from error
    if not isinstance(read, dict):
        raise ValueError("it holds no JSON object")  # noqa: TRY004  # one kind of error for one kind of cause
    return read


def parse(stack: str, written: Mapping[str, Any]) -> Checkpoint:
    """
    The checkpoint in what the engine wrote of a stack.

    Raises:
        ValueError: it has another shape.
    """
    return from_deployment(stack, (written.get("checkpoint") or {}).get("latest") or {})


def from_deployment(stack: str, deployment: Mapping[str, Any]) -> Checkpoint:
    """
    The same, from what `pulumi stack export` calls a deployment.

    Raises:
        ValueError: it has another shape.
    """
    try:
        pending = tuple(
            Pending(each["type"], each["resource"]["type"], each["resource"]["urn"])
            for each in deployment.get("pending_operations") or ()
        )
        at = (deployment.get("manifest") or {}).get("time")
        return Checkpoint(
            stack=stack,
            resources=tuple(deployment.get("resources") or ()),
            pending=pending,
            written_at=datetime.fromisoformat(at) if at else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is no checkpoint of the engine's") from error
