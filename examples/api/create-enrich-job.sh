#!/bin/sh
# Makes a job that enriches accounts every Friday; it is off at first.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… create-enrich-job.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/enrich-jobs" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{
        "connection": "'"$1"'",
        "document": {
            "description": "What we sell to",
            "frequency": {"every": "week", "on": "friday", "zone": "America/New_York"},
            "settings": {
                "name": "Accounts",
                "mapping": {
                    "object": "Account",
                    "rows": [
                        {"source": "company.name", "target": "Name"},
                        {"source": "company.phones", "target": "Phone", "rule": "overwrite_ours"}
                    ]
                }
            }
        }
    }'
