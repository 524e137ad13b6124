"""Plain phrases, as a2p/lint/texts.py makes them: lower case, no marks, & as and."""

PRIVACY = ("privacy", "private", "privacypolicy")
TERMS = ("terms", "conditions", "tos", "t and c", "t and cs", "tandc")
PLACEHOLDERS = (
    "lorem ipsum",
    "message sample",
    "sample message",
    "placeholder text",
    "your company name",
    "your business name",
    "asdf",
    "foo bar",
)
