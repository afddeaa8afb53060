#!/bin/sh
# Shows all that the catalogue knows of a company, each value with its source and date.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… show-company.sh COMPANY
set -eu

: "${1:?the id of the company is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/companies/$1" \
    -H "Authorization: Bearer $LOAM_KEY"
