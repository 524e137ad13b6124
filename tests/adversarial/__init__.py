"""Untrusted input, wherever it comes from: stack files, answers, hosts; and what must leak nowhere."""
