#!/bin/sh
# Pauses a run after the batch under way.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… pause-run.sh RUN
set -eu

: "${1:?the id of the run is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/runs/$1/pause" \
    -H "Authorization: Bearer $LOAM_KEY"
