#!/bin/sh
# Changes the time zone by which days begin and schedules run.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… change-organisation.sh
set -eu

curl --silent --show-error --fail-with-body -X PATCH "$LOAM_URL/v1/organisation" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"timeZone": "Europe/Vienna"}'
