#!/bin/sh
# Takes back what a run wrote, as far as nobody has changed it since.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… undo-run.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/runs/$1/undo" \
    -H "Authorization: Bearer $LOAM_KEY"
