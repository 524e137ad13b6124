"""
The files of an adoption, each readable by its owner alone: they hold personal data.

They are the progress as well, so that nothing has to be kept in step with them: a customer whose stack file
is there is written, and one whose import document is gone is imported.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

_HEAD = """\
# Written by `a2p adopt` from what is at Twilio. It is yours to edit; it is never written again.
# It holds personal data: keep it where only those can read it who have to, or make secrets of its values:
#   pulumi config set --secret --path 'profile.email' … -s {stack}
"""
# Plain texts that some reader of YAML takes for something else.
_AMBIGUOUS = re.compile(r"[-+.]?[0-9].*")
_ADOPTED = re.compile(
    r"^ +(?:profile|trust_bundle|messaging_service): *((?:BU|MG)[0-9a-fA-F]{32})", re.MULTILINE
)
_NAME = re.compile(r"Pulumi\.(.+)\.yaml")


class AdoptionFolder:
    """Where the stack files are, and the documents to import them by."""

    def __init__(self, stacks: Path, documents: Path, project: str) -> None:
        documents.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._stacks, self._documents, self._project = stacks, documents, project

    def stack_file(self, stack: str) -> Path:
        """The declaration of a stack."""
        return self._stacks / f"Pulumi.{stack}.yaml"

    def document_path(self, stack: str) -> Path:
        """The import document of a stack; it is there until it is used."""
        return self._documents / f"{stack}.import.json"

    def list_documents(self) -> list[str]:
        """The stacks that were adopted and wait to be imported."""
        suffix = ".import.json"
        names = (path.name.removesuffix(suffix) for path in self._documents.glob(f"*{suffix}"))
        return sorted(name for name in names if self.stack_file(name).exists())

    def list_stacks(self) -> set[str]:
        """The names that are taken."""
        matches = (_NAME.fullmatch(path.name) for path in self._stacks.glob("Pulumi.*.yaml"))
        return {name.group(1) for name in matches if name}

    def read_adopted(self) -> dict[str, str]:
        """The stack of each object that a stack file names as adopted, by its SID."""
        texts = {
            stack: self.stack_file(stack).read_text(encoding="utf-8") for stack in sorted(self.list_stacks())
        }
        return {sid: stack for stack, text in texts.items() for sid in _ADOPTED.findall(text)}

    def write(self, stack: str, config: Mapping[str, Any], document: Mapping[str, Any]) -> None:
        """
        Write both: the stack file last and whole, for it is what says that the customer is done.

        Raises:
            FileExistsError: there is such a stack file; whoever wrote it, it is not written over.
        """
        file = self.stack_file(stack)
        if file.exists():
            raise FileExistsError(str(file))
        _write(self.document_path(stack), [json.dumps(document, ensure_ascii=False, indent=1)])
        content = {"config": {f"{self._project}:{key}": value for key, value in config.items()}}
        text = yaml.dump(content, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=100)
        unfinished = file.with_name(f".{file.name}.unfinished")
        _write(unfinished, [_HEAD.format(stack=stack), text])
        try:
            # A link, and not a renaming, which would replace what somebody else has written meanwhile.
            file.hardlink_to(unfinished)
        finally:
            unfinished.unlink()

    def forget_document(self, stack: str) -> None:
        """The document has been used; what is in it is in the state now, the personal part encrypted."""
        with suppress(FileNotFoundError):
            self.document_path(stack).unlink()


def _write(path: Path, texts: Iterable[str]) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.writelines(texts)
        file.flush()
        os.fsync(file.fileno())


class _PlainDumper(yaml.SafeDumper):
    """Without anchors, and with quotes wherever a reader of YAML could take a text for a number."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _AMBIGUOUS.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_PlainDumper.add_representer(str, _represent_text)
