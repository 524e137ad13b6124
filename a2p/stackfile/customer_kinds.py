"""The kinds of customers, by their names on the command line. Imports nothing: help has to be quick."""

from typing import Literal, get_args

CustomerKind = Literal["sole-proprietor", "standard", "external"]
CUSTOMER_KINDS: tuple[CustomerKind, ...] = get_args(CustomerKind)
