import TestSupport
import Testing

@testable import Database

struct SQLTests {
    private func text(_ sql: SQL, _ engine: Engine = .sqlite) -> String { sql.text(for: Dialect(engine: engine)) }

    @Test("interpolated values become numbered places, in their order")
    func values() {
        let sql: SQL = "SELECT * FROM t WHERE a = \(1) AND b = \("x'); DROP TABLE t; --") AND c = \(true)"
        #expect(text(sql) == "SELECT * FROM t WHERE a = ?1 AND b = ?2 AND c = ?3")
        #expect(sql.parameters.map(\.value) == [.integer(1), .text("x'); DROP TABLE t; --"), .flag(true)])
    }

    @Test("a statement inside another takes its values along, renumbered")
    func nesting() {
        let inner: SQL = "b = \("y") OR c IN \(in: [3, 4])"
        let outer: SQL = "SELECT * FROM t WHERE a = \(1) AND (\(sql: inner)) LIMIT \(5)"
        #expect(text(outer) == "SELECT * FROM t WHERE a = ?1 AND (b = ?2 OR c IN (?3, ?4)) LIMIT ?5")
        #expect(outer.parameters.map(\.value) == [.integer(1), .text("y"), .integer(3), .integer(4), .integer(5)])
    }

    @Test("statements are joined with their values")
    func joining() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
        let sql: SQL = "SELECT 1 WHERE \(sql: conditions.joined(separator: " AND "))"
        #expect(text(sql) == "SELECT 1 WHERE a = ?1 AND b = ?2")
    }

    @Test("rows become lists in brackets")
    func rows() {
        let sql: SQL = "INSERT INTO t (a, b) VALUES \(rows: [[1, "x"], [2, nil as String?]])"
        #expect(text(sql) == "INSERT INTO t (a, b) VALUES (?1, ?2), (?3, ?4)")
        #expect(sql.parameters.map(\.type) == [.integer, .text, .integer, .text])
    }

    @Test("only the claim's row lock differs between the engines")
    func fragments() {
        let sql: SQL = "SELECT id FROM jobs LIMIT \(1) \(.skipLocked)"
        #expect(text(sql, .sqlite) == "SELECT id FROM jobs LIMIT ?1 ")
        #expect(text(sql, .postgres) == "SELECT id FROM jobs LIMIT $1 FOR UPDATE SKIP LOCKED")
    }

    @Test("a name is quoted, whatever it holds")
    func identifiers() {
        #expect(text("DROP SCHEMA \(identifier: "a\"; DROP TABLE t; --")") == "DROP SCHEMA \"a\"\"; DROP TABLE t; --\"")
    }

    @Test("settled code is the same code, whatever it is put into")
    func settling() {
        let columns: SQL = ["a", "b\"c"].map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
        let sql: SQL = "SELECT \(sql: columns) FROM t WHERE a = \(1) AND b = \("x") LIMIT \(2) \(.skipLocked)"
        let whole: SQL = "WITH w AS (SELECT \(9)) \(sql: sql.settled)"
        #expect(sql.settled.pieces.count == 8)
        for engine in [Engine.sqlite, .postgres] {
            #expect(text(sql.settled, engine) == text(sql, engine))
            #expect(text(whole, engine) == text("WITH w AS (SELECT \(9)) \(sql: sql)", engine))
        }
        #expect(whole.parameters.map(\.value) == [.integer(9), .integer(1), .text("x"), .integer(2)])
        #expect(("SELECT \(in: [Int]())" as SQL).settled.pieces.count == 1)
    }

    @Test("a nil keeps the type of what it could have been")
    func typedNull() {
        let sql: SQL = "SELECT \(nil as Int?), \(nil as String?)"
        #expect(sql.parameters.map(\.type) == [.integer, .text])
        #expect(sql.parameters.map(\.value) == [.null, .null])
    }
}
