# Everything a developer types. Each target does its own set-up, also on a machine where nothing was installed.
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements/runtime.lock requirements/development.lock
READY := .venv/.ready
DEMO := build/demo

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-test run demo test histories faults check fix bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

run: setup ## open the program
	@$(BIN)/veiligheidsadvies

demo: setup $(DEMO)/.ready ## open the program on a made-up example vault (no screen: take pictures of every screen)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/veiligheidsadvies $(DEMO)/voorbeeld.advieskluis; \
	else \
		echo "No screen here: taking pictures of every screen instead, into $(DEMO)/schermen"; \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.screenshots $(DEMO); \
	fi

test: setup-test ## run all tests
	@QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 $(BIN)/python -m pytest -n 2 $(ARGS)

histories: setup-test ## run very many random histories of orders and money (about twenty minutes)
	@HISTORIES=long QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 $(BIN)/python -m pytest -n 2 -k histories $(ARGS)

faults: setup-test .venv/.fuzzing ## break it in every way a machine can, and print what was lost (docs/reliability.md)
	@QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 $(BIN)/python -m tools.faults $(ARGS)

check: setup ## lint, types and import contracts
	@failed=; for tool in "ruff check" mypy lint-imports; do $(BIN)/$$tool || failed=yes; done; test -z "$$failed"

fix: setup ## let the linter mend what it can
	@$(BIN)/ruff check --fix

bench: setup ## measure the speed of the program against its bounds
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.bench

setup: system-run $(READY) ## only do the set-up
	@:

setup-test: system-test $(READY)
	@:

lock: setup ## resolve the lock files anew (ARGS=--upgrade for newer versions)
	@$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install -qq --disable-pip-version-check uv==0.13.9
	@build/lock/bin/uv pip compile pyproject.toml $(RESOLVE) -o requirements/runtime.lock $(ARGS)
	@build/lock/bin/uv pip compile --group dev $(RESOLVE) -c requirements/runtime.lock \
		-o requirements/development.lock $(ARGS)
	@build/lock/bin/uv pip compile --group fuzzing $(RESOLVE) -o requirements/fuzzing.lock $(ARGS)

clean: ## remove what was built here, the example vault too
	@rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# ---------------------------------------------------------------------------------------------------------------

RESOLVE := --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header

.PHONY: system-run system-test
system-run system-test: system-%:
	@PYTHON=$(PYTHON) installers/linux/system-libraries.sh $*

$(READY): $(LOCKS) pyproject.toml | system-run
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "Python 3.11, 3.12 or 3.13 is needed.")'
	@echo "Setting up .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --only-binary :all: \
		--require-hashes $(LOCKS:%=-r %)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation \
		--no-index --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

# Where it has no wheel the rows that need it say so.
.venv/.fuzzing: requirements/fuzzing.lock $(READY)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --only-binary :all: \
		--require-hashes -r $< || echo "Without atheris: made-up input by chance only."
	@touch $@

# A demo that was broken off is made again from the start.
$(DEMO)/.ready: | setup
	@rm -rf $(DEMO)
	@mkdir -p build
	@$(BIN)/veiligheidsadvies voorbeeld $(DEMO)
	@touch $@
