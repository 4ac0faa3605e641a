# Thin calls to tools/dev.py, which also runs where there is no make.
PYTHON ?= python3
DEV = $(PYTHON) tools/dev.py

.DEFAULT_GOAL := help
.PHONY: help demo test app lint catalogue bench figures fuzz wheel stick clean

help:
	@echo "make demo       answer the demo incident: hit list, and out/demo/brief.pdf"
	@echo "make test       all checks and all tests, headless"
	@echo "make app        open the window"
	@echo "make lint       ruff, mypy, import contracts, Chinese catalogue"
	@echo "make catalogue  write the Chinese catalogue anew from the code, and compile it"
	@echo "make bench      the measurements in benchmarks/"
	@echo "make figures    the figures of docs/method.md, anew from the open measurements"
	@echo "make fuzz       hostile input for ten minutes, or MINUTES=60: see fuzz/README.md"
	@echo "make wheel      build the wheel and try it in an environment of its own"
	@echo "make stick      lay out out/stick, which runs from a stick; FOR=windows for Windows"
	@echo "make clean      remove .venv, out and caches"

demo test app lint bench figures wheel clean:
	@$(DEV) $@

stick:
	@$(DEV) stick $(if $(FOR),--for $(FOR))

fuzz:
	@$(DEV) fuzz $(if $(MINUTES),--minutes $(MINUTES))

catalogue:
	@$(DEV) catalogue update
