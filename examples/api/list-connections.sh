#!/bin/sh
# Lists the connections to Salesforce orgs.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… list-connections.sh
set -eu

curl --silent --show-error --fail-with-body "$LOAM_URL/v1/connections" \
    -H "Authorization: Bearer $LOAM_KEY"
