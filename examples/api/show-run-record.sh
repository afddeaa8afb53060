#!/bin/sh
# Shows what a run did with each field of a record.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-run-record.sh RUN RECORD
set -eu

: "${1:?the id of the run is missing}"
: "${2:?the Salesforce id of the record is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/runs/$1/records/$2" \
    -H "Authorization: Bearer $LOAM_KEY"
