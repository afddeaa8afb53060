#!/bin/sh
# Lists people whose name or address has a word in it, the last signed in first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-users.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/users?search=example&order=lastSignInAt&direction=descending&pageSize=10" \
    -H "Authorization: Bearer $LOAM_KEY"
