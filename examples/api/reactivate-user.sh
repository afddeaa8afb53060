#!/bin/sh
# Lets a person in again.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… reactivate-user.sh USER
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body -X DELETE "$LOAM_URL/v1/users/$1/deactivation" \
    -H "Authorization: Bearer $LOAM_KEY"
