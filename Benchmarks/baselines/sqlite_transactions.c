/* The bare loop that our single-row transactions are held against: same file, same settings, no layer in between.
   sqlite_transactions FILE COUNT prints transactions per second. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void check(sqlite3 *db, int code, const char *doing) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "Error: %s failed: %s\n", doing, sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement;
    check(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "Usage: sqlite_transactions FILE COUNT\n");
        return 64;
    }
    sqlite3 *db;
    check(NULL, sqlite3_open(argv[1], &db), "opening the file");
    check(db, sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", 0, 0, 0),
          "setting up");
    check(db, sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS entries (id BIGINT PRIMARY KEY, text TEXT NOT NULL)", 0, 0, 0),
          "making the table");
    check(db, sqlite3_exec(db, "DELETE FROM entries", 0, 0, 0), "emptying the table");
    sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE");
    sqlite3_stmt *insert = prepare(db, "INSERT INTO entries (id, text) VALUES ($1, $2)");
    sqlite3_stmt *commit = prepare(db, "COMMIT");

    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    long count = atol(argv[2]);
    for (long i = 0; i < count; i++) {
        check(db, sqlite3_step(begin), "begin");
        sqlite3_reset(begin);
        sqlite3_bind_int64(insert, 1, i);
        sqlite3_bind_text(insert, 2, "one row, written and durable", -1, SQLITE_STATIC);
        check(db, sqlite3_step(insert), "insert");
        sqlite3_reset(insert);
        check(db, sqlite3_step(commit), "commit");
        sqlite3_reset(commit);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
    printf("%.0f\n", count / seconds);
    sqlite3_finalize(begin);
    sqlite3_finalize(insert);
    sqlite3_finalize(commit);
    return sqlite3_close(db);
}
