# `make demo` runs the main job on the HemaCare plan: it is checked, a story is told, paths, windows, proofs and dates
# are asked for, an amendment is looked at, and another plan is held beside it.
# `make test` passes every check. `make soak` is for the night: every question of every plan, and of the longer campaigns a tenth,
# another each day; `make soak NIGHT=3` runs that of a given day again, `make soak NIGHT=` all of them.
# `make bench` measures how long answers take.
# Each makes its own .venv and installs what it needs.

PYTHON ?= python3
NIGHT ?= $(shell date +%d)
BIN := .venv/bin

.PHONY: demo test check soak bench clean

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q dsl solver counsel
	touch .venv/ready

demo: .venv/ready
	$(BIN)/pill check hemacare
	$(BIN)/pill replay hemacare --scenario "The press gets there first"
	$(BIN)/pill ask hemacare "A stake of 20% need not make the Rights exercisable" \
	  "After the holder's own announcement" "No lowering of the threshold takes it under 11%"
	$(BIN)/pill ask hemacare $(addprefix plans/hemacare/questions/,distribution.plan redemption.plan threshold.plan amendment-of-2008.plan)
	$(BIN)/pill amend hemacare floor --only "To 14.2%, with a holder of as much known" --questions 0 --no-compare
	$(BIN)/pill compare hemacare rr-donnelley --scenario "The press gets there first" --only Separates

check: .venv/ready
	$(BIN)/ruff check dsl solver counsel tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

soak: .venv/ready
	$(BIN)/pytest -m 'soak or not soak' --hypothesis-profile=soak $(if $(NIGHT),--night $(NIGHT))

.venv/bench: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch .venv/bench

bench: .venv/bench
	$(BIN)/python -m benchmarks.side_by_side
	$(BIN)/python -m benchmarks.grid
	$(BIN)/python -m benchmarks.whole_process

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
