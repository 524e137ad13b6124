"""
The command line: `serve` runs a simulator, the other commands talk to one that runs.

    python -m simulator serve --port 8010 --db simulator.db --speed 60
    python -m simulator otp-reply +14155550123
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from simulator.core.settings import Settings
from simulator.redaction import redact
from simulator.seed import DEFAULT_SEED, MOST_SUBACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_URL = "http://127.0.0.1:8010"
FAULT_OPTIONS = {
    "method": str,
    "path": str,
    "nth": int,
    "times": int,
    "probability": float,
    "status": int,
    "code": int,
    "retry_after": float,
    "seconds": float,
}
SWITCH = {"on": True, "off": False}
COLLECTIONS = {"profile": "profiles", "brand": "brands", "campaign": "campaigns"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_serve(commands)
    rules = commands.add_parser("rules", help="print docs/simulator.md: what is simulated")
    rules.set_defaults(run=_rules)
    client = argparse.ArgumentParser(add_help=False)
    client.add_argument("--url", default=os.environ.get("A2P_SIMULATOR_URL", DEFAULT_URL))

    def add(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, parents=[client], help=text)
        command.set_defaults(run=run)
        return command

    add("otp-reply", _otp_reply, "the customer answers YES").add_argument("number")
    add("email-click", _email_click, "a Brand's contact opens the link of Authentication+").add_argument(
        "address"
    )
    add("advance", _advance, "put the clock forward").add_argument("seconds", type=float)
    add("clock", lambda o: _call(o, "GET", "/clock"), "the simulated time")
    requests = add("requests", _requests, "the requests so far")
    requests.add_argument("--since", type=int, default=0)
    state = add("state", lambda o: _call(o, "GET", "/state"), "all objects, by kind")
    for command in (requests, state):
        command.add_argument("--personal", action="store_true", help="with personal data, hidden otherwise")
    fault = add("fault", _fault, "set a fault")
    fault.add_argument(
        "kind", help="rate_limited, error, reset_before, reset_after, slow, slow_after, stale_reads"
    )
    for name, kind in FAULT_OPTIONS.items():
        fault.add_argument(f"--{name.replace('_', '-')}", type=kind)
    add("heal", lambda o: _call(o, "DELETE", "/faults"), "no more faults")
    decide = add("decide", _decide, "a reviewer decides")
    decide.add_argument("what", choices=COLLECTIONS)
    decide.add_argument("sid", help="BU…, BN…, or the MG… that holds the campaign")
    decide.add_argument("status")
    decide.add_argument("--error", action="append", default=[], metavar="CODE:FIELD,FIELD:DESCRIPTION")
    return parser


def _add_serve(commands: Any) -> None:
    command = commands.add_parser("serve", help="run a simulator on loopback")
    command.add_argument("--port", type=int, default=8010, help="0: any free one")
    command.add_argument("--db", default=":memory:", help="SQLite file, or :memory:")
    command.add_argument("--speed", type=float, default=1.0, help="simulated per real second")
    command.add_argument("--account", type=_account, metavar="SID:TOKEN")
    command.add_argument(
        "--subaccount",
        action="append",
        default=[],
        type=_account,
        metavar="SID:TOKEN",
        help="also have this subaccount, with five numbers",
    )
    command.add_argument("--latency", type=float, default=0.0, help="real seconds an answer takes")
    command.add_argument("--seed", type=int, default=DEFAULT_SEED)
    command.add_argument("--start-time", type=float, help="unix seconds; default: now")
    command.add_argument("--scenario", metavar="FILE", help="outcomes by customer, in YAML")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        type=_setting,
        metavar="NAME=on|off",
        help=f"one of {', '.join(Settings.names())}",
    )
    strict = ("strict_parameters", True)
    command.add_argument(
        "--strict", dest="set", action="append_const", const=strict, help="refuse unknown parameters"
    )
    command.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="answer to this Host header, too"
    )
    command.set_defaults(run=_serve)


def _rules(_options: argparse.Namespace) -> int:
    from simulator import fidelity, server  # noqa: F401, PLC0415  # the server knows all domains

    sys.stdout.write(fidelity.write_page())
    return 0


def _account(text: str) -> tuple[str, str]:
    sid, separator, token = text.partition(":")
    if not (separator and len(sid) == 34 and sid.startswith("AC")):
        raise argparse.ArgumentTypeError("SID:TOKEN is needed, the SID being AC and 32 digits")
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise argparse.ArgumentTypeError("a token is needed that fits into a header: ASCII without blanks")
    return sid, token


def _setting(text: str) -> tuple[str, bool]:
    name, _, value = text.partition("=")
    if name not in Settings.names() or value not in SWITCH:
        raise argparse.ArgumentTypeError(f"NAME=on|off is needed, NAME being {', '.join(Settings.names())}")
    return name, SWITCH[value]


def _serve(options: argparse.Namespace) -> int:
    from simulator.server import Options, serve  # noqa: PLC0415  # the clients start without it

    if options.account and not options.account[1].isalnum():  # what twilio-go asks before it sends it (M11)
        print(
            "warning: twilio-go sends no token but of letters and digits; other libraries take this one",
            file=sys.stderr,
        )

    if len(options.subaccount) > MOST_SUBACCOUNTS:
        raise SystemExit(f"--subaccount: at most {MOST_SUBACCOUNTS}; open the others by API")
    serve(
        Options(
            port=options.port,
            db=options.db,
            speed=options.speed,
            account=options.account,
            subaccounts=tuple(options.subaccount),
            latency=options.latency,
            seed=options.seed,
            start_time=options.start_time,
            scenario=options.scenario,
            settings=dict(options.set),
            allowed_hosts=tuple(name.lower() for name in options.allow_host),
        )
    )
    return 0


def _otp_reply(options: argparse.Namespace) -> int:
    return _call(options, "POST", "/otp/reply", {"mobile_phone_number": options.number})


def _email_click(options: argparse.Namespace) -> int:
    return _call(options, "POST", "/email/click", {"to": options.address})


def _advance(options: argparse.Namespace) -> int:
    return _call(options, "POST", "/clock/advance", {"seconds": options.seconds})


def _requests(options: argparse.Namespace) -> int:
    return _call(options, "GET", f"/requests?since={options.since}")


def _fault(options: argparse.Namespace) -> int:
    given = {name: getattr(options, name) for name in FAULT_OPTIONS}
    body = {name: value for name, value in given.items() if value is not None}
    return _call(options, "POST", "/faults", {"kind": options.kind, **body})


def _decide(options: argparse.Namespace) -> int:
    path = f"/{COLLECTIONS[options.what]}/{options.sid}/decide"
    errors = [_error(text) for text in options.error]
    return _call(options, "POST", path, {"status": options.status, "errors": errors})


def _error(text: str) -> dict[str, object]:
    code, _, rest = text.partition(":")
    fields, _, description = rest.partition(":")
    if not code.isdecimal():
        raise SystemExit(f"--error {text}: CODE:FIELD,FIELD:DESCRIPTION is needed")
    return {
        "error_code": int(code),
        "fields": [field for field in fields.split(",") if field],
        "description": description,
    }


def _call(options: argparse.Namespace, method: str, path: str, body: object = None) -> int:
    """One request to the control API; prints its answer as JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{options.url}/_sim{path}", data, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        sys.stderr.write(f"{json.load(error)['message']}\n")
        return 1
    except urllib.error.URLError as error:
        sys.stderr.write(f"no simulator answers at {options.url}: {error.reason}\n")
        return 1
    answer_to_print = answer if getattr(options, "personal", True) else redact(answer)
    sys.stdout.write(json.dumps(answer_to_print, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
