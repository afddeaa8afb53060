#!/bin/sh
# Sends a person a new invitation; the earlier one stops working.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… invite-user-again.sh USER
set -eu

: "${1:?the id of the person is missing}"
curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/users/$1/invitations" \
    -H "Authorization: Bearer $LOAM_KEY"
