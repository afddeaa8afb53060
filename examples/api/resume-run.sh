#!/bin/sh
# Lets a paused run go on.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… resume-run.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/runs/$1/pause" \
    -H "Authorization: Bearer $LOAM_KEY"
