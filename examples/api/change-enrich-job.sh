#!/bin/sh
# Puts another document in the place of a job's; the revision is the one that show-enrich-job.sh told.
# Usage: LOAM_URL=https://loam.example.org LOAM_KEY=loam_… change-enrich-job.sh JOB REVISION
set -eu

: "${1:?the id of the job is missing}" "${2:?the revision of the job is missing}"
curl --silent --show-error --fail-with-body -X PUT "$LOAM_URL/v1/enrich-jobs/$1" \
    -H "Authorization: Bearer $LOAM_KEY" \
    --json '{
        "revision": '"$2"',
        "document": {
            "alerts": false,
            "settings": {
                "name": "Accounts by hand",
                "mapping": {"object": "Account", "rows": [{"source": "company.name", "target": "Name"}]}
            }
        }
    }'
