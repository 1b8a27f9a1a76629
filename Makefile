# `make run` measures the built-in sample and opens the app; `make test` runs every test. Both do all of the set-up.
# They need Python >= 3.11 (with its venv and pip modules) and make; `make test` also a Chromium, which it looks for,
# or installs where it can.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
OUT ?= inturn-out
# What `inturn serve` is started with, as in: make run SERVE="--no-open --port 9000"
SERVE ?=

# our matrices are small: a second thread for them only waits, and takes the processor from what runs beside
export OPENBLAS_NUM_THREADS ?= 1
# without its compiled modules kept, each process compiles a thousand of them anew: seconds for every command
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test browser check validate lock clean

run: .venv/.run-ready
	$(BIN)/inturn demo --out $(OUT)
	@if [ -n "$$CI" ]; then echo "The app is not opened in CI. By hand: $(BIN)/inturn serve"; \
	else echo; echo "Now the app; Ctrl-C ends it."; $(BIN)/inturn serve $(SERVE); fi

test: .venv/.test-ready browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/.test-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

# Slow: figures against known truth. What it needs beyond the tests is in validation/requirements.txt.
validate: .venv/.test-ready
	$(BIN)/python -m validation

# Renew the pinned, hashed dependencies after a change in pyproject.toml.
lock: .venv/.uv-ready
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-package openvino-telemetry --extra all \
	    --custom-compile-command "make lock" pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-package openvino-telemetry --extra all --group dev \
	    --custom-compile-command "make lock" pyproject.toml -o requirements/test.txt
	echo uv | $(UV) pip compile -q --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" - -o requirements/uv.txt

clean:
	rm -rf .venv $(OUT) .pytest_cache .ruff_cache .hypothesis src/inturn/sources/video/models

.venv/.uv-ready: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Inturn needs Python 3.11 or newer: install one and run 'make PYTHON=python3.12 ...'."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	    { rm -rf .venv; echo "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/.run-ready: .venv/.uv-ready requirements/run.txt pyproject.toml build_models.py
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/run.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.venv/.test-ready: .venv/.run-ready requirements/test.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/test.txt
	@touch $@

# Without one the tests of the app in a browser are skipped and say so; in CI there must be one.
browser: .venv/.test-ready
	@$(BIN)/python -m tests.e2e.web.chromium
