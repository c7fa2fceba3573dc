# Chapterhouse from a checkout: `make` builds the site, `make test` tests the tool, `make help`
# lists the rest.
#
# Everything runs in .venv, which is made here and needs no activating. The files named .venv/for
# and .venv/with... say what has been done already, so that a second run has nothing to redo. This
# is plain make, down to the 3.81 that macOS has; names of targets are relative, so that the
# checkout may stand in a folder with spaces in its name.

# The first of these that is 3.11 or newer makes .venv; `make PYTHON=python3.12` names one.
PYTHON ?= python3.13 python3.12 python3.11 python3 python

# Handed on to the command that a target runs: `make test ARGS="-k search"`.
ARGS ?=

# `make VENV=DIR` takes an environment of your own as it is: nothing is made, installed or removed
# there. It needs what pyproject.toml names.
VENV := .venv
GIVEN := $(filter command,$(origin VENV))
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --quiet --disable-pip-version-check

# The list of the files in output/ that are Chapterhouse's own, and how to remove just these.
BUILT := output/.chapterhouse.json
UNBUILD := 'from pathlib import Path; from chapterhouse.output import publish; publish((), Path("output"))'

# What says that lunr.js and the stemmers have been fetched.
FETCHED := generator/chapterhouse/lunrjs/fetched.json generator/chapterhouse/stemmerjs/fetched.json

.NOTPARALLEL:
.PHONY: build test bounds serve check format eval eval-pages eval-search eval-replay learn demo docs docs-site screenshots words bench-related bench-topics bench-search bench-index bench-preview wheel clean distclean help

build: $(VENV)/with  ## build the site: seeds/ and content/ into output/
	@$(RUN) -m chapterhouse build $(ARGS)

test: $(VENV)/with-test  ## run the tests
	@$(RUN) -m pytest $(ARGS)

bounds: $(VENV)/with-test  ## test that no transcript takes long, in full: many minutes
	@CHAPTERHOUSE_BOUNDS=1 $(RUN) -m pytest tests/readers/test_bounds.py $(ARGS)

serve: $(VENV)/with  ## show the site while you edit, rebuilt at each change
	@$(RUN) -m chapterhouse serve $(ARGS)

check: $(VENV)/with-check  ## look the code over: ruff, its formatting, mypy
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@$(RUN) -m mypy

format: $(VENV)/with-check  ## format the code
	@$(RUN) -m ruff check --quiet --fix-only .
	@$(RUN) -m ruff format .

# The scorer lies in a folder eval beside the corpora; ONLY=a,b takes some of them.
EVAL ?= $(CORPORA)/../eval

eval: $(VENV)/with-test  ## score what is understood, compare pages: make eval CORPORA=DIR [ONLY=a,b]
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make eval CORPORA=DIR" >&2; exit 2; }
	@$(RUN) "$(EVAL)/score.py" --corpus "$(CORPORA)" --only "$(ONLY)" \
	  --command '$(RUN) -m chapterhouse inspect --json {file}' $(ARGS)
	@$(MAKE) --no-print-directory eval-pages ARGS=

eval-pages: $(VENV)/with-test  ## compare built pages with what was read: make eval-pages CORPORA=DIR [ONLY=a,b]
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make eval-pages CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/eval_pages.py --corpora "$(CORPORA)" --only "$(ONLY)" $(ARGS)

eval-search: $(VENV)/with-test  ## how often search finds what is known to be there: make eval-search CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make eval-search CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/eval_search.py "$(CORPORA)" $(ARGS)

eval-replay: $(VENV)/with  ## replay an archive's rewriting, see which links live: make eval-replay CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make eval-replay CORPORA=DIR" >&2; exit 2; }
	@$(RUN) "$(EVAL)/replay_score.py" --data "$(CORPORA)/replay" --command '$(abspath $(RUN)) -m chapterhouse' $(ARGS)

bench-topics: $(VENV)/with-test  ## time topics on 2,000 episodes: make bench-topics CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make bench-topics CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/bench_topics.py "$(CORPORA)" $(ARGS)

learn: $(VENV)/with-learn  ## learn how interviewers speak: make learn CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make learn CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/learn_chapters.py "$(CORPORA)" $(ARGS)

docs: $(VENV)/with-test  ## write the references in docs/ anew, from the code
	@CHAPTERHOUSE_REWRITE=1 $(RUN) -m pytest tests/test_theme_contract.py tests/test_docs.py -k reference $(ARGS)

docs-site: $(VENV)/with  ## build docs/ as a website into docs-site/
	@$(RUN) tools/docs_site.py $(ARGS)

bench-related: $(VENV)/with  ## time related chapters at 2,000 episodes: make bench-related CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make bench-related CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/bench_related.py "$(CORPORA)" $(ARGS)

# EPISODES=2000 repeats transcripts with other words; KEEP=DIR keeps the built sites for the next time.
bench-search: $(VENV)/with-bench  ## measure search beside Pagefind: make bench-search CORPUS=DIR [EPISODES=N] [KEEP=DIR]
	@test -n "$(CORPUS)" || { echo "say where the transcripts are: make bench-search CORPUS=DIR" >&2; exit 2; }
	@$(RUN) tools/bench_search.py "$(CORPUS)" $(if $(EPISODES),--episodes $(EPISODES)) $(if $(KEEP),--keep "$(KEEP)") $(ARGS)

