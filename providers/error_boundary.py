"""
The boundary that every operation of a provider runs in.

It learns the personal values in the arguments, so that no message contains them; gives all calls of the
operation one deadline; and turns every exception into an A2PError, because the engine shows an exception's
text with its chain of causes, and the text of an unexpected one may quote any value.
"""

import functools
import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from a2p.errors import A2PError, Unexpected
from a2p.redaction import learn
from a2p.twilio.client import deadlines
from providers.output import verdict_output

_FRAMES = 100  # of a traceback; said, because the plugin shows the engine none (sys.tracebacklimit)
_PROJECT = Path(__file__).resolve().parents[1]
logger = logging.getLogger("a2p.providers")
F = TypeVar("F", bound=Callable[..., Any])


def guard(operation: F) -> F:
    """
    One operation of a provider: check, diff, create, read, update or delete.

    Raises:
        A2PError: anything went wrong.
    """

    @functools.wraps(operation)
    def run_guarded(provider: Any, *arguments: Any) -> Any:
        learn(arguments)
        try:
            with deadlines.limit_operation():
                return operation(provider, *arguments)
        except A2PError as error:
            verdict_output.write_failure(type(provider).__name__, error)
            # Without what led to it: that is told already, and its own words are not ours.
            raise error from None
        except Exception as error:  # noqa: BLE001 - here is the edge; nothing may leave with its own words
            provider.forget_reads()
            where = f"{type(provider).__name__}.{operation.__name__}"
            logger.error("%s: %s", where, "".join(traceback.format_exception(error, limit=_FRAMES)))  # noqa: TRY400 - as text, so that it is redacted
            fault = to_unexpected(error, where)
            verdict_output.write_failure(type(provider).__name__, fault)
            raise fault from None

    return cast("F", run_guarded)


def hide_frames() -> None:
    """
    Have the engine, which shows the traceback of an exception, show its message alone.

    Not in a fork (`runner`): the program is in the same process there, and needs its frames.
    """
    if "runner" not in sys.modules:
        sys.tracebacklimit = 0


def to_unexpected(error: BaseException, where: str) -> Unexpected:
    """
    The error for an unexpected exception: its type, and the file and line in this project.

    Never a value: it may be personal.
    """
    frames = [each for each in traceback.extract_tb(error.__traceback__, _FRAMES) if _is_ours(each.filename)]
    at = f" ({Path(frames[-1].filename).relative_to(_PROJECT)}, line {frames[-1].lineno})" if frames else ""
    return Unexpected(
        f"internal error in {where}: {type(error).__name__}{at}.",
        remedy=(
            "run the same command again: what was created is found again. If it fails again, report this\n"
            "text; A2P_LOG=calls.log writes all of it to a file, without secrets and personal data"
        ),
    )


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(_PROJECT) and ".venv" not in path.parts
