"""What a run needs loaded, and nothing that is begun: no thread, no channel, no session."""

import importlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

# What the others import, in parts of some hundredths of a second; grpc first, as a run needs it first.
_SHARED = (
    "grpc",
    "runner.servers",
    "yaml",
    "google.protobuf.struct_pb2",
    "opentelemetry.sdk.trace",
    "semver",
    "dill",
    "pulumi",
    "pydantic",
    "a2p.errors",
)
_OF_THE_PROGRAM = (
    "runner.program",
    "providers",
    "providers.stack",
    "providers.declaration",
    "a2p.declared",
    "a2p.engine.liveness",
    "a2p.lint",
)
_OF_THE_PROVIDER = (
    "runner.provider",
    "a2p.twilio.client.http_client",
    "a2p.twilio.client.session",
    "twilio.rest.messaging.v1",
    "twilio.rest.trusthub.v1",
)
# What only some runs use, such as one that writes an address: of many, each would load it for itself.
_OF_SOME_RUNS = (
    "twilio.rest.api.v2010",
    "a2p.twilio.client.clock_headers",
    "providers.output.engine_log",
    "grpc.experimental",
    "_strptime",
)
_PLUGIN = "pulumi.dynamic.__main__"
_STARTED_BY = "main()"  # the unguarded last line of the plugin's module


def list_parts() -> Iterator[str]:
    """All modules that a run needs, in the order in which they are best loaded."""
    yield from (*_SHARED, *_OF_THE_PROGRAM, *_OF_THE_PROVIDER)


def load_part(name: str) -> None:
    """Import one of them."""
    importlib.import_module(name)


def load_program() -> None:
    """Import all that a program imports: two threads that import the same can lock each other out."""
    _load(_OF_THE_PROGRAM)


def load_provider() -> None:
    """Import what a provider uses besides."""
    _load(_OF_THE_PROVIDER)


def load_for_many() -> None:
    """Import what many runs need between them."""
    load_program()
    load_provider()
    _load(_OF_SOME_RUNS)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        load_part(name)


def load_plugin() -> ModuleType:
    """
    The SDK's plugin for dynamic resources, as a module, without being started.

    Raises:
        ImportError: the SDK's module is not of the shape that is known.
    """
    import pulumi.dynamic  # noqa: PLC0415  # it takes a third of a second

    if _PLUGIN in sys.modules:
        return sys.modules[_PLUGIN]
    file = Path(str(pulumi.dynamic.__file__)).with_name("__main__.py")
    source = file.read_text(encoding="utf-8").rstrip()
    if not source.endswith(f"\n{_STARTED_BY}"):
        raise ImportError(f"{file} does not end with {_STARTED_BY}")
    module = ModuleType(_PLUGIN)
    module.__file__ = str(file)
    sys.modules[_PLUGIN] = module
    exec(compile(source.removesuffix(_STARTED_BY), file, "exec"), module.__dict__)  # noqa: S102  # the SDK's own file
    module.__dict__["traceback"] = _NoFrames()
    return module


class _NoFrames:
    """
    What the plugin's module calls to tell an exception: the message alone.

    In a plugin of its own sys.tracebacklimit does that (providers/base.py). Here the program is in the same
    process, and the SDK finds out by frames where a resource is declared.
    """

    @staticmethod
    def format_exc() -> str:
        return traceback.format_exc(limit=0)
