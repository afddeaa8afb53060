#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Objects of JSON as rows of cells. Nested fields are columns too: {"place": {"city": …}} has the column place.city. */
typedef struct loam_json loam_json;

/* The text of a cell, without escapes; lists are joined by semicolons, null and what is missing are empty. */
struct loam_json_cell {
    const char *start;
    size_t length;
};

loam_json *loam_json_make(void);
void loam_json_free(loam_json *json);

/* Bytes that must be readable behind each line. */
size_t loam_json_padding(void);

/* Adds the columns of one object to those that are known. NULL, or what is wrong with the line. */
const char *loam_json_learn(loam_json *json, const char *line, size_t length);
/* Adds one column by its name, as learned before. */
void loam_json_add_column(loam_json *json, const char *name, size_t length);
size_t loam_json_columns(const loam_json *json);
struct loam_json_cell loam_json_column(const loam_json *json, size_t index);

/* Fills one cell for each column; they are valid until the next line. NULL, or what is wrong with the line. */
const char *loam_json_row(loam_json *json, const char *line, size_t length, struct loam_json_cell *cells);

/* Turns a whole document into lines of objects: a list of objects, an object of objects, {"fields": …, "data": …}, or
   {"head": …, "results": {"bindings": …}} as SPARQL answers. NULL, or what is wrong with it. The document must be
   padded. What is written lives until the next call. */
const char *loam_json_document(
    loam_json *json, const char *text, size_t length, const char **lines, size_t *lines_length);

/* Whether the bytes are UTF-8 without a zero byte. */
int loam_text_is_sound(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
