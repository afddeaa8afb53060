#include "CSimdJSON.h"

#include <cstring>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace simdjson;

struct loam_json {
    ondemand::parser parser;
    std::vector<std::string> names;
    std::unordered_map<std::string, size_t> places;
    /* For cells that are put together from several values. */
    std::vector<std::string> joined;
    std::string path;
    std::string key;
    std::string lines;
    /* The column after the one that was found last: objects of one file have their fields in one order. */
    size_t next = 0;
};

namespace {

constexpr size_t missing = static_cast<size_t>(-1);

/* Deeper nesting is nobody's table. */
constexpr int deepest = 16;

size_t place(loam_json &json, std::string_view name, bool learns) {
    if (json.next < json.names.size() && json.names[json.next] == name) return json.next++;
    json.key.assign(name);
    auto found = json.places.find(json.key);
    if (found != json.places.end()) {
        json.next = found->second + 1;
        return found->second;
    }
    if (!learns || json.names.size() >= 5000) return missing;
    json.places.emplace(json.key, json.names.size());
    json.names.push_back(json.key);
    json.joined.emplace_back();
    return json.names.size() - 1;
}

void add(loam_json &json, size_t column, std::string_view text, loam_json_cell *cells) {
    if (column == missing || !cells || text.empty()) return;
    loam_json_cell &cell = cells[column];
    if (cell.length == 0) {
        cell = {text.data(), text.size()};
        return;
    }
    std::string &sum = json.joined[column];
    if (cell.start != sum.data()) sum.assign(cell.start, cell.length);
    sum += ';';
    sum.append(text);
    cell = {sum.data(), sum.size()};
}

error_code visit_object(loam_json &json, ondemand::object object, loam_json_cell *cells, bool learns, int depth);

error_code visit(
    loam_json &json, ondemand::value value, std::string_view name, loam_json_cell *cells, bool learns, int depth) {
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return error;
    switch (type) {
    case ondemand::json_type::object: {
        if (depth == deepest) return DEPTH_ERROR;
        ondemand::object object;
        if (auto error = value.get_object().get(object)) return error;
        size_t length = json.path.size();
        json.path.append(name);
        json.path += '.';
        auto error = visit_object(json, object, cells, learns, depth + 1);
        json.path.resize(length);
        return error;
    }
    case ondemand::json_type::array: {
        if (depth == deepest) return DEPTH_ERROR;
        ondemand::array array;
        if (auto error = value.get_array().get(array)) return error;
        std::string kept(name);
        for (auto element : array) {
            ondemand::value item;
            if (auto error = element.get(item)) return error;
            if (auto error = visit(json, item, kept, cells, learns, depth + 1)) return error;
        }
        return SUCCESS;
    }
    default: break;
    }
    size_t column;
    if (json.path.empty()) {
        column = place(json, name, learns);
    } else {
        size_t length = json.path.size();
        json.path.append(name);
        column = place(json, json.path, learns);
        json.path.resize(length);
    }
    switch (type) {
    case ondemand::json_type::string: {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return error;
        add(json, column, text, cells);
        return SUCCESS;
    }
    case ondemand::json_type::null: {
        bool empty;
        if (auto error = value.is_null().get(empty)) return error;
        return empty ? SUCCESS : N_ATOM_ERROR;
    }
    case ondemand::json_type::boolean: {
        bool flag;
        if (auto error = value.get_bool().get(flag)) return error;
        add(json, column, flag ? "true" : "false", cells);
        return SUCCESS;
    }
    default: {
        std::string_view token = value.raw_json_token();
        if (!strchr("-0123456789", token.front())) return TAPE_ERROR;
        while (!token.empty() && strchr(" \t\r\n", token.back())) token.remove_suffix(1);
        add(json, column, token, cells);
        return SUCCESS;
    }
    }
}

error_code visit_object(loam_json &json, ondemand::object object, loam_json_cell *cells, bool learns, int depth) {
    for (auto entry : object) {
        ondemand::field field;
        if (auto error = std::move(entry).get(field)) return error;
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return error;
        if (auto error = visit(json, field.value(), key, cells, learns, depth)) return error;
    }
    return SUCCESS;
}

const char *read(loam_json &json, const char *line, size_t length, loam_json_cell *cells, bool learns) {
    json.next = 0;
    json.path.clear();
    ondemand::document document;
    auto error = json.parser.iterate(line, length, length + SIMDJSON_PADDING).get(document);
    if (!error) {
        ondemand::json_type type;
        error = document.type().get(type);
        if (!error && type != ondemand::json_type::object) return "it is no object";
    }
    if (!error) {
        ondemand::object object;
        error = document.get_object().get(object);
        if (!error) error = visit_object(json, object, cells, learns, 0);
    }
    if (!error && document.current_location().error() == SUCCESS) return "something follows the object";
    switch (error) {
    case SUCCESS: return nullptr;
    case UTF8_ERROR: return "it is not UTF-8";
    case UNCLOSED_STRING: return "a text in it does not end";
    case DEPTH_ERROR: return "it is nested too deep";
    case MEMALLOC: return "there is no memory for it";
    default: return "it is no valid JSON";
    }
}

/* Writes one object of names and values. */
void write_pair(std::string &lines, bool &first, std::string_view name, dom::element value) {
    lines += first ? "{" : ",";
    first = false;
    /* Names come out of a document that was read, so that they are written anew. */
    lines += '"';
    for (char letter : name) {
        if (letter == '"' || letter == '\\') lines += '\\';
        if (static_cast<unsigned char>(letter) >= 0x20) lines += letter;
    }
    lines += "\":";
    lines += minify(value);
}

const char *write_rows(loam_json &json, dom::element root) {
    std::string &lines = json.lines;
    dom::array list;
    dom::object object;
    if (!root.get(list)) {
        for (dom::element element : list) {
            lines += minify(element);
            lines += '\n';
        }
        return nullptr;
    }
    if (root.get(object)) return "it is neither a list nor an object";
    dom::array bindings;
    if (!object["results"]["bindings"].get(bindings)) {
        for (dom::element binding : bindings) {
            dom::object fields;
            if (binding.get(fields)) return "its bindings are no objects";
            bool first = true;
            for (auto field : fields) {
                dom::element value;
                if (!field.value["value"].get(value)) write_pair(lines, first, field.key, value);
            }
            lines += first ? "{}\n" : "}\n";
        }
        return nullptr;
    }
    dom::array names, rows;
    if (!object["fields"].get(names) && !object["data"].get(rows)) {
        for (dom::element row : rows) {
            dom::array values;
            if (row.get(values)) return "its rows are no lists";
            auto name = names.begin();
            bool first = true;
            for (dom::element value : values) {
                std::string_view text;
                if (name == names.end() || (*name).get(text)) return "its rows do not fit its fields";
                write_pair(lines, first, text, value);
                ++name;
            }
            lines += first ? "{}\n" : "}\n";
        }
        return nullptr;
    }
    for (auto field : object) {
        if (!field.value.is_object()) {
            /* One object of plain values is one row. */
            lines = minify(root);
            lines += '\n';
            return nullptr;
        }
        lines += minify(field.value);
        lines += '\n';
    }
    return nullptr;
}

} // namespace

