"""
The project's program as a language runtime that the engine calls.

Errors are told as `pulumi-language-python-exec` and the language host tell them, so that both ways of a run
read the same.
"""

import asyncio
import contextvars
import runpy
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import grpc  # type: ignore[import-untyped]  # it has no annotations
from pulumi.automation._server import LanguageServer, _suppress_unobserved_task_logging
from pulumi.runtime import reset_options, run_in_stack, set_all_config
from pulumi.runtime.proto import language_pb2

import pulumi
from runner.engine_log import EngineLog

_THREADS = 4  # for each operation at once, as the SDK's own start of a program has them


class ProgramServer(LanguageServer):
    """Runs the `__main__.py` of the folder that this process is in."""

    def __init__(self, log: EngineLog) -> None:
        super().__init__(_run_main)
        self._log = log

    def Run(self, request: Any, _context: Any) -> Any:  # noqa: N802  # the protocol's name
        """Run it once, for the stack of the request."""
        _suppress_unobserved_task_logging()  # type: ignore[no-untyped-call]
        self._log.open(request.args[0])
        return contextvars.copy_context().run(_run, request)


def _run(request: Any) -> Any:
    _configure(request)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    with ThreadPoolExecutor(max(request.parallel, 1) * _THREADS) as threads:
        loop.set_default_executor(threads)
        try:
            loop.run_until_complete(run_in_stack(_run_main))
        except pulumi.RunError as error:
            pulumi.log.error(str(error))
            return language_pb2.RunResponse(error="program exited with non-zero exit code: 1")
        except Exception:  # noqa: BLE001  # whatever the program raises
            pulumi.log.error(f"Program failed with an unhandled exception:\n{traceback.format_exc()}")
            return language_pb2.RunResponse(bail=True)
        finally:
            _end_tasks(loop)
    return language_pb2.RunResponse()


def _configure(request: Any) -> None:
    reset_options(
        project=request.project,
        monitor_address=request.monitor_address,
        engine_address=request.args[0],
        stack=request.stack,
        root_directory=request.info.root_directory,
        parallel=request.parallel,
        preview=request.dryRun,
        organization=request.organization or "organization",
    )
    set_all_config(request.config, request.configSecretKeys)


def _run_main() -> None:
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    runpy.run_path(folder, run_name="__main__")


def _end_tasks(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what a program that has failed left unresolved, of which asyncio would complain."""
    for task in asyncio.all_tasks(loop):
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            loop.run_until_complete(task)
    with suppress(grpc.RpcError):
        sys.stdout.flush()
        sys.stderr.flush()
    loop.close()
