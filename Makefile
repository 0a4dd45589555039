# Everything a newcomer needs; plain `make` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROCESSES ?= 0
READY := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run strength test up lint bench clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(READY) ## Run every feature against both fakes and the engine; report in out/report
	@$(BIN)/seatrial run

strength: $(READY) ## Break documented rules on purpose; each has to be noticed
	@$(BIN)/seatrial strength

test: $(READY) ## Run all tests and features; JUnit in out/junit.xml; PROCESSES=2 for two
	@$(BIN)/python -m pytest --numprocesses=$(PROCESSES) --junitxml=out/junit.xml --seatrial-report=out/report

up: $(READY) ## Serve both fakes and the engine until Ctrl-C
	@$(BIN)/seatrial up

lint: $(READY) ## Check style, types and who imports whom
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY) ## Measure, and print figures with their ratios
	@$(BIN)/python -m tests.benchmarks

clean: ## Remove the environment and what runs have left
	rm -rf $(VENV) out

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test,lint,postgresql,browser]'
	@touch $@
