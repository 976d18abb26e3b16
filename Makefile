# The doors of the house. What each does is in scripts/; what it costs the first time is in README.md.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run test bench install uninstall clean
PREFIX ?= /usr/local

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: ## build what is missing, and serve the demo portal
	@scripts/setup run
	@scripts/build-browser
	@scripts/cargo run --release -- demo

test: ## everything that must hold: lints, native tests on both databases, browsers, weight
	@scripts/setup test
	@scripts/gate

bench: ## how fast, beside what is aimed at and what others reach
	@scripts/setup test
	@scripts/build-browser
	@scripts/with-postgres scripts/cargo bench

install: ## one binary with everything inside, to PREFIX/bin (PREFIX=/usr/local)
	@scripts/setup run
	@scripts/build-browser
	@scripts/cargo build --release
	@scripts/install '$(PREFIX)'

uninstall: ## remove that binary
	rm -f '$(PREFIX)/bin/appointment'

clean: ## remove what was built and installed for this project
	rm -rf dist target "$${APPOINTMENT_CACHE:-$$HOME/.cache/appointment}"
