"""
An estate that was at Twilio before there were stacks: read, joined customer by customer, and declared.

Reads only. What is written are files: a declaration for each customer, and a document that tells the engine
which objects it is about.
"""
