#!/bin/sh
# Lists what a run was to make or delete beside its records and Salesforce refused: intent signals, scoops, records of an undo.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-run-shortfalls.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1/shortfalls" \
    -H "Authorization: Bearer $LOAM_KEY"
