"""
What reviewers will object to in a valid declaration, said before they are asked.

A declaration can be valid and still be rejected: a sample with a public link shortener, a message flow that
does not say how people opt in. The rules here read the texts as a reviewer does. They are pure: no network,
no clock, no Pulumi, so that a preview, an `up` and an offline check can all ask the same.

A remark quotes no text of the file, because any may hold personal data: it names words of our own lists.
"""

from a2p.lint.linting import Report, lint
from a2p.lint.rulebook import Remark, Severity

__all__ = ["Remark", "Report", "Severity", "lint"]
