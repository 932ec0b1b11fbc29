#!/bin/sh
# Make .venv, or another folder that is named, and install one lock and this project into it.
#
#   scripts/venv.sh requirements/site.txt
#   scripts/venv.sh requirements/publish.txt .venv-publish
#
# PYTHON names the interpreter; left out, the first of the usual names that is 3.11 or newer.
set -eu

cd "$(dirname "$0")/.."
lock=$1
venv=${2:-.venv}

say() { printf '%s\n' "$*" >&2; }

recent() { # whether a command is a Python that will do; pyenv leaves names behind that only fail
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        if recent "$PYTHON"; then
            echo "$PYTHON"
            return
        fi
        say "PYTHON=$PYTHON is not a Python 3.11 or newer."
        exit 1
    fi
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        if recent "$name"; then
            echo "$name"
            return
        fi
    done
    say "Gameplan needs Python 3.11 or newer, and there is none on the PATH."
    say "Install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python),"
    say "or say where it is: make $(basename "$lock" .txt) PYTHON=/path/to/python3"
    exit 1
}

as_root() { # run as root where that needs no password, else fail quietly
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

need_venv_module() { # Debian and Ubuntu ship Python without it
    if "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        return
    fi
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1 && as_root true; then
        say "This Python comes without venv; installing $package."
        if as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package"; then
            return
        fi
    fi
    say "This Python ($1) cannot make virtual environments: its venv module is a package of its own."
    say "Install it (Debian and Ubuntu: sudo apt-get install $package) and try again."
    exit 1
}

usable() { # it starts, has pip, and was not brought along from another folder
    recent "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || return 1
    [ ! -f "$venv/made-for" ] || [ "$(cat "$venv/made-for")" = "$(pwd -P)" ]
}

if ! usable; then
    python=$(find_python)
    need_venv_module "$python"
    say "Making $venv with $("$python" --version)."
    "$python" -m venv --clear "$venv"
fi
pwd -P >"$venv/made-for"

install() { "$venv/bin/python" -m pip --disable-pip-version-check install -qq "$@"; }

say "Installing $lock."
install --requirement "$lock"
# The build tool is in the lock too, so that nothing unlocked is fetched.
install --no-deps --no-build-isolation --editable .
