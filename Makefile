# One command each. The work is in tools/; every target makes the environment (.venv) first when it is missing.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= data
export DATA

boot = @command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python was not found; on Debian type: sudo apt install python3 python3-venv" >&2; exit 1; }; MAKE_GOAL=$@ $(PYTHON) tools/bootstrap.py

.PHONY: setup run demo-year demo-reset test quick nightly scale-up scale-down bench lint messages
.DEFAULT_GOAL := run

setup:
	$(boot) runtime

run demo-year demo-reset: export DUBAN_DEMO = 1

run:
	$(boot) runtime manage.py rundemo --host "$(HOST)" --port "$(PORT)"

# A folder of its own: the small demonstration stays as it is. Open it with: make run DATA=data-year
demo-year: DATA := $(if $(filter environment command,$(firstword $(origin DATA))),$(DATA),data-year)
demo-year:
	$(boot) runtime manage.py demoyear

demo-reset:
	$(boot) runtime manage.py demoreset

test:
	$(boot) test tools/test.py test

quick:
	$(boot) test tools/test.py quick

nightly:
	$(boot) test tools/test.py nightly

lint:
	$(boot) test tools/test.py lint

messages:
	$(boot) test tools/messages.py update

scale-up:
	$(boot) test tools/scale.py up

scale-down:
	$(boot) test tools/scale.py down

bench:
	$(boot) test benchmarks/run.py
