"""What decides for every customer: the project, its program, the code it runs, and the versions of that."""

from typing import Final

FILES_OF_ALL: Final = ("Pulumi.yaml", "__main__.py", "pyproject.toml", "uv.lock")
FOLDERS_OF_ALL: Final = ("providers/", "a2p/")
