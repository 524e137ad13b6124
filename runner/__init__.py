"""
Runs of the engine in processes of our own: `python -m runner` is the warm process that `a2p` starts.

It has everything imported and has begun nothing. Each run is one fork of it, in which the program and the
provider live, and whose child the engine is; so no run pays for a language host, a plugin or an import, and
no cache, memory or list of redacted values outlives one. Only this package and `providers` import pulumi.
"""
