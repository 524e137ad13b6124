"""What a run needs loaded, and nothing that is begun: no thread, no channel, no session."""

import importlib
import sys
import traceback
from pathlib import Path
from types import ModuleType

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
_PLUGIN = "pulumi.dynamic.__main__"
_STARTED_BY = "main()"  # the unguarded last line of the plugin's module


def load_program() -> None:
    """Import all that a program imports: two threads that import the same can lock each other out."""
    _load(_OF_THE_PROGRAM)


def load_provider() -> None:
    """Import what a provider uses besides."""
    _load(_OF_THE_PROVIDER)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)


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
