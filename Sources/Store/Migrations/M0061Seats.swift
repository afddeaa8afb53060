import Database

extension StoreMigrations {
    /// What the organisation has subscribed to, and who holds a seat of it. No more seats are in use than there are: the
    /// schema refuses it, whoever comes at the same time.
    static let m0061Seats = Migration(
        id: "0061-seats",
        sql: [
            """
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
            )
            """,
            """
            CREATE TABLE seats (
                organisation_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                product_id TEXT NOT NULL,
                since BIGINT NOT NULL,
                CONSTRAINT seats_pkey PRIMARY KEY (organisation_id, user_id, product_id),
                CONSTRAINT seats_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
                CONSTRAINT seats_product FOREIGN KEY (organisation_id, product_id)
                    REFERENCES products (organisation_id, id)
            )
            """,
            "CREATE INDEX seats_of_product ON seats (organisation_id, product_id, user_id)",
            """
            CREATE TABLE group_products (
                organisation_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                product_id TEXT NOT NULL,
                CONSTRAINT group_products_pkey PRIMARY KEY (organisation_id, group_id, product_id),
                CONSTRAINT group_products_group FOREIGN KEY (organisation_id, group_id)
                    REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT group_products_product FOREIGN KEY (organisation_id, product_id)
                    REFERENCES products (organisation_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX group_products_by_product ON group_products (organisation_id, product_id, group_id)",
        ]
    )
}
