#!/bin/sh
# Lists the records of a run that are no profile, with the reason.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-run-records.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1/records?status=no_match" \
    -H "Authorization: Bearer $LOAM_KEY"
