"""
Builds the Pulumi engine from its Go modules: the way in where Pulumi's releases cannot be reached.

The modules and the compiler's cache are gigabytes, so both live in a temporary folder that never outlasts the
build, however it ends. Standard library only: it runs with whatever Python the machine has.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SDK = "github.com/pulumi/pulumi/sdk/v3"

# What the build makes; `pulumi` is put in place last, so that whoever finds it finds all four.
FILES = ("pulumi-resource-pulumi-python", "pulumi-language-python-exec", "pulumi-language-python", "pulumi")

GO_WITH_TOOLCHAINS = (1, 21)  # from here on Go fetches the newer Go that a go.mod asks for

# Compiled without inlining, which nearly halves their time: they are much of the build's work, and none of
# them runs when the state is in files. The rest of the engine is optimised as usual.
COLD_PACKAGES = (
    "cloud.google.com/go",
    "github.com/Azure",
    "github.com/AzureAD",
    "github.com/alecthomas",
    "github.com/aws",
    "github.com/envoyproxy",
    "github.com/pb33f",
    "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/cloud",
    "go.opentelemetry.io",
)
# Downloads wait for the network and not for the processor, and Go runs no more of them than this.
DOWNLOADS_AT_ONCE = 16
# The compiler may use more memory before it collects (600 MB a process at most): a fifth less work.
COMPILER_GOGC = 400

REPORT_EVERY = 15.0


class BuildError(Exception):
    """The build cannot run, or failed; the message says what to do."""


@dataclass(frozen=True)
class Program:
    """One of the two executables, and the folder of the go.mod that pins its sources."""

    folder: str
    package: str


ENGINE = Program("pulumi", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi")
LANGUAGE_HOST = Program("language-python", f"{SDK}/python/cmd/pulumi-language-python")
PROGRAMS = (LANGUAGE_HOST, ENGINE)


@dataclass(frozen=True)
class Workshop:
    """The temporary folder: sources, caches, logs and results of one build."""

    temp: Path

    @property
    def bin(self) -> Path:
        return self.temp / "bin"

    def log(self, program: Program) -> Path:
        return self.temp / f"{program.folder}.log"

    def packages(self, program: Program) -> Path:
        return self.temp / f"{program.folder}.packages"

    def env(self) -> dict[str, str]:
        """Nothing is read from or left in the user's own Go caches; -modcacherw lets us delete ours."""
        for name in ("mod", "cache", "tmp", "bin"):
            (self.temp / name).mkdir(exist_ok=True)
        return {
            **os.environ,
            "CGO_ENABLED": "0",
            "GOCACHE": str(self.temp / "cache"),
            "GOFLAGS": "-buildvcs=false -modcacherw -trimpath",
            "GOMODCACHE": str(self.temp / "mod"),
            "GOTMPDIR": str(self.temp / "tmp"),
            "GOTOOLCHAIN": "auto",
            "GOWORK": "off",
        }


def engine_version() -> str:
    """go.mod is the only place where the version is written."""
    pinned = re.search(r"pulumi/pulumi/pkg/v3 v(\S+)", (HERE / "pulumi" / "go.mod").read_text())
    if pinned is None:
        raise BuildError("script/engine/pulumi/go.mod does not require github.com/pulumi/pulumi/pkg/v3.")
    return pinned[1]


def cache_key() -> str:
    """The version and a digest of every pinned module: a raised module is built, not found in the cache."""
    digest = hashlib.sha256()
    for program in PROGRAMS:
        for name in ("go.mod", "go.sum"):
            digest.update((HERE / program.folder / name).read_bytes())
    return f"{engine_version()}-{digest.hexdigest()[:8]}"


def usable_go() -> str | None:
    """The version of the installed Go, if that can build the engine or fetch the newer Go it needs."""
    env = {**os.environ, "GOTOOLCHAIN": "local"}
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        asked = ["go", "env", "GOVERSION"]
        output = subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout
        version = re.match(r"go(\d+)\.(\d+)", output)
        if version and (int(version[1]), int(version[2])) >= GO_WITH_TOOLCHAINS:
            return output.strip().removeprefix("go")
    return None


def build(target: Path) -> None:
    """Put the four files into `target`, each in one step, so that nobody ever meets half a file."""
    target.mkdir(parents=True, exist_ok=True)
    with _stoppable(), _exclusive(target.parent):
        if is_complete(target):
            return
        with _temporary_folder(target.parent) as temp:
            shop = Workshop(temp)
            _compile(shop)
            _copy_scripts(shop)
            _check(shop)
            for name in FILES:
                (shop.bin / name).replace(target / name)


