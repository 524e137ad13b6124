"""
What reviewers will object to in a valid declaration, said before they are asked.

A declaration can be valid and still be rejected: a sample with a public link shortener, a message flow that
does not say how people opt in. The rules here read the texts as a reviewer does. They are pure: no network,
no clock, no Pulumi, so that a preview, an `up` and an offline check can all ask the same.

A remark quotes no text of the file, because any may hold personal data: it names words of our own lists.
"""

from a2p.lint.rules import Remark, Severity
from a2p.lint.run import LintReport, lint

__all__ = ["LintReport", "Remark", "Severity", "lint"]
