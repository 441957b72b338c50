# Each target is a line that a person could type. `make` alone lists them.
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 1
FUZZ ?= 500
PYTHON ?= python3
BIN := .venv/bin
NODE := openapi/node_modules/.bin
RUN := $(BIN)/python
LOCKED := --no-deps --require-hashes -r
# uv takes a tenth of the work that pip has with it; where uv does not reach the index, pip may.
install = $(BIN)/uv pip install --python .venv $(LOCKED) $(1) || $(BIN)/pip install --disable-pip-version-check $(LOCKED) $(1)

.DEFAULT_GOAL := help
.PHONY: help serve test check style types generated fuzz crashes contract clients fix seed openapi bench benchcosts lock clean

help:  ## List the targets.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/serve.stamp  ## Set up, compile the content, serve it on HOST and PORT with WORKERS.
	$(RUN) -m seed build
	HOST=$(HOST) PORT=$(PORT) WORKERS=$(WORKERS) $(RUN) -m api serve

test: .venv/dev.stamp  ## Set up and run every test.
	$(RUN) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

check: export REQUIRE_TOOLS := 1
check: .venv/clients.stamp style types generated contract  ## What CI runs: all of the following and the tests; try -j2.
	$(MAKE) test

style: .venv/dev.stamp  ## Check the format, what the linter says, and the floors.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

types: .venv/clients.stamp  ## Check the types; needs java, as `make clients` does.
	$(BIN)/mypy

generated: .venv/dev.stamp  ## Check that the ledger and the contract are what the sources say.
	$(RUN) -m seed build --locked
	$(RUN) -m api openapi --check

fuzz: .venv/dev.stamp  ## Look for answers that the contract does not promise, for as long as FUZZ examples take.
	FUZZ=$(FUZZ) $(RUN) -m pytest -q -s tests/conformance/test_schemathesis.py

crashes: .venv/dev.stamp  ## Kill a build at each of its calls, and let each of them fail.
	ALL_FAULTS=1 $(RUN) -m pytest -q -n auto tests/release/test_crash.py

contract: .venv/dev.stamp openapi/node_modules/npm.stamp  ## Lint the contract; needs node and npm.
	$(NODE)/spectral lint --quiet --fail-severity hint -r openapi/rules/spectral.yaml openapi/v1.json
	REDOCLY_TELEMETRY=off $(NODE)/redocly lint --config openapi/rules/redocly.yaml openapi/v1.json
	$(BIN)/openapi-spec-validator openapi/v1.json

clients: export REQUIRE_TOOLS := 1
clients: export ALL_MODELS := 1
clients: .venv/clients.stamp openapi/node_modules/npm.stamp  ## Generate, compile and run all clients, each model of Kotlin's, too.
	$(RUN) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder tests/conformance --deselect tests/conformance/test_schemathesis.py

fix: .venv/dev.stamp  ## Format, and mend what the linter can mend.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

seed: .venv/serve.stamp  ## Compile seed/content into a release and put it in force.
	$(RUN) -m seed build

openapi: .venv/dev.stamp  ## Write openapi/v1.json, the recorded examples and the guides anew.
	$(RUN) -m seed build
	$(RUN) -m api openapi --write
	$(RUN) -m tests.examples --write
	$(RUN) -m tests.portal.guides --write

bench: .venv/dev.stamp  ## Measure next to bare uvicorn, nginx and peers; needs wrk and nginx.
	$(RUN) -m benchmarks.serve

benchcosts: .venv/dev.stamp  ## Measure each step of a request in process, with pyperf.
	$(BIN)/pip install -q --disable-pip-version-check 'pyperf>=2.11,<3'
	$(RUN) -m benchmarks.costs

lock: .venv/dev.stamp  ## Resolve the dependencies anew and write the lock files.
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra seed --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-seed.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra otel --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-otel.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-dev.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra clients -c requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-clients.txt
	echo uv | $(BIN)/uv pip compile -q - -c requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-uv.txt

clean:  ## Remove the environment and the releases; the sources stay.
	rm -rf .venv .bench openapi/node_modules releases .mypy_cache .ruff_cache .hypothesis .schemathesis

.venv/pip.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv
	touch $@

.venv/uv.stamp: .venv/pip.stamp requirements-uv.txt
	$(BIN)/pip install --disable-pip-version-check $(LOCKED) requirements-uv.txt
	touch $@

.venv/serve.stamp: .venv/uv.stamp requirements-seed.txt
	$(call install,requirements-seed.txt)
	touch $@

.venv/dev.stamp: .venv/uv.stamp requirements-dev.txt
	$(call install,requirements-dev.txt)
	touch $@ .venv/serve.stamp

.venv/clients.stamp: .venv/dev.stamp requirements-clients.txt
	@command -v java > /dev/null || { echo 'java is missing: install a runtime, version 17 or newer (Debian: default-jre-headless).' >&2; exit 1; }
	$(call install,requirements-clients.txt)
	touch $@

openapi/node_modules/npm.stamp: openapi/package.json openapi/package-lock.json
	@command -v npm > /dev/null || { echo 'npm is missing: install Node.js 20 or newer, which brings it.' >&2; exit 1; }
	npm ci --prefix openapi --loglevel=error
	touch $@