def is_complete(folder: Path) -> bool:
    """Whether an engine that runs Python programs is here, from whatever source."""
    return all(os.access(folder / name, os.X_OK) for name in ("pulumi", "pulumi-language-python"))


@contextlib.contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    """One build at a time; the kernel lets go of the lock when its holder dies."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("    another set-up builds the engine: waiting for it", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _temporary_folder(beside: Path) -> Iterator[Path]:
    for leftover in beside.glob(".build-*"):  # of a build that was killed: we hold the lock
        _remove(leftover)
    temp = Path(tempfile.mkdtemp(prefix=".build-", dir=beside))
    try:
        yield temp
    finally:
        _remove(temp)


def _remove(folder: Path) -> None:
    """A hundred thousand files; in a session of its own, so that an impatient ^C does not leave half."""
    subprocess.run(["rm", "-rf", folder], start_new_session=True, check=False)


def _compile(shop: Workshop) -> None:
    """Build both at once: while one waits for its downloads the other compiles."""
    with contextlib.ExitStack() as running:
        builds = {program: running.enter_context(_start(shop, program)) for program in PROGRAMS}
        started = reported = time.monotonic()
        while any(process.poll() is None for process in builds.values()):
            _raise_for_failures(shop, builds)
            time.sleep(0.2)
            if time.monotonic() - reported >= REPORT_EVERY:
                reported += REPORT_EVERY
                print(f"    {_clock(reported - started)}  {_progress(shop)}", flush=True)
        _raise_for_failures(shop, builds)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Make a polite kill and a closed terminal end the build as ^C does: with everything cleaned up."""

    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _start(shop: Workshop, program: Program) -> Iterator[subprocess.Popen[bytes]]:
    """Download, then compile; in a session of its own, so that the compilers can be stopped with it."""
    with shop.log(program).open("wb") as log:
        process = subprocess.Popen(
            ["sh", "-c", _recipe(shop, program)],
            cwd=HERE / program.folder,
            env=shop.env(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _recipe(shop: Workshop, program: Program) -> str:
    """`go list` fetches the modules that are needed and no others, and names every package to compile."""
    packages = shlex.quote(str(shop.packages(program)))
    # Compilers write debugging tables that -s -w would drop again at the end: not even made.
    flags = ["-gcflags=all=-dwarf=false", *(f"-gcflags={name}/...=-dwarf=false -l" for name in COLD_PACKAGES)]
    flags += [f"-ldflags=-s -w -X {SDK}/go/common/version.Version=v{engine_version()}"]
    compile_ = shlex.join(["go", "build", "-v", *flags, "-o", f"{shop.bin}/", program.package])
    return (
        f"GOMAXPROCS={DOWNLOADS_AT_ONCE} go list -deps {program.package} >{packages}.part"
        f" && mv {packages}.part {packages} && GOGC={COMPILER_GOGC} exec {compile_}"
    )


def _raise_for_failures(shop: Workshop, builds: dict[Program, subprocess.Popen[bytes]]) -> None:
    for program, process in builds.items():
        if process.poll():
            words = "\n".join(_lines(shop.log(program))[-10:])
            raise BuildError(f"The build of {program.package} failed:\n{words}")


def _progress(shop: Workshop) -> str:
    """What the logs say: Go names every module that it fetches and every package that it has compiled."""
    logged = [line for program in PROGRAMS for line in _lines(shop.log(program))]
    fetched = sum(line.startswith("go: ") for line in logged)
    if not shop.packages(ENGINE).exists():
        return f"downloading: {fetched} modules so far, compiling what is here"
    total = sum(len(_lines(shop.packages(program))) for program in PROGRAMS)
    return f"compiling: {len(logged) - fetched} of about {total} packages"


def _lines(path: Path) -> list[str]:
    return path.read_text(errors="replace").splitlines() if path.exists() else []


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _copy_scripts(shop: Workshop) -> None:
    """The two shell scripts that the engine expects beside it come with its own SDK."""
    asked = ["go", "list", "-m", "-f", "{{.Dir}}", SDK]
    output = subprocess.run(
        asked, cwd=HERE / ENGINE.folder, env=shop.env(), capture_output=True, text=True, check=True
    )
    python = Path(output.stdout.strip()) / "python"
    for source in (python / "cmd/pulumi-language-python-exec", python / "dist/pulumi-resource-pulumi-python"):
        shutil.copyfile(source, shop.bin / source.name)
        (shop.bin / source.name).chmod(0o755)


def _check(shop: Workshop) -> None:
    output = subprocess.run(
        [shop.bin / "pulumi", "version"], capture_output=True, text=True, check=True
    ).stdout
    if output.strip() != f"v{engine_version()}":
        raise BuildError(f"The engine was built as version {output.strip()} and not as v{engine_version()}.")
