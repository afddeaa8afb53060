#pragma once
#include <libpq-fe.h>

/* Macros that are characters are not imported. */
static const int cpostgres_sqlstate = PG_DIAG_SQLSTATE;
static const int cpostgres_message = PG_DIAG_MESSAGE_PRIMARY;
static const int cpostgres_table = PG_DIAG_TABLE_NAME;
static const int cpostgres_column = PG_DIAG_COLUMN_NAME;
static const int cpostgres_constraint = PG_DIAG_CONSTRAINT_NAME;
static const int cpostgres_source_function = PG_DIAG_SOURCE_FUNCTION;

/* POLLRDHUP of <poll.h>, which glibc shows to GNU sources only. */
static const short cpostgres_poll_hung_up = 0x2000;
