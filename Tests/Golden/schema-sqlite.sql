CREATE TABLE alerts (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    about TEXT NOT NULL,
    title TEXT NOT NULL,
    sentence TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    ended_at BIGINT,
    dismissed_at BIGINT,
    dismissed_by TEXT,
    CONSTRAINT alerts_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT alerts_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT alerts_once UNIQUE (organisation_id, kind, occurrence),
    CONSTRAINT alerts_dismissed CHECK ((dismissed_at IS NULL) = (dismissed_by IS NULL))
);

CREATE INDEX alerts_current ON alerts (organisation_id, id) WHERE ended_at IS NULL;

CREATE TABLE api_keys (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    role TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT,
    CONSTRAINT api_keys_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT api_keys_creator FOREIGN KEY (organisation_id, created_by)
        REFERENCES users (organisation_id, id),
    CONSTRAINT api_keys_named CHECK (name <> ''),
    CONSTRAINT api_keys_hashed CHECK (length(key_hash) = 32),
    CONSTRAINT api_keys_role CHECK (role IN ('admin', 'member', 'auditor'))
);

CREATE UNIQUE INDEX api_keys_hash ON api_keys (organisation_id, key_hash);

CREATE TABLE api_usage (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    day BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    rest BIGINT NOT NULL,
    bulk BIGINT NOT NULL,
    CONSTRAINT api_usage_pkey PRIMARY KEY (organisation_id, connection_id, day, purpose),
    CONSTRAINT api_usage_connection FOREIGN KEY (organisation_id, connection_id)
        REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT api_usage_counted CHECK (rest >= 0 AND bulk >= 0)
);

CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TABLE audit_entries (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    via TEXT NOT NULL,
    via_id TEXT,
    user_id TEXT,
    user_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT,
    subject_name TEXT NOT NULL,
    was TEXT,
    became TEXT,
    address TEXT,
    request_id TEXT,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT audit_entries_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT audit_entries_via
        CHECK (via IN ('session', 'key', 'command', 'provider', 'link', 'nobody'))
) WITHOUT ROWID;

CREATE INDEX audit_entries_by_action ON audit_entries (organisation_id, action, at, id);

CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject_id, at, id);

CREATE INDEX audit_entries_by_time ON audit_entries (organisation_id, at, id);

CREATE INDEX audit_entries_by_user ON audit_entries (organisation_id, user_id, at, id)
    WHERE user_id IS NOT NULL;

CREATE TABLE catalogue_history (
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    load BIGINT NOT NULL,
    previous BIGINT NOT NULL,
    ended_at BIGINT,
    document TEXT NOT NULL,
    CONSTRAINT catalogue_history_pkey PRIMARY KEY (kind, number, load),
    CONSTRAINT catalogue_history_kind CHECK (kind IN ('companies', 'people'))
);

CREATE TABLE catalogue_loads (
    number BIGINT NOT NULL,
    source BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL,
    file_offset BIGINT NOT NULL,
    file_row BIGINT NOT NULL,
    seen BYTEA,
    added BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    CONSTRAINT catalogue_loads_pkey PRIMARY KEY (number),
    CONSTRAINT catalogue_loads_source FOREIGN KEY (source) REFERENCES catalogue_sources (number),
    CONSTRAINT catalogue_loads_kind CHECK (kind IN ('companies', 'people', 'signals', 'scoops')),
    CONSTRAINT catalogue_loads_state CHECK (state IN ('loading', 'done', 'abandoned')),
    CONSTRAINT catalogue_loads_finished CHECK ((state = 'loading') = (finished_at IS NULL))
);

CREATE INDEX catalogue_loads_by_source ON catalogue_loads (source, kind, number);

CREATE INDEX catalogue_loads_open ON catalogue_loads (number) WHERE state = 'loading';

CREATE TABLE catalogue_mappings (
    source BIGINT NOT NULL,
    kind TEXT NOT NULL,
    preset TEXT,
    document TEXT NOT NULL,
    CONSTRAINT catalogue_mappings_pkey PRIMARY KEY (source, kind),
    CONSTRAINT catalogue_mappings_source FOREIGN KEY (source) REFERENCES catalogue_sources (number)
);

CREATE TABLE catalogue_numbers (
    kind TEXT NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT catalogue_numbers_pkey PRIMARY KEY (kind)
);

CREATE TABLE catalogue_rejects (
    load BIGINT NOT NULL,
    file_row BIGINT NOT NULL,
    file_column TEXT,
    reason TEXT NOT NULL,
    CONSTRAINT catalogue_rejects_pkey PRIMARY KEY (load, file_row),
    CONSTRAINT catalogue_rejects_load FOREIGN KEY (load) REFERENCES catalogue_loads (number)
);

CREATE TABLE catalogue_sources (
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    priority BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT catalogue_sources_pkey PRIMARY KEY (number),
    CONSTRAINT catalogue_sources_named CHECK (name <> '')
);

CREATE UNIQUE INDEX catalogue_sources_name ON catalogue_sources (name);

CREATE TABLE companies (
    number INTEGER NOT NULL,
    source BIGINT NOT NULL,
    source_id TEXT NOT NULL,
    digest BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended_at BIGINT,
    origins TEXT,
    parent BIGINT,
    name TEXT,
    other_names TEXT,
    websites TEXT,
    email_domains TEXT,
    phones TEXT,
    street TEXT,
    city TEXT,
    region TEXT,
    postcode TEXT,
    country TEXT,
    industry TEXT,
    naics TEXT,
    sic TEXT,
    employees TEXT,
    revenue TEXT,
    founded TEXT,
    ticker TEXT,
    lei TEXT,
    registration TEXT,
    parent_id TEXT,
    status TEXT,
    technologies TEXT,
    description TEXT,
    social TEXT,
    CONSTRAINT companies_pkey PRIMARY KEY (number)
);

