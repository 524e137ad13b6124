"""The parameters of one request, checked against the contract, and Twilio's words for what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.contract import ParameterProblem, read_parameters
from simulator.core.errors import INVALID_PARAMETER, bad_request
from simulator.http.paging import PAGE_PARAMETERS

if TYPE_CHECKING:
    from simulator.contract import Operation
    from simulator.core.errors import Refusal
    from simulator.http.exchange import Exchange

# Missing parameters of these have error codes of their own (C6, C10).
OWN_RULE_FOR_MISSING = frozenset({"CreateUsAppToPerson", "UpdateUsAppToPerson"})
REFUSES_UNKNOWN = frozenset({"UpdateUsAppToPerson"})  # nine parameters and no other (C10)
PAGE_SIZE_TOO_LARGE = 20007


def read_call_parameters(operation: Operation, exchange: Exchange, *, strict: bool) -> dict[str, Any]:
    """
    The values of query and form by name.

    A parameter that the operation does not have is ignored, as Twilio does (U15), with a warning in the
    exchange; `strict` refuses it. Raises a Refusal for a value that the contract does not allow.
    """
    unknown: list[str] = []
    required = operation.id not in OWN_RULE_FOR_MISSING
    try:
        values = read_parameters(operation.query, exchange.query, unknown)
        values |= read_parameters(operation.form, exchange.form, unknown, required=required)
    except ParameterProblem as problem:
        raise _refuse(operation, problem) from None
    if operation.list_key:  # every list is paged, whatever the contract says of it
        unknown = [name for name in unknown if name not in PAGE_PARAMETERS]
    if unknown and (strict or operation.id in REFUSES_UNKNOWN):
        message = f"Unknown parameter {', '.join(unknown)}"
        raise _refuse(operation, ParameterProblem(unknown[0], "unknown", message))
    exchange.warnings += [f"{name} is no parameter of {exchange.method} {operation.path}" for name in unknown]
    return values


def _refuse(operation: Operation, problem: ParameterProblem) -> Refusal:
    if problem.kind == "too large":
        return bad_request("Page size too large", PAGE_SIZE_TOO_LARGE)
    where = "the post body" if operation.method == "POST" else "the query"
    message = problem.message if problem.kind == "invalid" else f"{problem.message} in {where}"
    return bad_request(message, INVALID_PARAMETER)
