"""
Whether the engine that wrote a lock still runs, by what no clock and no container can change.

A lock names a pid, a host and a wall-clock time. Pids are used again and differ between containers, and
clocks are set; so each run leaves a note of its engine on the machine: pid, ticks since boot at which it
started, boot, PID namespace. With the note the answer is exact. Without one, a process with that pid counts
as the owner. What cannot be known is UNKNOWN, and whoever asks has to take it for alive.
"""

import enum
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

# The name of a process that holds program and provider of a run: a fork, whose command line is not its own.
RUN_NAME = "a2p-run"
_PROC = Path("/proc")
_BOOT = _PROC / "sys/kernel/random/boot_id"
_MACHINE = Path("/etc/machine-id")
# The inode of the machine's own PID namespace, fixed in Linux (include/linux/proc_ns.h, PROC_PID_INIT_INO).
_OUTERMOST = "pid:[4026531836]"
_ENGINE = "pulumi"
_HIDDEN = "hidden"  # it lives, and since when is not shown to us
_ANCESTORS = 6  # engine, language host, its shell, Python; two more for wrappers


class Liveness(enum.Enum):
    """What is known of the process that wrote a lock."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class EngineNote:
    """
    What tells one engine process from every other.

    start: ticks since boot, where the platform has them. boot, namespace, machine: as Linux names them; ""
    elsewhere.
    """

    pid: int
    start: str
    boot: str
    namespace: str
    machine: str


@contextmanager
def note_running(stack: str, pid: int) -> Iterator[None]:
    """Keep a note of the engine `pid` while it runs `stack`; "" for no stack. A killed caller leaves it."""
    file = write_note(stack, pid) if stack else None
    try:
        yield
    finally:
        if file:
            file.unlink(missing_ok=True)


def write_note(stack: str, pid: int) -> Path | None:
    """Write the note of an engine at work; None where it has ended, or the folder cannot be written."""
    start = start_of(pid)
    if start is None:
        return None
    file = _file(stack, pid)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(_note(pid, start))), encoding="utf-8")
        draft.replace(file)
        return file
    return None


def note_own_engine(stack: str) -> None:
    """Write the note of the engine that runs this program, unless who started the engine has done so."""
    if (pid := _engine_above()) and not _file(stack, pid).exists():
        write_note(stack, pid)


def judge(stack: str, pid: int) -> Liveness:
    """Whether the engine `pid` of this host, which holds a lock of `stack`, still runs."""
    note = _read(_file(stack, pid))
    return _by_pid(pid) if note is None else _by_note(note)


def list_running(stack: str) -> list[int]:
    """The pids of the engines of this machine that are noted for `stack` and still run, lock or no lock."""
    files = _file(stack, 0).parent.glob("*.json")
    notes = (note for file in files if (note := _read(file)))
    return sorted(note.pid for note in notes if _by_note(note) is Liveness.ALIVE)


def start_of(pid: int) -> str | None:
    """When a living process of this namespace started, in ticks that no clock changes; None if it is dead."""
    if not sys.platform.startswith("linux"):
        return _start_elsewhere(pid)
    try:
        fields = (
            (_PROC / str(pid) / "stat")
            .read_text(encoding="utf-8", errors="replace")
            .rpartition(")")[2]
            .split()
        )
    except (
        FileNotFoundError,
        ProcessLookupError,
        PermissionError,
    ):  # with hidepid others' processes are not shown
        return _HIDDEN if _exists(pid) else None
    return None if fields[0] in "ZX" else fields[19]


def _start_elsewhere(pid: int) -> str | None:
    import psutil  # noqa: PLC0415  # Linux has no need of it

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else str(process.create_time())
    except psutil.AccessDenied:
        return _HIDDEN
    except psutil.NoSuchProcess:
        return None


def _by_note(note: EngineNote) -> Liveness:
    here = _note(note.pid, note.start)
    if note == here:
        return _of(start_of(note.pid) in {note.start, _HIDDEN})
    if note.boot != here.boot:  # this machine has been started again since, or the note is another machine's
        return Liveness.DEAD if note.machine and note.machine == here.machine else Liveness.UNKNOWN
    if here.namespace != _OUTERMOST:
        return Liveness.UNKNOWN
    return _of(any(start == note.start for start in _inner_starts(note.pid)))


def _by_pid(pid: int) -> Liveness:
    if start_of(pid) is not None:
        return Liveness.ALIVE
    if not sys.platform.startswith("linux"):
        return Liveness.DEAD
    if _namespace() != _OUTERMOST:  # it may run in a container beside this one
        return Liveness.UNKNOWN
    return _of(any(True for _ in _inner_starts(pid)))


def _of(alive: bool) -> Liveness:  # noqa: FBT001  # the one thing it is about
    return Liveness.ALIVE if alive else Liveness.DEAD


def _inner_starts(pid: int) -> Iterator[str]:
    """When the engines started that have this pid in a container of this machine."""
    for folder in _PROC.iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            lines = (folder / "status").read_text(encoding="utf-8", errors="replace").splitlines()
            fields = dict(line.split(":", 1) for line in lines if ":" in line)
            pids = fields.get("NSpid", "").split()
            name = fields.get("Name", "").strip()
            if len(pids) > 1 and pids[-1] == str(pid) and name.startswith(_ENGINE):
                yield start_of(int(folder.name)) or ""


def _engine_above() -> int:
    """The pid of the engine among this process's ancestors, or 0."""
    pid = os.getppid()
    for _ in range(_ANCESTORS):
        with suppress(OSError, ValueError, IndexError):
            name, _, rest = (
                (_PROC / str(pid) / "stat").read_text(encoding="utf-8").partition("(")[2].rpartition(")")
            )
            if name == _ENGINE:
                return pid
            pid = int(rest.split()[1])
            continue
        break
    return 0


def _note(pid: int, start: str) -> EngineNote:
    return EngineNote(pid, start, _text(_BOOT), _namespace(), _text(_MACHINE))


def _namespace() -> str:
    try:
        return str((_PROC / "self/ns/pid").readlink())
    except OSError:
        return ""


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _read(file: Path) -> EngineNote | None:
    try:
        return EngineNote(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _file(stack: str, pid: int) -> Path:
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    folder = given if given.is_absolute() else Path.home() / ".local" / "state"
    return folder / "a2p" / "engines" / stack / f"{pid}.json"
