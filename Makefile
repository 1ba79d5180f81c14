# The everyday commands; `make` alone lists them.
BIN := .venv/bin
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help venv demo lab test validate screenshots build clean

help: ## 列出命令 / list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

venv: $(INSTALLED) ## 在 .venv 建立运行环境 / make the environment in .venv (PYTHON=/path/to/python to choose)

# A whole .venv is kept and only brought in step with the two files; a broken or half-made one is made anew.
$(INSTALLED): pyproject.toml constraints.txt
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || \
		{ python="$$(sh tools/find_python.sh)" && "$$python" -m venv --clear .venv; }
	@echo "正在安装依赖，首次约需几分钟 / installing, a few minutes the first time"
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

demo: venv ## 从名单到报告跑一遍演示班 / a demo cohort, from roster to reports, in demo/
	$(BIN)/academy demo

lab: venv ## 以学员身份打开 JupyterLab / open JupyterLab as a trainee, in work/
	$(BIN)/academy lab

test: venv ## 全部检查，最后是 pytest / every check, pytest last
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

validate: venv ## 长时间验证，数字写进 docs/VALIDATION.md / the long proofs; figures go to docs/VALIDATION.md
	$(BIN)/academy validate --write docs/VALIDATION.md

screenshots: venv ## 重拍 docs/screenshots 里的界面图 / take the pictures in docs/screenshots anew
	$(BIN)/python -m tools.screenshots

build: venv ## 在 dist/ 生成安装包 / the wheel and the source archive, in dist/
	$(BIN)/python -m build --no-isolation

# work/ holds a trainee's answers: no target may ever delete it.
clean: ## 删除可再生的文件，保留 .venv 和 work / delete what can be made again; .venv and work/ stay
	rm -rf build dist demo test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./.venv -prune -o -path ./work -prune -o -name __pycache__ -type d -exec rm -rf {} +
