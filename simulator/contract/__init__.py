"""Twilio's OpenAPI as data: what may be asked, and what an answer looks like."""

from simulator.contract.document import merge_documents
from simulator.contract.operations import Contract, Operation, load
from simulator.contract.parameters import ParameterProblem, read_parameters
from simulator.contract.shape import Shape

__all__ = ["Contract", "Operation", "ParameterProblem", "Shape", "load", "merge_documents", "read_parameters"]
