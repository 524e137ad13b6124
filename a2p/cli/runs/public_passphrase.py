"""A warning before a customer's data is sealed with the passphrase of the examples, which everybody knows."""

from a2p.cli.new.api_target import find_target
from a2p.cli.runs.arguments import print_status_line
from a2p.engine.project import EngineProject
from a2p.stackfile.project import find_project
from a2p.stackfile.reader import read_stack_file


def warn_of_public_passphrase(project: EngineProject, stack: str) -> None:
    """
    Say that the state's secrets are readable for whoever has it.

    Only where the stack's runs call Twilio itself: what the simulator is told is made up.
    """
    file = project.stack_file(stack)
    if not project.has_public_passphrase or not file.is_file():
        return
    stack_file = read_stack_file(file, project.name)
    is_sealed_otherwise = "secretsprovider:" in stack_file.text
    if is_sealed_otherwise or not find_target(stack_file.config, file, find_project(file.parent)).is_twilio:
        return
    print_status_line(
        stack,
        "warning: its personal data is sealed with the examples' passphrase, which everybody knows: export\n"
        "  a PULUMI_CONFIG_PASSPHRASE of your own before the first run; for a stack that is begun already,\n"
        f"  pulumi stack change-secrets-provider passphrase -s {stack}",
    )
