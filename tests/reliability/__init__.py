"""
What the reconciler promises, measured: kills, lost answers, stale reads, drift, limits, leaks.

`make reliability` runs everything within a bound, and writes docs/reliability.json and, from it, the document
docs/reliability.md; the tests here run a sample of the same points.
"""
