#!/bin/sh
# Shows a run: how far it is, what it came to, and what it waits for.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-run.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1" \
    -H "Authorization: Bearer $LOAM_KEY"
