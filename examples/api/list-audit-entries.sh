#!/bin/sh
# Lists what was done to people. For the next page, add after= with the value of next.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-audit-entries.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/audit-entries?action=user.invited&pageSize=10" \
    -H "Authorization: Bearer $LOAM_KEY"
