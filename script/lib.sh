# Shared by the scripts: strict mode, the repository's root, and one way to speak. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail

A2P_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$A2P_ROOT"

# PYTHONSAFEPATH hides the project from `python -m`, and CDPATH makes `cd` print.
unset PYTHONSAFEPATH CDPATH

# The environment of one stack. The examples' secrets belong to a passphrase that everybody knows, whatever the
# user's own is.
enter() {
    source .a2p/env
    case "$1" in
        example | example-standard | example-external)
            unset PULUMI_CONFIG_PASSPHRASE_FILE
            export PULUMI_CONFIG_PASSPHRASE=a2p-example
            ;;
    esac
}

say() { printf '==> %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}