bench-index: $(VENV)/with  ## time and memory of the search index, episodes repeated: make bench-index CORPUS=DIR [TIMES=10]
	@test -n "$(CORPUS)" || { echo "say where the transcripts are: make bench-index CORPUS=DIR" >&2; exit 2; }
	@$(RUN) tools/bench_index.py "$(CORPUS)" $(if $(TIMES),--times $(TIMES)) $(ARGS)

# EPISODES="200 2000", CORPUS=DIR for other transcripts than seeds/, KEEP=DIR for the next time.
bench-preview: $(VENV)/with-test  ## time from a save to what an open page shows: make bench-preview [EPISODES="200 2000"]
	@$(RUN) tools/bench_preview.py $(CORPUS) $(if $(EPISODES),--episodes $(EPISODES)) $(if $(KEEP),--keep "$(KEEP)") $(ARGS)

demo: $(VENV)/with  ## build a site of 300 real episodes into demo/: make demo CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make demo CORPORA=DIR" >&2; exit 2; }
	@$(RUN) tools/demo.py "$(CORPORA)" $(ARGS)

screenshots: $(VENV)/with-test  ## take pictures of the site's main states: make screenshots [OUT=DIR]
	@PYTHONPATH=tests $(RUN) tools/screenshots.py $(if $(OUT),--out "$(OUT)") $(ARGS)

words: $(VENV)/with  ## bring the catalogues of the interface up to date with what is said
	@$(RUN) tools/words.py

wheel: $(VENV)/with  ## build the wheel into dist/
	@$(PIP) wheel --no-deps --wheel-dir dist .
	@ls dist/*.whl

clean: $(if $(wildcard $(BUILT)),$(VENV)/for)  ## remove what was built; .venv stays
	@test ! -f $(BUILT) || { PYTHONPATH=generator $(RUN) -c $(UNBUILD) && rm -rf output/.chapterhouse*; }
	@rm -rf dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean  ## remove .venv and what was fetched too
	@$(if $(GIVEN),:,rm -rf $(VENV))
	@find generator/chapterhouse/lunrjs generator/chapterhouse/stemmerjs -type f ! -name '*.py' -exec rm -f {} +

help:  ## list these
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/make \1@\2/p' Makefile | tr '@' '\t'


# --- The environment -------------------------------------------------------------------------

ifneq ($(GIVEN),)
$(VENV)/for $(VENV)/with $(VENV)/with-test $(VENV)/with-check $(VENV)/with-learn $(VENV)/with-bench: ;
else

# .venv/for names the folder and the Python that .venv was made for. When the checkout was moved or
# copied, or its Python is gone or another, .venv would break or, worse, run the code in the old
# place: it is made anew.
FOR = "$$(pwd -P) with $$($(RUN) --version 2>&1)"
ifneq ($(shell test "$$(cat $(VENV)/for 2>/dev/null)" = $(FOR) && echo same),same)
.PHONY: $(VENV)/for
else ifneq ($(origin PYTHON),file)
ifneq ($(shell $(PYTHON) --version 2>&1; true),$(shell $(RUN) --version 2>&1; true))
.PHONY: $(VENV)/for
endif
endif

# Somebody may have cleaned the checkout around .venv.
ifneq ($(words $(wildcard $(FETCHED))),2)
.PHONY: $(VENV)/with $(VENV)/with-test $(VENV)/with-check $(VENV)/with-learn $(VENV)/with-bench
endif

$(VENV)/for:
	@found=; for python in $(PYTHON); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  found=$$python; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  echo "Making $(VENV) with $$("$$python" --version)"; \
	  "$$python" -m venv --clear $(VENV) && echo $(FOR) > $@; \
	  exit; \
	done; \
	if test -n "$$found"; then \
	  echo "$$found cannot make a virtual environment (on Debian and Ubuntu: apt install python3-venv)"; \
	else \
	  echo "Chapterhouse needs Python 3.11 or newer; looked for: $(PYTHON). Name one: make PYTHON=..."; \
	fi >&2; \
	exit 1

# Node, for the tests that need it, comes from PyPI where the machine has none (.venv/bin/node).
NODE := $(shell node --version >/dev/null 2>&1 || echo ,node)

$(VENV)/with-test: EXTRAS = [test$(NODE)]
$(VENV)/with-check: EXTRAS = [test,check$(NODE)]
$(VENV)/with-learn: EXTRAS = [learn]
$(VENV)/with-bench: EXTRAS = [bench]

$(VENV)/with $(VENV)/with-test $(VENV)/with-check $(VENV)/with-learn $(VENV)/with-bench: \
    $(VENV)/for pyproject.toml hatch_build.py generator/npm/package-lock.json
	@echo "Installing Chapterhouse and what it needs into $(VENV)"
	@$(PIP) install --editable ".$(EXTRAS)"
	@touch $@ $(VENV)/with

endif
