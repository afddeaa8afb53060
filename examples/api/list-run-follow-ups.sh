#!/bin/sh
# Lists what follows from a run's records: what is made or enriched for people who moved and for buying committees.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-run-follow-ups.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1/follow-ups" \
    -H "Authorization: Bearer $LOAM_KEY"