loam_json *loam_json_make(void) { return new (std::nothrow) loam_json; }
void loam_json_free(loam_json *json) { delete json; }
size_t loam_json_padding(void) { return SIMDJSON_PADDING; }

const char *loam_json_learn(loam_json *json, const char *line, size_t length) {
    return read(*json, line, length, nullptr, true);
}

void loam_json_add_column(loam_json *json, const char *name, size_t length) {
    json->next = missing;
    place(*json, std::string_view(name, length), true);
}

size_t loam_json_columns(const loam_json *json) { return json->names.size(); }

loam_json_cell loam_json_column(const loam_json *json, size_t index) {
    const std::string &name = json->names[index];
    return {name.data(), name.size()};
}

const char *loam_json_row(loam_json *json, const char *line, size_t length, loam_json_cell *cells) {
    memset(cells, 0, json->names.size() * sizeof *cells);
    return read(*json, line, length, cells, false);
}

const char *loam_json_document(
    loam_json *json, const char *text, size_t length, const char **lines, size_t *lines_length) {
    dom::parser parser;
    dom::element root;
    json->lines.clear();
    if (parser.parse(text, length, false).get(root)) return "it is no valid JSON";
    if (const char *fault = write_rows(*json, root)) return fault;
    *lines = json->lines.data();
    *lines_length = json->lines.size();
    return nullptr;
}

int loam_text_is_sound(const char *text, size_t length) {
    return !memchr(text, 0, length) && validate_utf8(text, length);
}
