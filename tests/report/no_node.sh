#!/bin/sh
# Stands in for node where there is none.
echo "SKIPPED: no node; install: apt-get install nodejs"
[ "${MESOGRID_BROWSER:-}" = required ] && exit 1
exit 77
