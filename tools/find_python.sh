#!/bin/sh
# Print a Python that can make the project's environment: 3.11 to 3.14, the versions constraints.txt has wheels for,
# with venv and ensurepip. Without one, say in Chinese and English what to do.
#
#   tools/find_python.sh                          the first that fits among the usual names on PATH
#   PYTHON=/path/to/python tools/find_python.sh   this one or none

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.14 python3.13 python3.12 python3.11 python
fi

seen=
bare=
for python do
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || version=none
    seen="${seen} ${python}=${version}"
    case $version in
        3.11 | 3.12 | 3.13 | 3.14) ;;
        *) continue ;;
    esac
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        command -v "$python"
        exit 0
    fi
    bare=${bare:-$version}
done

{
    printf '没有找到能建立运行环境的 Python，已检查：%s\n' "$seen"
    printf 'No Python here can make the environment. Looked at:%s\n' "$seen"
    if [ -n "$bare" ]; then
        printf '  Python %s 缺少 venv / ensurepip。Debian、Ubuntu 请运行：sudo apt install python3-venv\n' "$bare"
        printf '  Python %s lacks venv or ensurepip. On Debian or Ubuntu: sudo apt install python3-venv\n' "$bare"
    else
        printf '  需要 3.11 至 3.14：请安装 Python 3.12，或指定已有的：make venv PYTHON=/路径/python3.12\n'
        printf '  3.11 to 3.14 is needed: install Python 3.12, or name yours: make venv PYTHON=/path/to/python3.12\n'
    fi
} >&2
exit 1
