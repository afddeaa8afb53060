#!/bin/sh
# Shows every run that looked at a record of Salesforce.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-record-history.sh RECORD
set -eu

: "${1:?the Salesforce id of the record is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/records/$1/history" \
    -H "Authorization: Bearer $LOAM_KEY"
