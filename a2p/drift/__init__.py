"""
Drift of many customers without the engine, where it has nothing new to judge.

A comparison by the engine leaves a trace: what it went by (stack file, code, checkpoint, environment), and a
digest of each answer of Twilio's that it read. While none of these changes, it would decide the same again.
So a scan reads the account, by lists where there are any, and has the engine look only at what has changed.
"""
