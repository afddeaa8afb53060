#!/bin/sh
# Invites a person. The answer has the link when no mail server brings it.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… invite-user.sh
set -eu

curl --silent --show-error --fail-with-body -X POST "$LOAM_URL/v1/users" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{"email": "ben@example.org", "name": "Ben Spinner", "role": "member"}'
