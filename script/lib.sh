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
        example | example-standard | example-external | example-campaigns | example-subaccount)
            unset PULUMI_CONFIG_PASSPHRASE_FILE
            export PULUMI_CONFIG_PASSPHRASE=a2p-example
            ;;
    esac
}

# Runs a command of the set-up, which executes code of packages, with the variables it needs and no others: a
# pipeline's tokens and passphrases are not among them. What a package index needs (PIP_*, UV_*) is.
without_secrets() {
    local name kept=()
    while read -r name; do
        case "$name" in
            UV_PUBLISH_*) ;;
            PATH | HOME | USER | LOGNAME | SHELL | TERM | TMPDIR | TZ | LANG | LANGUAGE | LC_* | CI | NETRC) kept+=("$name=${!name}") ;;
            XDG_*_HOME | PYENV_* | PIP_* | UV_* | [Hh][Tt][Tt][Pp]*_[Pp][Rr][Oo][Xx][Yy]) kept+=("$name=${!name}") ;;
            [Nn][Oo]_[Pp][Rr][Oo][Xx][Yy] | [Aa][Ll][Ll]_[Pp][Rr][Oo][Xx][Yy]) kept+=("$name=${!name}") ;;
            SSL_CERT_FILE | SSL_CERT_DIR | REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE | GIT_SSL_CAINFO) kept+=("$name=${!name}") ;;
            GOPROXY | GOSUMDB | GONOSUMDB | GONOPROXY | GOPRIVATE | GOROOT) kept+=("$name=${!name}") ;;
            A2P_PYTHON | A2P_CACHE | A2P_PULUMI_RELEASES | A2P_SIMULATOR_*) kept+=("$name=${!name}") ;;
        esac
    done < <(compgen -e)
    env -i "${kept[@]}" "$@"
}

say() { printf '==> %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}