CREATE INDEX companies_changed ON companies (changed);

CREATE INDEX companies_of_parent ON companies (parent) WHERE parent IS NOT NULL;

CREATE INDEX companies_orphaned ON companies (number) WHERE parent IS NULL AND parent_id IS NOT NULL;

CREATE UNIQUE INDEX companies_source_id ON companies (source, source_id);

CREATE TABLE company_records (
    source BIGINT NOT NULL,
    source_id TEXT NOT NULL,
    company BIGINT NOT NULL,
    digest BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    ended_at BIGINT,
    document TEXT NOT NULL,
    CONSTRAINT company_records_pkey PRIMARY KEY (source, source_id)
);

CREATE UNIQUE INDEX company_records_of_company ON company_records (company, source);

CREATE TABLE credit_allowances (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    credits BIGINT NOT NULL,
    reset TEXT NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT credit_allowances_pkey PRIMARY KEY (organisation_id, user_id),
    CONSTRAINT credit_allowances_user FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT credit_allowances_credits CHECK (credits >= 0),
    CONSTRAINT credit_allowances_reset CHECK (reset IN ('monthly', 'manual'))
) WITHOUT ROWID;

CREATE TABLE credit_entries (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    credits BIGINT NOT NULL,
    user_id TEXT,
    entered_at BIGINT NOT NULL,
    CONSTRAINT credit_entries_pkey PRIMARY KEY (organisation_id, run_id, batch, kind, account),
    CONSTRAINT credit_entries_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number),
    CONSTRAINT credit_entries_kind CHECK (kind IN ('reserve', 'charge', 'release', 'refund')),
    CONSTRAINT credit_entries_account CHECK (account IN ('available', 'reserved', 'spent')),
    CONSTRAINT credit_entries_some CHECK (credits <> 0)
);

CREATE INDEX credit_entries_by_time ON credit_entries (organisation_id, entered_at);

CREATE INDEX credit_entries_of_user ON credit_entries (organisation_id, user_id, entered_at)
    WHERE user_id IS NOT NULL;

CREATE TABLE departure_marks (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    object TEXT NOT NULL,
    run_id TEXT NOT NULL,
    since BIGINT,
    after_id TEXT,
    CONSTRAINT departure_marks_pkey PRIMARY KEY (organisation_id, connection_id, object)
) WITHOUT ROWID;

CREATE TABLE directory_counts (
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    part BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    CONSTRAINT directory_counts_pkey PRIMARY KEY (organisation_id, kind, part),
    CONSTRAINT directory_counts_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT directory_counts_kind CHECK (kind IN ('user', 'group'))
);

CREATE TABLE directory_entries (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    document TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    is_managed BOOLEAN NOT NULL,
    synced_at BIGINT,
    refused_at BIGINT,
    refusal TEXT, kept TEXT NOT NULL DEFAULT '{}',
    CONSTRAINT directory_entries_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT directory_entries_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT directory_entries_kind CHECK (kind IN ('user', 'group')),
    CONSTRAINT directory_entries_named CHECK (name_key <> ''),
    CONSTRAINT directory_entries_version CHECK (version > 0)
);

CREATE INDEX directory_entries_by_kind ON directory_entries (organisation_id, kind, id);

CREATE UNIQUE INDEX directory_entries_name ON directory_entries (organisation_id, kind, name_key);

CREATE TABLE directory_keys (
    organisation_id TEXT NOT NULL,
    path TEXT NOT NULL,
    value_key TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    element BIGINT NOT NULL,
    whole TEXT,
    CONSTRAINT directory_keys_pkey PRIMARY KEY (organisation_id, path, value_key, owner_id, element)
) WITHOUT ROWID;

CREATE TABLE enrich_jobs (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    description TEXT NOT NULL,
    settings TEXT NOT NULL,
    frequency TEXT,
    alerts BOOLEAN NOT NULL,
    is_on BOOLEAN NOT NULL,
    created_by TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    resumes_after TEXT,
    deleted_at BIGINT,
    CONSTRAINT enrich_jobs_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT enrich_jobs_maker FOREIGN KEY (organisation_id, created_by)
        REFERENCES users (organisation_id, id),
    CONSTRAINT enrich_jobs_deleted_is_off CHECK (deleted_at IS NULL OR NOT is_on)
);

CREATE TABLE enriched_values (
    organisation_id TEXT NOT NULL,
    grain TEXT NOT NULL,
    first_day BIGINT NOT NULL,
    connection_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    object TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    times BIGINT NOT NULL,
    CONSTRAINT enriched_values_pkey PRIMARY KEY
        (organisation_id, grain, first_day, connection_id, origin, object, field, value),
    CONSTRAINT enriched_values_grain CHECK (grain IN ('day', 'month'))
) WITHOUT ROWID;

CREATE TABLE finding_counts (
    organisation_id TEXT NOT NULL,
    side TEXT NOT NULL,
    concern TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    found_day BIGINT NOT NULL,
    records BIGINT NOT NULL,
    CONSTRAINT finding_counts_pkey PRIMARY KEY
        (organisation_id, side, concern, connection_id, origin, found_day)
) WITHOUT ROWID;

