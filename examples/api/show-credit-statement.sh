#!/bin/sh
# Shows what runs have done with credits in a month.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-credit-statement.sh 2026-11
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/credit-statement?month=$1" \
    -H "Authorization: Bearer $LOAM_KEY"
