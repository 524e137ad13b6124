"""The subaccount in which the example `example-subaccount` is registered, as script/simulator opens it."""

from __future__ import annotations

SUBACCOUNT_SID = "AC00000000000000000000000000000a2c"
TOKEN = "notasecret"
OF_SUBACCOUNT = ("--subaccount", f"{SUBACCOUNT_SID}:{TOKEN}")  # options of the simulator
VARIABLES = {"EXAMPLE_SUBACCOUNT_AUTH_TOKEN": TOKEN}  # what its a2p:account refers to
