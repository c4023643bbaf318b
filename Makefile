# The commands of the project. A newcomer needs two: `make start` and `make test`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What `make test` checks, in this order; `make test-all` adds what is slower.
TEST := fmt clippy clippy-wasm test-engine doc

STEP := .ci/step
# Runs a command with a toolchain that has the wasm target.
WITH_WASM := .ci/ensure-wasm-target.sh
WASM := wasm32-unknown-unknown

.PHONY: help
help: ## lists the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: test test-all
test: ## checks everything
	@$(STEP) --begin; trap '$(STEP) --summary' EXIT; for step in $(TEST); do $(MAKE) --no-print-directory $$step; done

test-all: test ## checks everything, with what is slower

.PHONY: fmt
fmt: ## is the code formatted?
	@$(STEP) fmt cargo fmt --check

.PHONY: clippy
clippy: ## the lints, natively
	@$(STEP) clippy cargo clippy --locked --all-targets -- -D warnings

.PHONY: clippy-wasm
clippy-wasm: ## the lints, for the library as the browser gets it
	@$(STEP) clippy-wasm $(WITH_WASM) cargo clippy --locked -p fadu -p fadu-wasm --lib --no-default-features --target $(WASM) -- -D warnings

.PHONY: test-engine
test-engine: ## the engine's tests, natively
	@$(STEP) test-engine cargo test --locked

.PHONY: doc
doc: ## the documentation of the library
	@$(STEP) doc env RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --lib
