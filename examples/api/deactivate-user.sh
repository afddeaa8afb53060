#!/bin/sh
# Shuts a person out at once.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… deactivate-user.sh USER
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/users/$1/deactivation" \
    -H "Authorization: Bearer $LOAM_KEY"
