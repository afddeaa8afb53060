import CPostgres

/// An answer of PostgreSQL, freed when it goes away.
struct PostgresResult: ~Copyable {
    private let result: OpaquePointer?

    init(_ result: OpaquePointer?) {
        self.result = result
    }

    deinit { PQclear(result) }

    var isSuccess: Bool {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: true
        default: false
        }
    }

    var changedRows: Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// What was done, as `COMMIT`; PostgreSQL answers a commit of a failed transaction with `ROLLBACK`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The first value of the first row as it is.
    var text: String? {
        PQntuples(result) > 0 && PQgetisnull(result, 0, 0) == 0 ? String(cString: PQgetvalue(result, 0, 0)) : nil
    }

    func field(_ code: Int32) -> String? {
        PQresultErrorField(result, code).map { String(cString: $0) }
    }

    /// Hands each row to the visitor as it lies in the answer until it says that it has seen enough.
    func scan(_ visitor: (borrowing ScannedRow) -> Continuation) {
        guard let result else { return }
        for index in 0..<PQntuples(result) {
            let row = ScannedRow(postgres: result, row: index)
            if visitor(row) == .enough { return }
        }
    }

    /// Hands each row to the visitor until it says that it has seen enough.
    func visit(_ visitor: (Row) throws -> Continuation) rethrows {
        let width = PQnfields(result)
        guard width > 0 else { return }
        let columns = (0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        let types = (0..<width).map { PQftype(result, $0) }
        for row in 0..<PQntuples(result) {
            let values = (0..<width).map { column -> SQLValue in
                guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                    return .null
                }
                return PostgresType.value(start, Int(PQgetlength(result, row, column)), oid: types[Int(column)])
            }
            if try visitor(Row(columns: columns, values: values)) == .enough { return }
        }
    }
}
