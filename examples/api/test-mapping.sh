#!/bin/sh
# Writes a test record with a mapping into the org, and deletes it again.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… test-mapping.sh CONNECTION
set -eu

: "${1:?the id of the connection is missing}"
curl --silent --show-error --fail-with-body "$LOAM_URL/v1/mapping-tests" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{
        "connection": "'"$1"'",
        "mapping": {
            "object": "Account",
            "rows": [
                {"source": "company.name", "target": "Name"},
                {"source": "company.websites", "target": "Website"}
            ]
        }
    }'
