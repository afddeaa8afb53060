import Database

extension StoreMigrations {
    /// The catalogue: what is known of companies and people, by which source and of when. It is the installation's, and
    /// no organisation's: see decision 0011.
    static let m0014Catalogue = Migration(
        id: "0014-catalogue",
        sql: [
            // The source with the lower priority is believed first.
            """
            CREATE TABLE catalogue_sources (
                number BIGINT NOT NULL,
                name TEXT NOT NULL,
                priority BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                CONSTRAINT catalogue_sources_pkey PRIMARY KEY (number),
                CONSTRAINT catalogue_sources_named CHECK (name <> '')
            )
            """,
            "CREATE UNIQUE INDEX catalogue_sources_name ON catalogue_sources (name)",
            // How the columns of a source's files are understood, as a document for each kind of row.
            """
            CREATE TABLE catalogue_mappings (
                source BIGINT NOT NULL,
                kind TEXT NOT NULL,
                preset TEXT,
                document TEXT NOT NULL,
                CONSTRAINT catalogue_mappings_pkey PRIMARY KEY (source, kind),
                CONSTRAINT catalogue_mappings_source FOREIGN KEY (source) REFERENCES catalogue_sources (number)
            )
            """,
            // A load goes on from file_offset and file_row, which are committed with the rows before them; seen has a bit
            // for each number that the file holds, so that what vanished can be ended.
            """
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
            )
            """,
            "CREATE INDEX catalogue_loads_by_source ON catalogue_loads (source, kind, number)",
            "CREATE INDEX catalogue_loads_open ON catalogue_loads (number) WHERE state = 'loading'",
            // Rows that were not loaded. They are committed with the rows around them, so that none is lost by a crash.
            """
            CREATE TABLE catalogue_rejects (
                load BIGINT NOT NULL,
                file_row BIGINT NOT NULL,
                file_column TEXT,
                reason TEXT NOT NULL,
                CONSTRAINT catalogue_rejects_pkey PRIMARY KEY (load, file_row),
                CONSTRAINT catalogue_rejects_load FOREIGN KEY (load) REFERENCES catalogue_loads (number)
            )
            """,
            // The last number of each kind; taking the next ones locks the row, so that two loads cannot take the same.
            """
            CREATE TABLE catalogue_numbers (
                kind TEXT NOT NULL,
                last BIGINT NOT NULL,
                CONSTRAINT catalogue_numbers_pkey PRIMARY KEY (kind)
            )
            """,
            """
            INSERT INTO catalogue_numbers (kind, last) VALUES
                ('sources', 0), ('loads', 0), ('companies', 0), ('people', 0), ('signals', 0), ('scoops', 0)
            """,
            // A profile: its facts are of one source, which source and as_of name, unless origins says otherwise of some. To
            // SQLite an INTEGER key is the row's own number. There are no references to sources: checking one for each row
            // would double the time of a load.
            """
            CREATE TABLE companies (
                number \(.either(sqlite: "INTEGER", postgres: "BIGINT")) NOT NULL,
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
            )
            """,
            "CREATE UNIQUE INDEX companies_source_id ON companies (source, source_id)",
            "CREATE INDEX companies_changed ON companies (changed)",
            "CREATE INDEX companies_orphaned ON companies (number) WHERE parent IS NULL AND parent_id IS NOT NULL",
            """
            CREATE TABLE people (
                number \(.either(sqlite: "INTEGER", postgres: "BIGINT")) NOT NULL,
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
            )
            """,
            "CREATE UNIQUE INDEX people_source_id ON people (source, source_id)",
            "CREATE INDEX people_changed ON people (changed)",
            "CREATE INDEX people_of_company ON people (company) WHERE company IS NOT NULL",
            "CREATE INDEX people_orphaned ON people (number) WHERE company IS NULL AND company_id IS NOT NULL",
            """
            CREATE TABLE signals (
                number \(.either(sqlite: "INTEGER", postgres: "BIGINT")) NOT NULL,
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
            )
            """,
            "CREATE UNIQUE INDEX signals_source_id ON signals (source, source_id)",
            "CREATE INDEX signals_changed ON signals (changed)",
            "CREATE INDEX signals_of_company ON signals (company) WHERE company IS NOT NULL",
            "CREATE INDEX signals_orphaned ON signals (number) WHERE company IS NULL AND company_id IS NOT NULL",
            """
            CREATE TABLE scoops (
                number \(.either(sqlite: "INTEGER", postgres: "BIGINT")) NOT NULL,
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
            )
            """,
            "CREATE UNIQUE INDEX scoops_source_id ON scoops (source, source_id)",
            "CREATE INDEX scoops_changed ON scoops (changed)",
            "CREATE INDEX scoops_of_company ON scoops (company) WHERE company IS NOT NULL",
            "CREATE INDEX scoops_orphaned ON scoops (number) WHERE company IS NULL AND company_id IS NOT NULL",
            // What each source says of a company that several know; one that only one knows has no row here.
            """
            CREATE TABLE company_records (
                source BIGINT NOT NULL,
                source_id TEXT NOT NULL,
                company BIGINT NOT NULL,
                digest BIGINT NOT NULL,
                as_of BIGINT NOT NULL,
                ended_at BIGINT,
                document TEXT NOT NULL,
                CONSTRAINT company_records_pkey PRIMARY KEY (source, source_id)
            )
            """,
            "CREATE UNIQUE INDEX company_records_of_company ON company_records (company, source)",
        ]
    )
}
