# The commands of the project. A newcomer needs two: `make start` and `make test`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# What `make test` checks, in this order; each is a command of its own.
TEST := fmt clippy clippy-wasm test-engine fmt-rules coverage doc \
  build-pkg test-pkg test-wasm check-www test-www build-www test-page sameness oracle typos
# What `make test-all` adds; it also takes both browsers, the receipts of all cases, and the
# oracle's packs all.
SLOW := clippy-bindgen

TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
FADU := $(patsubst $(CURDIR)/%,%,$(TARGET)/debug/fadu)
# How what evaluates thousands of cases is built: in the least time to build and run it.
FAST := --profile sameness
FAST_FADU := $(patsubst $(CURDIR)/%,%,$(TARGET)/sameness/fadu)
WASM := wasm32-unknown-unknown

# Says a step's name and its time.
STEP := .ci/step
# Runs a command with a toolchain that has the wasm target.
WITH_WASM := .ci/ensure-wasm-target.sh
# Runs a command with the browsers that BROWSERS names: Chromium where nothing is said, both for ALL.
WITH_BROWSERS := $(if $(ALL),,env BROWSERS=$${BROWSERS:-chromium}) .ci/ensure-browsers.sh
# Tools that run for a second are built without debug information, a third of their time.
QUICK := CARGO_PROFILE_DEV_DEBUG=0

# What the module, and what the page is made of.
ENGINE := $(shell find $(wildcard src grammar pkg/src pkg/bindgen pkg/scripts) -type f) \
  Cargo.toml Cargo.lock pkg/Cargo.toml
