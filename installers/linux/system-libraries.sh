#!/bin/sh
# The system packages that the program needs on Debian 12 and its relatives, and how to get them.
#   system-libraries.sh run    what the window needs
#   system-libraries.sh test   that, and what the tests need
# Installs what is missing where it may (root, or sudo without a password); elsewhere it says what to install.
set -eu

window="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libwayland-client0 libwayland-cursor0
libwayland-egl1 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libcups2 fonts-dejavu-core"
tests="xvfb xauth xdotool strace poppler-utils procps dbus git"

case "${1:-}" in
    run) wanted=$window ;;
    test) wanted="$window $tests" ;;
    *) echo "usage: $0 run|test" >&2; exit 2 ;;
esac

# Debian keeps venv and pip apart from its python3; another Python has them on board.
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || wanted="$wanted python3-venv"

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "Not a Debian-like system: see to it that the equivalents of these packages are there:" $wanted >&2
    exit 0
fi

missing=""
for package in $wanted; do
    # Newer releases added t64 to the names of some libraries.
    for name in "$package" "${package}t64"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && continue 2
    done
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo env"
else
    echo "These system packages are missing. Install them and try again:" >&2
    echo "    sudo apt-get install$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for command in "update" "install -y --no-install-recommends$missing"; do
    # One after another is enough; a lock held by another run is waited for.
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 $command >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
done
