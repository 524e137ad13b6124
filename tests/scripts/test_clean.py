"""`make clean` forgets the example, and no customer."""

from tests.scripts.clone import Clone


def record(clone: Clone, *stacks: str) -> None:
    folder = clone.root / ".a2p/state/.pulumi/stacks/a2p"
    folder.mkdir(parents=True)
    for stack in stacks:
        (folder / f"{stack}.json").touch()


def test_cleaning_a_clean_working_copy_succeeds(clone: Clone) -> None:
    assert clone.run("script/clean").returncode == 0


def test_the_examples_are_forgotten(clone: Clone) -> None:
    record(clone, "example", "example-standard")

    assert clone.run("script/clean").returncode == 0
    assert not any((clone.root / ".a2p/state").iterdir())


def test_the_state_of_a_customer_is_kept_and_named(clone: Clone) -> None:
    record(clone, "acme", "example")

    told = clone.run("script/clean")

    assert told.returncode == 1
    assert told.stderr == "Not cleaned: .a2p/state holds another stack, acme; `pulumi stack rm` it first.\n"
    assert (clone.root / ".a2p/state/.pulumi/stacks/a2p/acme.json").exists()