CREATE TABLE finding_words (
    organisation_id TEXT NOT NULL,
    side TEXT NOT NULL,
    concern TEXT NOT NULL,
    word TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    CONSTRAINT finding_words_pkey PRIMARY KEY
        (organisation_id, side, concern, word, sort_name, record_id, connection_id)
) WITHOUT ROWID;

CREATE TABLE group_members (
    organisation_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    CONSTRAINT group_members_pkey PRIMARY KEY (organisation_id, group_id, member_id),
    CONSTRAINT group_members_group FOREIGN KEY (organisation_id, group_id)
        REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT group_members_member FOREIGN KEY (organisation_id, member_id)
        REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT group_members_other CHECK (group_id <> member_id)
);

CREATE INDEX group_members_by_member ON group_members (organisation_id, member_id, group_id);

CREATE TABLE group_products (
    organisation_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    CONSTRAINT group_products_pkey PRIMARY KEY (organisation_id, group_id, product_id),
    CONSTRAINT group_products_group FOREIGN KEY (organisation_id, group_id)
        REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT group_products_product FOREIGN KEY (organisation_id, product_id)
        REFERENCES products (organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX group_products_by_product ON group_products (organisation_id, product_id, group_id);

CREATE TABLE installation (
    id BIGINT NOT NULL,
    organisation_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT installation_pkey PRIMARY KEY (id),
    CONSTRAINT installation_once CHECK (id = 1),
    CONSTRAINT installation_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
);

CREATE TABLE list_members (
    organisation_id TEXT NOT NULL,
    list_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT list_members_pkey PRIMARY KEY (organisation_id, list_id, number),
    CONSTRAINT list_members_list FOREIGN KEY (organisation_id, list_id)
        REFERENCES lists (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE lists (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT lists_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT lists_maker FOREIGN KEY (organisation_id, created_by) REFERENCES users (organisation_id, id),
    CONSTRAINT lists_kind CHECK (kind IN ('companies', 'people'))
);

CREATE UNIQUE INDEX lists_name ON lists (organisation_id, kind, name);

CREATE TABLE made_records (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    key TEXT NOT NULL,
    object TEXT NOT NULL,
    record_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL, parent TEXT,
    CONSTRAINT made_records_pkey PRIMARY KEY (organisation_id, connection_id, key)
) WITHOUT ROWID;

CREATE INDEX made_records_of_batch ON made_records (organisation_id, run_id, batch);

CREATE INDEX made_records_of_parent ON made_records (organisation_id, connection_id, parent) WHERE parent IS NOT NULL;

CREATE TABLE mapping_trials (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    object TEXT NOT NULL,
    marker TEXT NOT NULL,
    patch BYTEA NOT NULL,
    record_id TEXT,
    created_at BIGINT NOT NULL,
    CONSTRAINT mapping_trials_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT mapping_trials_object CHECK (object IN ('Account', 'Contact', 'Lead'))
);

CREATE TABLE match_reviews (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    object TEXT NOT NULL,
    record_key TEXT NOT NULL,
    record_id TEXT,
    inputs TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    confidence BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    decided_by_name TEXT,
    CONSTRAINT match_reviews_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT match_reviews_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT match_reviews_object CHECK (object IN ('account', 'contact', 'lead')),
    CONSTRAINT match_reviews_verdict CHECK (verdict IN ('open', 'same', 'different')),
    CONSTRAINT match_reviews_decided CHECK ((verdict = 'open') = (decided_at IS NULL)),
    CONSTRAINT match_reviews_confidence CHECK (confidence BETWEEN 0 AND 100)
);

CREATE INDEX match_reviews_by_verdict ON match_reviews (organisation_id, verdict, id);

CREATE INDEX match_reviews_decided_at ON match_reviews (decided_at) WHERE decided_at IS NOT NULL;

CREATE UNIQUE INDEX match_reviews_one_same ON match_reviews (organisation_id, object, record_key)
WHERE verdict = 'same';

CREATE UNIQUE INDEX match_reviews_pair
ON match_reviews (organisation_id, object, record_key, source, source_id);

CREATE TABLE org_accounts (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    crm_user_id TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    cause TEXT,
    connected_at BIGINT NOT NULL,
    CONSTRAINT org_accounts_pkey PRIMARY KEY (organisation_id, connection_id, holder),
    CONSTRAINT org_accounts_connection FOREIGN KEY (organisation_id, connection_id)
        REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE org_active_admins (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    product TEXT NOT NULL,
    user_id TEXT NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT org_active_admins_pkey PRIMARY KEY (organisation_id, connection_id, product),
    CONSTRAINT org_active_admins_connection FOREIGN KEY (organisation_id, connection_id)
        REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT org_active_admins_user FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, id)
);

CREATE TABLE org_apps (
    organisation_id TEXT NOT NULL,
    host TEXT NOT NULL,
    consumer_key TEXT NOT NULL,
    has_secret BOOLEAN NOT NULL,
    certificate TEXT,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT org_apps_pkey PRIMARY KEY (organisation_id, host),
    CONSTRAINT org_apps_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
);

CREATE TABLE org_connections (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    way TEXT NOT NULL,
    username TEXT,
    state TEXT NOT NULL,
    cause TEXT,
    state_since BIGINT NOT NULL,
    is_on BOOLEAN NOT NULL,
    org_id TEXT,
    org_name TEXT,
    org_address TEXT,
    is_sandbox BOOLEAN NOT NULL,
    preference TEXT NOT NULL,
    primary_admin TEXT,
    connected_by TEXT,
    connected_at BIGINT,
    daily_calls BIGINT,
    kept_percent BIGINT NOT NULL,
    used_calls BIGINT,
    granted_calls BIGINT,
    usage_at BIGINT,
    probed_at BIGINT,
    sign_ins BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT org_connections_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT org_connections_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT org_connections_primary FOREIGN KEY (organisation_id, primary_admin)
        REFERENCES users (organisation_id, id),
    CONSTRAINT org_connections_maker FOREIGN KEY (organisation_id, connected_by)
        REFERENCES users (organisation_id, id),
    CONSTRAINT org_connections_named CHECK (name <> ''),
    CONSTRAINT org_connections_way CHECK (way IN ('browser', 'statement')),
    CONSTRAINT org_connections_state CHECK (state IN ('pending', 'working', 'broken', 'disconnected')),
    CONSTRAINT org_connections_cause CHECK ((state = 'broken') = (cause IS NOT NULL)),
    CONSTRAINT org_connections_org CHECK (state = 'pending' OR org_id IS NOT NULL),
    CONSTRAINT org_connections_preference CHECK (preference IN ('service', 'user')),
    CONSTRAINT org_connections_budget CHECK (daily_calls IS NULL OR daily_calls > 0),
    CONSTRAINT org_connections_kept CHECK (kept_percent BETWEEN 0 AND 95)
);

CREATE UNIQUE INDEX org_connections_name ON org_connections (organisation_id, name);

CREATE UNIQUE INDEX org_connections_org ON org_connections (organisation_id, org_id)
WHERE state IN ('working', 'broken');

CREATE TABLE org_match_inputs (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    object TEXT NOT NULL,
    inputs TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT org_match_inputs_pkey PRIMARY KEY (organisation_id, connection_id, object),
    CONSTRAINT org_match_inputs_object CHECK (object IN ('Account', 'Contact', 'Lead'))
);

CREATE TABLE org_people (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    state TEXT NOT NULL,
    crm_user_id TEXT,
    crm_name TEXT,
    crm_email TEXT,
    is_by_hand BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT org_people_pkey PRIMARY KEY (organisation_id, connection_id, user_id),
    CONSTRAINT org_people_connection FOREIGN KEY (organisation_id, connection_id)
        REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT org_people_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
    CONSTRAINT org_people_state CHECK (state IN ('mapped', 'several', 'none')),
    CONSTRAINT org_people_mapped CHECK ((state = 'mapped') = (crm_user_id IS NOT NULL))
);

CREATE TABLE org_trips (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    state_hash BYTEA NOT NULL,
    connection_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    user_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT org_trips_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT org_trips_connection FOREIGN KEY (organisation_id, connection_id)
        REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT org_trips_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
    CONSTRAINT org_trips_purpose CHECK (purpose IN ('connect', 'change-user', 'own-account'))
);

CREATE INDEX org_trips_expired ON org_trips (expires_at);

CREATE UNIQUE INDEX org_trips_state ON org_trips (organisation_id, state_hash);

CREATE TABLE organisations (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    roles_changed_at BIGINT NOT NULL, export_rows TEXT NOT NULL DEFAULT '1000',
    CONSTRAINT organisations_pkey PRIMARY KEY (id),
    CONSTRAINT organisations_named CHECK (name <> '')
);

CREATE TABLE outbox_mails (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body BYTEA,
    body_key TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    reason TEXT,
    next_attempt_at BIGINT,
    deliver_before BIGINT,
    created_at BIGINT NOT NULL,
    settled_at BIGINT,
    CONSTRAINT outbox_mails_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT outbox_mails_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT outbox_mails_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'held')),
    CONSTRAINT outbox_mails_body CHECK ((state = 'sent') = (body IS NULL)),
    CONSTRAINT outbox_mails_sealed CHECK ((body IS NULL) = (body_key IS NULL)),
    CONSTRAINT outbox_mails_attempts CHECK (attempts >= 0)
);

CREATE INDEX outbox_mails_by_key ON outbox_mails (body_key, organisation_id, id) WHERE body_key IS NOT NULL;

CREATE INDEX outbox_mails_by_time ON outbox_mails (organisation_id, created_at, id);

CREATE INDEX outbox_mails_settled ON outbox_mails (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE owned_profiles (
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    is_charged BOOLEAN NOT NULL,
    owned_until BIGINT NOT NULL,
    CONSTRAINT owned_profiles_pkey PRIMARY KEY (organisation_id, kind, number),
    CONSTRAINT owned_profiles_kind CHECK (kind IN ('company', 'person'))
) WITHOUT ROWID;

CREATE INDEX owned_profiles_of_batch ON owned_profiles (organisation_id, run_id, batch) WHERE NOT is_charged;

CREATE TABLE password_links (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT password_links_pkey PRIMARY KEY (organisation_id, user_id),
    CONSTRAINT password_links_user FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, id),
    CONSTRAINT password_links_purpose CHECK (purpose IN ('invitation', 'reset')),
    CONSTRAINT password_links_hashed CHECK (length(token_hash) = 32)
);

CREATE INDEX password_links_expired ON password_links (expires_at);

CREATE UNIQUE INDEX password_links_token ON password_links (organisation_id, token_hash);

CREATE TABLE people (
    number INTEGER NOT NULL,
    source BIGINT NOT NULL,
    source_id TEXT NOT NULL,
    digest BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended_at BIGINT,
    company BIGINT,
    first_name TEXT,
    last_name TEXT,
    full_name TEXT,
    emails TEXT,
    email_status TEXT,
    direct_phone TEXT,
    mobile_phone TEXT,
    title TEXT,
    department TEXT,
    level TEXT,
    company_id TEXT,
    company_name TEXT,
    company_domain TEXT,
    company_since TEXT,
    former_companies TEXT,
    city TEXT,
    region TEXT,
    country TEXT,
    accuracy TEXT,
    last_verified TEXT,
    social TEXT,
    CONSTRAINT people_pkey PRIMARY KEY (number)
);

CREATE INDEX people_changed ON people (changed);

CREATE INDEX people_of_company ON people (company) WHERE company IS NOT NULL;

CREATE INDEX people_orphaned ON people (number) WHERE company IS NULL AND company_id IS NOT NULL;

CREATE UNIQUE INDEX people_source_id ON people (source, source_id);

CREATE TABLE products (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    seats BIGINT NOT NULL,
    used BIGINT NOT NULL,
    ends_at BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT products_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT products_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT products_named CHECK (name <> '' AND id <> ''),
    CONSTRAINT products_seats CHECK (used BETWEEN 0 AND seats)
);

CREATE TABLE provisioning (
    organisation_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    state TEXT NOT NULL,
    needs_product BOOLEAN NOT NULL,
    may_make_admins BOOLEAN NOT NULL,
    CONSTRAINT provisioning_pkey PRIMARY KEY (organisation_id),
    CONSTRAINT provisioning_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT provisioning_provider CHECK (provider IN ('okta', 'entra', 'other')),
    CONSTRAINT provisioning_state CHECK (state IN ('never', 'on', 'off'))
);

CREATE TABLE provisioning_requests (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    token_id TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    subject TEXT,
    status BIGINT NOT NULL,
    reason TEXT,
    address TEXT,
    request_id TEXT,
    CONSTRAINT provisioning_requests_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT provisioning_requests_organisation FOREIGN KEY (organisation_id)
        REFERENCES organisations (id)
) WITHOUT ROWID;

CREATE INDEX provisioning_requests_refused ON provisioning_requests (organisation_id, id) WHERE status >= 400;

CREATE TABLE provisioning_tokens (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT,
    CONSTRAINT provisioning_tokens_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT provisioning_tokens_organisation FOREIGN KEY (organisation_id)
        REFERENCES organisations (id),
    CONSTRAINT provisioning_tokens_named CHECK (name <> ''),
    CONSTRAINT provisioning_tokens_hashed CHECK (length(token_hash) = 32)
);

CREATE UNIQUE INDEX provisioning_tokens_hash ON provisioning_tokens (organisation_id, token_hash);

CREATE TABLE record_departures (
    organisation_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    object TEXT NOT NULL,
    master_id TEXT,
    run_id TEXT NOT NULL,
    deleted_at BIGINT NOT NULL,
    CONSTRAINT record_departures_pkey PRIMARY KEY (organisation_id, record_id, connection_id)
) WITHOUT ROWID;

CREATE INDEX record_departures_of_run ON record_departures (organisation_id, run_id);

CREATE TABLE record_findings (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    side TEXT NOT NULL,
    object TEXT NOT NULL,
    status TEXT NOT NULL,
    has_moved BOOLEAN NOT NULL,
    is_defunct BOOLEAN NOT NULL,
    profile BIGINT,
    copies BIGINT NOT NULL,
    sort_name TEXT NOT NULL,
    found_at BIGINT NOT NULL, found_day BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT record_findings_pkey PRIMARY KEY (organisation_id, connection_id, record_id),
    CONSTRAINT record_findings_side CHECK (side IN ('people', 'companies')),
    CONSTRAINT record_findings_copies CHECK (copies >= 1)
) WITHOUT ROWID;

CREATE INDEX record_findings_by_status ON record_findings
    (organisation_id, side, status, sort_name, record_id, connection_id, found_at, origin)
    WHERE status <> 'matched';

CREATE INDEX record_findings_by_time ON record_findings
    (organisation_id, side, found_at, record_id, connection_id, status, has_moved, is_defunct, copies, origin,
    sort_name)
    WHERE status <> 'matched' OR has_moved OR is_defunct OR copies > 1;

CREATE INDEX record_findings_copied ON record_findings
    (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE copies > 1;

CREATE INDEX record_findings_defunct ON record_findings
    (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE is_defunct;

CREATE INDEX record_findings_moved ON record_findings
    (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE has_moved;

CREATE INDEX record_findings_of_profile ON record_findings (organisation_id, connection_id, side, profile)
    WHERE profile IS NOT NULL;

CREATE TABLE run_batches (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    origin BIGINT,
    size BIGINT NOT NULL,
    digest TEXT,
    planned_at BIGINT,
    settled_at BIGINT, follows BIGINT, follows_to TEXT,
    CONSTRAINT run_batches_pkey PRIMARY KEY (organisation_id, run_id, number),
    CONSTRAINT run_batches_run FOREIGN KEY (organisation_id, run_id) REFERENCES runs (organisation_id, id),
    CONSTRAINT run_batches_state CHECK (state IN ('read', 'planned', 'settled')),
    CONSTRAINT run_batches_planned CHECK ((state = 'read') = (planned_at IS NULL)),
    CONSTRAINT run_batches_settled CHECK ((state = 'settled') = (settled_at IS NOT NULL))
);

CREATE INDEX run_batches_open ON run_batches (organisation_id, run_id, state, number) WHERE state <> 'settled';

CREATE TABLE run_effects (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    size BIGINT NOT NULL,
    remote_id TEXT,
    intended_at BIGINT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT run_effects_pkey PRIMARY KEY (organisation_id, run_id, batch, number),
    CONSTRAINT run_effects_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number)
);

CREATE TABLE run_fields (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    field TEXT NOT NULL,
    filled BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    emptied BIGINT NOT NULL,
    CONSTRAINT run_fields_pkey PRIMARY KEY (organisation_id, run_id, field),
    CONSTRAINT run_fields_run FOREIGN KEY (organisation_id, run_id)
        REFERENCES runs (organisation_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE run_follow_ups (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    key TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    record_id TEXT NOT NULL,
    person BIGINT NOT NULL,
    company BIGINT NOT NULL,
    price TEXT NOT NULL,
    state TEXT NOT NULL,
    target TEXT,
    words TEXT,
    CONSTRAINT run_follow_ups_pkey PRIMARY KEY (organisation_id, run_id, key),
    CONSTRAINT run_follow_ups_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number),
    CONSTRAINT run_follow_ups_kind CHECK (kind IN ('lead', 'contact', 'task')),
    CONSTRAINT run_follow_ups_cause CHECK (cause IN ('moved', 'committee')),
    CONSTRAINT run_follow_ups_price CHECK (price IN ('free', 'owned', 'credit')),
    CONSTRAINT run_follow_ups_state CHECK
        (state IN ('planned', 'left', 'sending', 'made', 'enriched', 'removed', 'failed'))
) WITHOUT ROWID;

CREATE INDEX run_follow_ups_of_batch ON run_follow_ups (organisation_id, run_id, batch, state);

CREATE INDEX run_follow_ups_of_record ON run_follow_ups (organisation_id, record_id, run_id);

CREATE INDEX run_follow_ups_of_target ON run_follow_ups (organisation_id, target, run_id) WHERE target IS NOT NULL;

CREATE UNIQUE INDEX run_follow_ups_under_way ON run_follow_ups (organisation_id, connection_id, key)
    WHERE state = 'sending';

CREATE TABLE run_pages (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    records BYTEA NOT NULL,
    CONSTRAINT run_pages_pkey PRIMARY KEY (organisation_id, run_id, batch),
    CONSTRAINT run_pages_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number)
);

CREATE TABLE run_plans (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    start BIGINT NOT NULL,
    is_packed BOOLEAN NOT NULL,
    bytes BYTEA NOT NULL,
    CONSTRAINT run_plans_pkey PRIMARY KEY (organisation_id, run_id, batch, start),
    CONSTRAINT run_plans_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number)
);

CREATE TABLE run_records (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    place BIGINT NOT NULL,
    length BIGINT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    profile_kind TEXT,
    profile BIGINT,
    confidence BIGINT NOT NULL,
    moved TEXT,
    fields BIGINT NOT NULL,
    price TEXT NOT NULL,
    hold TEXT,
    error TEXT, is_enriched BOOLEAN NOT NULL DEFAULT FALSE, name TEXT, sort_name TEXT, title TEXT, company TEXT, new_company TEXT, email TEXT, is_defunct BOOLEAN NOT NULL DEFAULT FALSE,
    CONSTRAINT run_records_pkey PRIMARY KEY (organisation_id, run_id, record_id),
    CONSTRAINT run_records_batch FOREIGN KEY (organisation_id, run_id, batch)
        REFERENCES run_batches (organisation_id, run_id, number),
    CONSTRAINT run_records_status CHECK (status IN ('matched', 'company_only', 'no_match', 'error')),
    CONSTRAINT run_records_price CHECK (price IN ('free', 'owned', 'credit'))
) WITHOUT ROWID;

CREATE INDEX run_records_of_batch ON run_records (organisation_id, run_id, batch, fields);

CREATE INDEX run_records_of_record ON run_records (organisation_id, record_id, run_id);

CREATE TABLE run_refusals (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    batch BIGINT NOT NULL,
    number BIGINT NOT NULL,
    record_id TEXT NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    is_passing BOOLEAN NOT NULL,
    CONSTRAINT run_refusals_pkey PRIMARY KEY (organisation_id, run_id, batch, number, record_id)
);

CREATE TABLE run_shortfalls (
    organisation_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    object TEXT NOT NULL,
    record_id TEXT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT run_shortfalls_pkey PRIMARY KEY (organisation_id, run_id, object, record_id),
    CONSTRAINT run_shortfalls_run FOREIGN KEY (organisation_id, run_id)
        REFERENCES runs (organisation_id, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE runs (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    job_id TEXT,
    name TEXT NOT NULL,
    object TEXT NOT NULL,
    purpose TEXT NOT NULL,
    source_run TEXT,
    settings TEXT NOT NULL,
    inputs TEXT NOT NULL,
    alerts BOOLEAN NOT NULL,
    started_by TEXT,
    started_by_name TEXT NOT NULL,
    state TEXT NOT NULL,
    stops_as TEXT,
    ending TEXT,
    reason TEXT,
    waits_for TEXT,
    waits_since BIGINT,
    query_job TEXT,
    query_part BIGINT NOT NULL,
    locator TEXT,
    is_read BOOLEAN NOT NULL,
    batches BIGINT NOT NULL,
    planned BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    records BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    company_only BIGINT NOT NULL,
    no_match BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    enriched BIGINT NOT NULL,
    deferred BIGINT NOT NULL,
    not_owned BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    fields BIGINT NOT NULL,
    rest_calls BIGINT NOT NULL,
    bulk_calls BIGINT NOT NULL,
    resumes_after TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT, origin TEXT NOT NULL DEFAULT 'scheduled'
    CONSTRAINT runs_origin CHECK (origin IN ('scheduled', 'instant')), emails_valid BIGINT NOT NULL DEFAULT 0, emails_invalid BIGINT NOT NULL DEFAULT 0, emails_unverifiable BIGINT NOT NULL DEFAULT 0, emails_disposable BIGINT NOT NULL DEFAULT 0, emails_unknown BIGINT NOT NULL DEFAULT 0, emails_unchecked BIGINT NOT NULL DEFAULT 0, committee_contacts BIGINT NOT NULL DEFAULT 0, committee_credits BIGINT NOT NULL DEFAULT 0, committee_accounts BIGINT NOT NULL DEFAULT 0, taken_back BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT runs_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT runs_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT runs_source FOREIGN KEY (organisation_id, source_run) REFERENCES runs (organisation_id, id),
    CONSTRAINT runs_object CHECK (object IN ('Account', 'Contact', 'Lead')),
    CONSTRAINT runs_purpose CHECK (purpose IN ('enrich', 'preview', 'apply', 'undo')),
    CONSTRAINT runs_state CHECK (state IN ('working', 'paused', 'ended')),
    CONSTRAINT runs_stops CHECK (stops_as IN ('failed', 'stopped')),
    CONSTRAINT runs_ending CHECK (ending IN ('succeeded', 'partial', 'failed', 'stopped')),
    CONSTRAINT runs_ended CHECK ((state = 'ended') = (ending IS NOT NULL)),
    CONSTRAINT runs_ended_when CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);

CREATE UNIQUE INDEX runs_active ON runs (organisation_id, job_id)
    WHERE state <> 'ended' AND purpose <> 'preview';

CREATE INDEX runs_by_time ON runs (organisation_id, created_at, id);

CREATE INDEX runs_of_job ON runs (organisation_id, job_id, id);

CREATE INDEX runs_of_source ON runs (organisation_id, source_run, id) WHERE source_run IS NOT NULL;

CREATE TABLE saved_searches (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT saved_searches_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT saved_searches_maker FOREIGN KEY (organisation_id, created_by)
        REFERENCES users (organisation_id, id),
    CONSTRAINT saved_searches_kind CHECK (kind IN ('companies', 'people'))
);

CREATE UNIQUE INDEX saved_searches_name ON saved_searches (organisation_id, kind, name);

CREATE TABLE scoops (
    number INTEGER NOT NULL,
    source BIGINT NOT NULL,
    source_id TEXT NOT NULL,
    digest BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended_at BIGINT,
    company BIGINT,
    company_id TEXT,
    company_name TEXT,
    company_domain TEXT,
    type TEXT,
    topics TEXT,
    departments TEXT,
    description TEXT,
    published_on TEXT,
    people TEXT,
    CONSTRAINT scoops_pkey PRIMARY KEY (number)
);

CREATE INDEX scoops_changed ON scoops (changed);

CREATE INDEX scoops_of_company ON scoops (company) WHERE company IS NOT NULL;

CREATE INDEX scoops_orphaned ON scoops (number) WHERE company IS NULL AND company_id IS NOT NULL;

CREATE UNIQUE INDEX scoops_source_id ON scoops (source, source_id);

CREATE TABLE seats (
    organisation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT seats_pkey PRIMARY KEY (organisation_id, user_id, product_id),
    CONSTRAINT seats_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
    CONSTRAINT seats_product FOREIGN KEY (organisation_id, product_id)
        REFERENCES products (organisation_id, id)
);

CREATE INDEX seats_of_product ON seats (organisation_id, product_id, user_id);

CREATE TABLE secrets (
    organisation_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    body BYTEA NOT NULL,
    body_key TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT secrets_pkey PRIMARY KEY (organisation_id, owner, name),
    CONSTRAINT secrets_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
);

CREATE INDEX secrets_by_key ON secrets (body_key, organisation_id, owner, name);

CREATE TABLE sessions (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    device TEXT NOT NULL,
    address TEXT,
    CONSTRAINT sessions_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT sessions_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
    CONSTRAINT sessions_hashed CHECK (length(token_hash) = 32),
    CONSTRAINT sessions_end CHECK (ends_at <= expires_at)
);

CREATE INDEX sessions_ended ON sessions (ends_at);

CREATE INDEX sessions_of_user ON sessions (organisation_id, user_id);

CREATE UNIQUE INDEX sessions_token ON sessions (organisation_id, token_hash);

CREATE TABLE sign_on_domains (
    organisation_id TEXT NOT NULL,
    domain TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    CONSTRAINT sign_on_domains_pkey PRIMARY KEY (organisation_id, domain),
    CONSTRAINT sign_on_domains_provider FOREIGN KEY (organisation_id, provider_id)
        REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_domains_named CHECK (domain <> '')
);

CREATE INDEX sign_on_domains_of_provider ON sign_on_domains (organisation_id, provider_id);

CREATE TABLE sign_on_identities (
    organisation_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    subject_hash BYTEA NOT NULL,
    user_id TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    CONSTRAINT sign_on_identities_pkey PRIMARY KEY (organisation_id, provider_id, subject_hash),
    CONSTRAINT sign_on_identities_provider FOREIGN KEY (organisation_id, provider_id)
        REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_identities_user FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_identities_hashed CHECK (length(subject_hash) = 32)
);

CREATE UNIQUE INDEX sign_on_identities_of_user ON sign_on_identities (organisation_id, user_id, provider_id);

CREATE TABLE sign_on_providers (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    is_on BOOLEAN NOT NULL,
    is_enforced BOOLEAN NOT NULL,
    creates_people BOOLEAN NOT NULL,
    issuer TEXT,
    client_id TEXT,
    sign_on_address TEXT,
    logout_address TEXT,
    certificates TEXT,
    signs_requests BOOLEAN NOT NULL,
    own_certificate TEXT,
    revision BIGINT NOT NULL,
    tested_revision BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT sign_on_providers_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT sign_on_providers_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT sign_on_providers_named CHECK (name <> ''),
    CONSTRAINT sign_on_providers_kind CHECK (kind IN ('oidc', 'saml'))
);

CREATE TABLE sign_on_sessions (
    organisation_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    name_id TEXT,
    name_format TEXT,
    session_index TEXT, id_token TEXT,
    CONSTRAINT sign_on_sessions_pkey PRIMARY KEY (organisation_id, session_id),
    CONSTRAINT sign_on_sessions_session FOREIGN KEY (organisation_id, session_id)
        REFERENCES sessions (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_sessions_provider FOREIGN KEY (organisation_id, provider_id)
        REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE
);

CREATE INDEX sign_on_sessions_of_provider ON sign_on_sessions (organisation_id, provider_id);

CREATE TABLE sign_on_tests (
    organisation_id TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    tested_at BIGINT NOT NULL,
    tested_by TEXT NOT NULL,
    refusal TEXT,
    arrived TEXT NOT NULL,
    CONSTRAINT sign_on_tests_pkey PRIMARY KEY (organisation_id, provider_id),
    CONSTRAINT sign_on_tests_provider FOREIGN KEY (organisation_id, provider_id)
        REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE
);

CREATE TABLE sign_on_trips (
    organisation_id TEXT NOT NULL,
    cookie_hash BYTEA NOT NULL,
    provider_id TEXT NOT NULL,
    tester_id TEXT,
    next_path TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT sign_on_trips_pkey PRIMARY KEY (organisation_id, cookie_hash),
    CONSTRAINT sign_on_trips_provider FOREIGN KEY (organisation_id, provider_id)
        REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_trips_tester FOREIGN KEY (organisation_id, tester_id)
        REFERENCES users (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT sign_on_trips_hashed CHECK (length(cookie_hash) = 32)
);

CREATE INDEX sign_on_trips_expired ON sign_on_trips (expires_at);

CREATE INDEX sign_on_trips_of_provider ON sign_on_trips (organisation_id, provider_id);

CREATE INDEX sign_on_trips_of_tester ON sign_on_trips (organisation_id, tester_id);

CREATE TABLE signals (
    number INTEGER NOT NULL,
    source BIGINT NOT NULL,
    source_id TEXT NOT NULL,
    digest BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended_at BIGINT,
    company BIGINT,
    company_id TEXT,
    company_name TEXT,
    company_domain TEXT,
    topic TEXT,
    category TEXT,
    score TEXT,
    audience_strength TEXT,
    location TEXT,
    observed_on TEXT,
    CONSTRAINT signals_pkey PRIMARY KEY (number)
);

CREATE INDEX signals_changed ON signals (changed);

CREATE INDEX signals_of_company ON signals (company) WHERE company IS NOT NULL;

CREATE INDEX signals_orphaned ON signals (number) WHERE company IS NULL AND company_id IS NOT NULL;

CREATE UNIQUE INDEX signals_source_id ON signals (source, source_id);

CREATE TABLE throttles (
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject BYTEA NOT NULL,
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL,
    CONSTRAINT throttles_pkey PRIMARY KEY (organisation_id, kind, subject),
    CONSTRAINT throttles_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT throttles_kind CHECK (kind IN ('account', 'address', 'reset')),
    CONSTRAINT throttles_hashed CHECK (length(subject) = 32),
    CONSTRAINT throttles_failures CHECK (failures >= 0)
);

CREATE INDEX throttles_forgotten ON throttles (failed_at);

CREATE TABLE top_values (
    organisation_id TEXT NOT NULL,
    grain TEXT NOT NULL,
    first_day BIGINT NOT NULL,
    connection_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    object TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    times BIGINT NOT NULL,
    CONSTRAINT top_values_pkey PRIMARY KEY
        (organisation_id, grain, first_day, connection_id, origin, object, field, value),
    CONSTRAINT top_values_grain CHECK (grain IN ('day', 'month'))
) WITHOUT ROWID;

CREATE TABLE used_assertions (
    organisation_id TEXT NOT NULL,
    assertion_hash BYTEA NOT NULL,
    forget_after BIGINT NOT NULL,
    CONSTRAINT used_assertions_pkey PRIMARY KEY (organisation_id, assertion_hash),
    CONSTRAINT used_assertions_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT used_assertions_hashed CHECK (length(assertion_hash) = 32)
);

CREATE INDEX used_assertions_forgotten ON used_assertions (forget_after);

CREATE TABLE users (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    CONSTRAINT users_pkey PRIMARY KEY (organisation_id, id),
    CONSTRAINT users_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT users_named CHECK (name <> ''),
    CONSTRAINT users_email_normalised CHECK (email = lower(email) AND email LIKE '%_@_%'),
    CONSTRAINT users_role CHECK (role IN ('admin', 'member', 'auditor')),
    CONSTRAINT users_state CHECK (state IN ('invited', 'active', 'deactivated'))
);

CREATE UNIQUE INDEX users_email ON users (organisation_id, email);

CREATE TABLE written_values (
    organisation_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    document BYTEA NOT NULL,
    CONSTRAINT written_values_pkey PRIMARY KEY (organisation_id, connection_id, record_id)
) WITHOUT ROWID;
