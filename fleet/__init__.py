"""
The reconciler that goes on by itself: looks at each customer, runs what it may, comes back when it is time.

An extra (`pip install 'a2p[fleet]'`): all that it keeps is in PostgreSQL. It imports no Pulumi; a run is a
command of `a2p` behind one seam (fleet/runner.py).
"""
