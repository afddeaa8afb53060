#!/bin/sh
# Lists the records of a list that need somebody's attention: of people or companies, such as unmatched.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-attention.sh companies unmatched
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/attention?of=$1&list=$2&period=all" \
    -H "Authorization: Bearer $LOAM_KEY"
