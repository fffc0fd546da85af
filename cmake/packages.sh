#!/bin/sh
# Prints the packages of the named sections of packages.txt, one a line.
# Usage: sh cmake/packages.sh SECTION...
set -eu
list=$(dirname -- "$0")/../packages.txt
for section in "$@"; do
    awk -v wanted="[$section]" '
        /^\[/ { inside = ($1 == wanted); found = found || inside; next }
        inside && NF && $1 !~ /^#/ { print $1 }
        END { exit !found }' "$list" || {
        echo "packages.sh: no section [$section] in packages.txt" >&2
        exit 1
    }
done
