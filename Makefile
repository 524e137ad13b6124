# Everything a developer or the CI runs. The work is in script/; this only gives it short names.

STACK ?= example

.DEFAULT_GOAL := help
.PHONY: help setup up preview destroy shell test-fast test test-all nightly reliability check format docs bench sim-stop clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the locked dependencies and the Pulumi engine (once: minutes, then: nothing)
	@script/bootstrap

up: ## Register the example customer at the simulator with a real `pulumi up` (STACK=name for another)
	@script/up '$(STACK)'

preview: ## Show what the next `make up` would do
	@script/pulumi preview --stack '$(STACK)'

destroy: ## Take the customer's registration down again
	@script/pulumi destroy --yes --stack '$(STACK)'

shell: ## Open a shell in which plain `pulumi` works
	@script/shell

test-fast: ## Run the tests that start no engine (4 minutes on 2 cores)
	@script/test fast

test: ## Run the tests: the fast ones, and a sample on the real engine (10 minutes on 2 cores)
	@script/test

test-all: ## Run every test, each scenario and each page on the real engine (an hour on 2 cores)
	@script/test all

nightly: ## Try what must always hold on 2,000 stories that nobody has told (about an hour; SEED=, EXAMPLES=)
	@script/nightly

reliability: ## Measure kills, lost answers, drift and limits into docs/reliability.md (MINUTES=45, SEED=)
	@script/reliability

check: ## Run every linter and the type checker
	@script/check

format: ## Format the code and fix what the linter can fix
	@script/format

docs: ## Write what of the documentation is written from the code, and build the site
	@script/docs

bench: ## Measure (minutes, best on a quiet machine)
	@script/bench

sim-stop: ## Stop the simulator
	@script/simulator stop

clean: ## Stop the simulator, forget its world and the example's state
	@script/clean
