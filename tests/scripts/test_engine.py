"""Where the Pulumi engine comes from: PATH, the cache, a build, or one clear sentence."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.scripts.clone import Clone

INSTALL = ("python3", "script/engine/install.py")
SENTENCE = (
    "No Pulumi engine: install Pulumi 3.255.0 or newer (https://www.pulumi.com/docs/install/), or"
    " Go 1.26 or newer (https://go.dev/dl/) to have it built here, then run this again.\n"
)
GO_1_26 = '[ "$1 $2" = "env GOVERSION" ] && echo go1.26.3 && exit'
# Answers as Go does, with programs of one line and the two scripts of the SDK.
WORKING_GO = f"""{GO_1_26}
for last; do :; done
case "$*" in
"list -m"*)
    mkdir -p "$GOMODCACHE/sdk/python/cmd" "$GOMODCACHE/sdk/python/dist"
    echo exec >"$GOMODCACHE/sdk/python/cmd/pulumi-language-python-exec"
    echo dynamic >"$GOMODCACHE/sdk/python/dist/pulumi-resource-pulumi-python"
    echo "$GOMODCACHE/sdk" ;;
"list -deps"*) echo "go: downloading $last" >&2; echo "$last" ;;
build*) program="$GOCACHE/../bin/${{last##*/}}"
    printf '#!/bin/sh\\necho v3.255.0\\n' >"$program"; /bin/chmod +x "$program" ;;
esac"""


def engine(clone: Clone) -> Path:
    return (clone.root / ".a2p/engine").resolve()


def cached(clone: Clone) -> Path:
    key = clone.run(
        "python3",
        "-c",
        "import sys; sys.path.insert(0, 'script/engine'); import build; print(build.cache_key())",
    )
    return clone.cache / "engine" / key.stdout.strip() / "bin"


def test_without_any_way_the_setup_stops_with_one_sentence(clone: Clone) -> None:
    clone.pretend_dependencies_are_installed()

    told = clone.run("script/bootstrap")

    assert (told.returncode, told.stderr) == (1, SENTENCE)
    assert not clone.cache.exists()


@pytest.mark.parametrize("version", ["go1.20.14", "devel", ""])
def test_a_go_that_can_neither_build_nor_fetch_a_newer_go_counts_as_none(clone: Clone, version: str) -> None:
    clone.program("go", f'echo "{version}"')

    told = clone.run(*INSTALL)

    assert (told.returncode, told.stderr) == (1, SENTENCE)


@pytest.mark.parametrize("version", ["v3.255.0", "v3.300.1", "v4.0.0-alpha.1"])
def test_a_recent_pulumi_on_path_is_used(clone: Clone, version: str) -> None:
    clone.program("pulumi", f"echo {version}")
    clone.program("pulumi-language-python", "")

    told = clone.run(*INSTALL)

    assert told.returncode == 0, told.stderr
    assert engine(clone) == clone.programs


def test_an_old_pulumi_on_path_is_not_used(clone: Clone) -> None:
    clone.program("pulumi", "echo v3.99.0")
    clone.program("pulumi-language-python", "")

    assert clone.run(*INSTALL).stderr == SENTENCE


def test_a_pulumi_without_its_python_host_is_not_used(clone: Clone) -> None:
    clone.program("pulumi", "echo v3.300.0")

    assert clone.run(*INSTALL).stderr == SENTENCE


def test_an_engine_in_the_cache_needs_neither_go_nor_network(clone: Clone) -> None:
    clone.program("pulumi", "", cached(clone))
    clone.program("pulumi-language-python", "", cached(clone))

    told = clone.run(*INSTALL)

    assert told.returncode == 0, told.stderr
    assert engine(clone) == cached(clone)


def test_the_build_leaves_four_files_and_nothing_else(clone: Clone) -> None:
    clone.program("go", WORKING_GO)

    told = clone.run(*INSTALL)

    assert told.returncode == 0, told.stderr
    assert sorted(file.name for file in cached(clone).iterdir()) == [
        "pulumi",
        "pulumi-language-python",
        "pulumi-language-python-exec",
        "pulumi-resource-pulumi-python",
    ]
    assert not clone.leftovers()


def test_a_failed_build_shows_gos_own_words_and_leaves_nothing(clone: Clone) -> None:
    clone.program("go", f"{GO_1_26}\necho 'dial tcp: no route to host' >&2; exit 1")

    told = clone.run(*INSTALL)

    assert told.returncode == 1
    assert "dial tcp: no route to host" in told.stderr
    assert not clone.leftovers()
    assert not any(cached(clone).iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_build_stops_its_compilers_and_leaves_nothing(clone: Clone, number: signal.Signals) -> None:
    clone.program("go", f"{GO_1_26}\necho $$ >>{clone.home}/pids\nexec sleep 60")
    with subprocess.Popen(
        INSTALL,
        cwd=clone.root,
        env=clone.env(),
        stdout=subprocess.DEVNULL,
    ) as running:
        pids = wait_for_lines(clone.home / "pids", 2)
        running.send_signal(number)
        try:
            assert running.wait(timeout=20) == 128 + number
        finally:
            running.kill()
    assert not clone.leftovers()
    assert not any(runs(pid) for pid in pids)


def runs(pid: str) -> bool:
    """Whether it does more than wait for its parent to notice that it has ended."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False
    ).stdout
    return state != "" and not state.startswith("Z")


def wait_for_lines(file: Path, count: int) -> list[str]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        lines = file.read_text().splitlines() if file.exists() else []
        if len(lines) == count:
            return lines
        time.sleep(0.02)
    raise AssertionError(f"{file} never had {count} lines")