PAGE := $(shell find $(wildcard www rules pkg) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' \
  -not -path '*/dist-onefile/*' -not -path '*/tests/*')

.PHONY: help
help: ## lists the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

.PHONY: start demo
start: demo ## builds everything, shows one case natively and in Node, serves the page
	@$(FADU) serve --www www/dist

demo: ## the same without serving
	@$(STEP) --begin
	@$(MAKE) --no-print-directory -j3 $(FADU) pkg/dist/.quick www/node_modules/.ready
	@$(MAKE) --no-print-directory www/dist/.ready
	@node .ci/demo.mjs $(FADU)

.PHONY: test test-all
test: ## checks everything
	@$(STEP) --begin; trap '$(STEP) --summary' EXIT; \
	for step in $(TEST); do $(MAKE) --no-print-directory $$step; done

test-all: ## checks everything, with what is slower
	@$(MAKE) --no-print-directory test TEST='$(TEST) $(SLOW)' ALL=1

# --- the engine -----------------------------------------------------------------------------

.PHONY: fmt fmt-rules coverage mutants clippy clippy-wasm clippy-bindgen test-engine doc bench memory
fmt: ## is the code formatted?
	@$(STEP) $@ cargo fmt --all --check

fmt-rules: $(FAST_FADU) ## are the rules laid out?
	@$(STEP) $@ $(FAST_FADU) fmt --check rules

coverage: $(FAST_FADU) ## do all cases of the packs pass, and which rules does none reach?
	@$(STEP) $@ $(FAST_FADU) test --coverage --at-least 100 rules

# Which changes are looked at, and how many of each pack: a sample that ends in minutes.
MUTANTS_SEED := 1
MUTANTS_SAMPLE := 200

mutants: $(FAST_FADU) ## do the packs' tests notice when a rule changes?
	@$(STEP) $@ $(FAST_FADU) mutants --seed $(MUTANTS_SEED) --sample $(MUTANTS_SAMPLE) --at-least 95 rules

clippy: ## the lints, natively
	@$(STEP) $@ cargo clippy --locked --all-targets -- -D warnings

clippy-wasm: ## the lints, for the library as the browser gets it
	@$(STEP) $@ $(WITH_WASM) cargo clippy --locked -p fadu -p fadu-wasm --lib \
	  --no-default-features --target $(WASM) -- -D warnings

clippy-bindgen: ## the lints, for the tool that makes the glue
	@$(STEP) $@ env $(QUICK) cargo clippy --locked -p fadu-bindgen --all-targets --all-features -- -D warnings

test-engine: ## the engine's tests, natively
	@$(STEP) $@ cargo test --locked $(FAST)

doc: ## the documentation of the library
	@$(STEP) $@ env RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --lib

bench: ## speed: rules against plain Rust
	@$(STEP) $@ cargo bench --locked --no-default-features --bench decisions

memory: ## time and memory of what is as large as it may be
	@$(STEP) $@ .ci/memory.sh

.PHONY: $(FADU)
$(FADU):
	@$(STEP) build-fadu cargo build --locked --bin fadu

# As the tests build it, so that it is there after them: cargo gives the libraries of a build
# without tests other features, and would build them all once more.
.PHONY: $(FAST_FADU)
$(FAST_FADU):
	@$(STEP) build-fadu-fast cargo test --locked $(FAST) --test it --no-run

# --- the package for Node and browsers ------------------------------------------------------

.PHONY: build-pkg test-pkg test-wasm
build-pkg: pkg/dist/.full ## the module and its glue
test-pkg: pkg/dist/.full ## the package's tests in Node, and its types
	@$(STEP) $@ npm --prefix pkg test
	@$(STEP) $@-types npm --prefix pkg run types

test-wasm: tests/node_modules/.ready ## the binding's own tests in Node and in the browsers
	@$(STEP) $@-node $(WITH_WASM) env $(QUICK) cargo test --locked -p fadu-wasm --target $(WASM)
	@$(STEP) $@-browsers $(WITH_BROWSERS) $(WITH_WASM) node pkg/tests/in-browsers.mjs

pkg/dist/.quick: $(ENGINE)
	@$(STEP) build-pkg-quick env $(QUICK) $(WITH_WASM) node pkg/scripts/build.mjs --no-opt
	@touch $@

pkg/dist/.full: $(ENGINE) pkg/node_modules/.ready
	@$(STEP) build-pkg env $(QUICK) $(WITH_WASM) node pkg/scripts/build.mjs
	@touch $@ pkg/dist/.quick

# --- the page -------------------------------------------------------------------------------

.PHONY: check-www test-www build-www test-page
check-www: www/node_modules/.ready ## the types of the page
	@$(STEP) $@ npm --prefix www run check

test-www: www/node_modules/.ready pkg/dist/.quick ## the page's modules
	@$(STEP) $@ npm --prefix www test

build-www: pkg/dist/.full www/dist/.ready ## the page
test-page: pkg/dist/.full www/dist/.ready www/dist-onefile/.ready ## the page in the browsers
	@$(STEP) $@ $(WITH_BROWSERS) npm --prefix www run e2e

www/dist/.ready: www/node_modules/.ready pkg/dist/.quick $(PAGE)
	@$(STEP) build-www npm --prefix www run build
	@touch $@

www/dist-onefile/.ready: www/node_modules/.ready pkg/dist/.quick $(PAGE)
	@$(STEP) build-onefile npm --prefix www run build:onefile
	@touch $@

# --- what is given out ----------------------------------------------------------------------

.PHONY: dist
dist: pkg/dist/.full www/dist/.ready www/dist-onefile/.ready ## the page as a zip for any server and as one file, and the command
	@$(STEP) build-release cargo build --locked --release --bin fadu
	@$(STEP) $@ node .ci/dist.mjs $(TARGET)/release/fadu dist

# --- the same bytes everywhere --------------------------------------------------------------

.PHONY: sameness
sameness: pkg/dist/.full tests/node_modules/.ready $(FAST_FADU) ## cases natively, in Node and in the browsers
	@$(STEP) $@-native env $(if $(ALL),SAMENESS_ALL=1) cargo run --locked $(FAST) --example sameness -- tests/out/sameness
	@$(STEP) $@-spec env FADU_SPEC_OUT=$(CURDIR)/tests/out/sameness/spec.json cargo test --locked $(FAST) --quiet --test it \
	  every_example_of_the_specification_comes_out
	@$(STEP) $@-commands node tests/sameness/commands.mjs $(FAST_FADU)
	@$(STEP) $@-node node tests/sameness/node.mjs
	@$(STEP) $@-browsers $(WITH_BROWSERS) node tests/sameness/browsers.mjs

# --- the oracle -----------------------------------------------------------------------------

# A hundred thousand evaluations: so many packs, less those that are refused, of twenty cases.
# Where not all is asked for, a quarter of them.
ORACLE_PACKS := $(if $(ALL),5600,1400)

.PHONY: oracle
oracle: ## generated rules and cases, judged by the engine and by the specification's oracle
	@$(STEP) $@ env FADU_ORACLE_PACKS=$(ORACLE_PACKS) cargo test --locked $(FAST) \
	  --test it oracle:: -- --nocapture

# --- the rest -------------------------------------------------------------------------------

%/node_modules/.ready: %/package-lock.json
	@$(STEP) npm-$* npm --prefix $* ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: typos bless clean
typos: ## spelling
	@$(STEP) $@ .ci/typos.sh

bless: ## rewrites what the tests expect; read the diff
	cargo run --locked --example bless-grammar
	cargo run --locked --example bless-rules
	TRYCMD=overwrite INSTA_UPDATE=always cargo test --locked
	git status --short grammar rules tests


clean: ## removes what was built
	cargo clean
	rm -rf dist pkg/dist www/dist www/dist-onefile {pkg,www,tests}/node_modules
