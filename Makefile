# Loam. `make run` serves it, `make test` checks it; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Install what is missing, build, and serve on http://127.0.0.1:8080 (ARGS="--port 9000" passes flags on)
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/build-release
	@exec .build/release/loam serve $(ARGS)

.PHONY: demo
demo: ## Try it with made-up data: a catalogue, an org, jobs to run (ARGS="--port 9000" passes flags on)
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/build-release
	@exec .build/release/loam demo $(ARGS)

.PHONY: demo-run
demo-run: ## Enrich 10,000 accounts, 20,000 contacts and 5,000 leads of a new org, undo it, and check that all adds up
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/build-release
	@scripts/demo-run $(ARGS)

.PHONY: build
build: ## Build the release binary
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/build-release

.PHONY: test
test: ## Install what tests need and run every suite on both engines
	@scripts/require-swift
	@scripts/install-packages run test
	@scripts/test

.PHONY: lint
lint: ## Check the format
	@scripts/require-swift
	@swift format lint --strict --recursive --parallel Sources Tests Package.swift && echo "The format is clean."

.PHONY: format
format: ## Mend the format
	@scripts/require-swift
	@swift format --in-place --recursive --parallel Sources Tests Package.swift

.PHONY: bench
bench: ## Measure against baselines on this machine and print the ratios
	@scripts/require-swift
	@scripts/install-packages run test bench
	@scripts/bench

.PHONY: bench-accuracy
bench-accuracy: ## Match generated and real records, and print precision and recall beside what was promised
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/bench-accuracy $(ARGS)

.PHONY: soak
soak: ## Long proofs: hundreds of kills, a full disk, a database restarted under load
	@scripts/require-swift
	@scripts/install-packages run test
	@scripts/soak

.PHONY: fuzz
fuzz: ## Feed each parser random input for a minute (SECONDS_EACH=60)
	@scripts/require-swift
	@scripts/install-packages run
	@scripts/fuzz $(or $(SECONDS_EACH),60)

.PHONY: screens
screens: ## Take the screenshots in docs/screens
	@scripts/require-swift
	@scripts/install-packages run test
	@scripts/screens

.PHONY: clean
clean: ## Remove what was built; ./loam-data stays
	@rm -rf .build .venv .venv-accuracy
