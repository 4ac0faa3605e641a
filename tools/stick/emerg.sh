#!/bin/sh
# Starts emerg from this folder: sh emerg.sh, or with a command of emerg behind it.
here=$(cd "$(dirname "$0")" && pwd)
made_for=$(cut -d' ' -f1 "$here/made-for.txt")
for python in "$here/python/bin/python3" "python$made_for" python3; do
    if command -v "$python" >/dev/null 2>&1; then
        exec "$python" -B "$here/start.py" "$@"
    fi
done
echo "找不到 Python $made_for：请安装，或放入 python 子目录。" >&2
echo "Python $made_for is not here: install it, or put it into the folder python." >&2
exit 1
