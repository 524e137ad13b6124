# Shared by the scripts: strict mode, the repository's root, and one way to speak. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail

A2P_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$A2P_ROOT"

# PYTHONSAFEPATH hides the project from `python -m`, and CDPATH makes `cd` print.
unset PYTHONSAFEPATH CDPATH

say() { printf '==> %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}
