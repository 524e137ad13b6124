"""
Where the engine keeps what it knows: in files, in PostgreSQL, in a bucket, or at Pulumi Cloud.

The engine writes the same tree of keys into the first three (`layout`), so one class reads them all
(`state`), over a store of each kind (`files`, `postgresql`, `bucket`). Pulumi Cloud is asked through the
engine (`cloud`). Imports nothing of Pulumi, and of a2p only the errors. A driver is imported only by those
who need it.
"""
