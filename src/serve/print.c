/* print.c - the table of routes as docs/api.md and as OpenAPI 3.1. SPDX-License-Identifier:
 * Apache-2.0 */

#include "serve/serve.h"

#include <string.h>

#include "lib/json_out.h"
#include "serve/rights.h"
#include "serve/routes.h"

static const char *const type_names[] = {
        [PARAMETER_TEXT] = "string",
        [PARAMETER_NUMBER] = "integer",
        [PARAMETER_FLAG] = "string",
        [PARAMETER_ASSET] = "string",
};

static const char *const body_types[] = {
        [BODY_NONE] = NULL,
        [BODY_JSON] = "application/json",
        [BODY_TABLE] = "application/json",
        [BODY_LEDGER] = "application/octet-stream",
        [BODY_CAPTURE] = "application/octet-stream",
        [BODY_BUNDLE] = "application/octet-stream",
};

static const char *const body_words[] = {
        [BODY_NONE] = "",
        [BODY_JSON] = "",
        [BODY_TABLE] = "",
        [BODY_LEDGER] = "the file, at most 50 MB",
        [BODY_CAPTURE] = "the file, at most 2 GB",
        [BODY_BUNDLE] = "the file, at most 128 MB",
};

static void print_parameters(struct buf *out, const struct route *route)
{
	for (size_t list = 0; list < 2; list++)
		for (const struct parameter *p = route->parameters[list]; p && p->name; p++)
			buf_printf(out, "%s`%s`", list || p != route->parameters[0] ? " " : "",
			           p->name);
}

static void print_rights(struct buf *out, const struct route *route)
{
	const char *between = "";

	if (route->open) {
		buf_text(out, "anybody");
		return;
	}
	for (size_t i = 0; i < RIGHT_COUNT; i++)
		if (route->rights & 1u << i) {
			buf_printf(out, "%s%s", between, right_name(i));
			between = " or ";
		}
}

/* The table of roles: a right a row, a role a column. */
static void print_roles(struct buf *out)
{
	buf_text(out, "\n## Roles and rights\n\nA person has roles, each in a scope and below it. A request acts in those of his scopes where he has the right, and sees nothing of the others. With `?scope=` it acts in that site and below it alone.\n\n| right | what |");
	for (int role = 0; role < ROLE_COUNT; role++)
		buf_printf(out, " %s |", account_role_name((enum user_role)role));
	buf_text(out, "\n|---|---|");
	for (int role = 0; role < ROLE_COUNT; role++)
		buf_text(out, "---|");
	buf_text(out, "\n");
	for (size_t i = 0; i < RIGHT_COUNT; i++) {
		buf_printf(out, "| %s | %s |", right_name(i), right_says(i));
		for (int role = 0; role < ROLE_COUNT; role++)
			buf_text(out, role_may((enum user_role)role, 1u << i) ? " x |" : " |");
		buf_text(out, "\n");
	}
}

static void print_row(struct buf *out, const struct route *route)
{
	buf_printf(out, "| %s | `%s` | ", method_name(route->method), route->pattern);
	print_rights(out, route);
	buf_printf(out, " | %s | ", route->says);
	print_parameters(out, route);
	buf_printf(out, " | %s |\n", route->sends ? route->sends : body_words[route->body]);
}

/* Parameters of the same name say the same everywhere: each is told once. */
static bool told_before(size_t route, size_t list, const struct parameter *parameter)
{
	for (size_t i = 0; i <= route; i++)
		for (size_t l = 0; l < 2; l++)
			for (const struct parameter *p = routes[i].parameters[l]; p && p->name;
			     p++) {
				if (i == route && l == list && p == parameter)
					return false;
				if (strcmp(p->name, parameter->name) == 0 &&
				    strcmp(p->says, parameter->says) == 0)
					return true;
			}
	return false;
}

static void print_meanings(struct buf *out)
{
	for (size_t i = 0; i < route_count; i++)
		for (size_t list = 0; list < 2; list++)
			for (const struct parameter *p = routes[i].parameters[list]; p && p->name;
			     p++)
				if (!told_before(i, list, p))
					buf_printf(out, "- `%s`: %s\n", p->name, p->says);
}

void serve_print_api(struct buf *out)
{
	buf_text(
	        out,
	        "# HTTP API\n\n"
	        "Printed from the table in `src/serve/routes.c`; `meson test api_table` tells when "
	        "this file is stale,\n`build/tests/api/print-api > docs/api.md` prints it anew.\n\n"
	        "Every address begins with `/api/v1`. Answers are JSON with `snake_case` keys; "
	        "times "
	        "are RFC 3339 in UTC,\nids are texts. Lists are "
	        "`{\"items\": [...], \"total\": N, \"next\": cursor or null}`. Errors are\n"
	        "`application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`;\n"
	        "title and detail are Japanese for `Accept-Language: ja`, `problem` is always the English title.\n\n"
	        "A browser signs in with `POST /session` and sends the cookie `yagura_session`; "
	        "what "
	        "changes something\nneeds the header `X-Yagura: 1` then. A program sends "
	        "`Authorization: Bearer TOKEN`. Any one right of a route's\n"
	        "is enough; which role has it stands at the end.\n\n"
	        "| method | address | right | what | parameters | body |\n"
	        "|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < route_count; i++)
		print_row(out, &routes[i]);
	buf_text(out, "\n## Parameters\n\n");
	print_meanings(out);
	print_roles(out);
}

/* ---- OpenAPI ---- */

static void open_path(struct json_out *j, const char *pattern)
{
	const char *begin = strchr(pattern, '{');
	const char *end = begin ? strchr(begin, '}') : NULL;

	if (!end)
		return;
	json_object(j, NULL);
	json_text_n(j, "name", begin + 1, (size_t)(end - begin) - 1);
	json_text(j, "in", "path");
	json_bool(j, "required", true);
	json_object(j, "schema");
	json_text(j, "type", "string");
	json_object_end(j);
	json_object_end(j);
}

static void open_parameter(struct json_out *j, const struct parameter *p)
{
	json_object(j, NULL);
	json_text(j, "name", p->name);
	json_text(j, "in", "query");
	json_text(j, "description", p->says);
	json_object(j, "schema");
	json_text(j, "type", type_names[p->type]);
	if (p->type == PARAMETER_FLAG)
		json_raw(j, "enum", "[\"0\",\"1\"]");
	json_object_end(j);
	json_object_end(j);
}

static void open_body(struct json_out *j, const struct route *route)
{
	if (route->body == BODY_NONE)
		return;
	json_object(j, "requestBody");
	json_text(j, "description", route->sends ? route->sends : body_words[route->body]);
	json_bool(j, "required", true);
	json_object(j, "content");
	json_object(j, body_types[route->body]);
	json_object_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void open_responses(struct json_out *j)
{
	json_object(j, "responses");
	json_raw(j, "2XX", "{\"description\":\"done\"}");
	json_raw(j, "default",
	         "{\"description\":\"a problem\",\"content\":{\"application/problem+json\":{"
	         "\"schema\":{\"$ref\":\"#/components/schemas/problem\"}}}}");
	json_object_end(j);
}

static void open_operation(struct json_out *j, const struct route *route)
{
	static const char *const verbs[] = {"get", "post", "patch", "delete"};

	json_object(j, verbs[route->method]);
	json_text(j, "summary", route->says);
	json_array(j, "x-rights");
	for (size_t i = 0; i < RIGHT_COUNT; i++)
		if (route->rights & 1u << i)
			json_text(j, NULL, right_name(i));
	json_array_end(j);
	if (route->open)
		json_raw(j, "security", "[]");
	json_array(j, "parameters");
	open_path(j, route->pattern);
	for (size_t list = 0; list < 2; list++)
		for (const struct parameter *p = route->parameters[list]; p && p->name; p++)
			open_parameter(j, p);
	json_array_end(j);
	open_body(j, route);
	open_responses(j);
	json_object_end(j);
}

/* Routes of one pattern need not stand together. */
static bool first_of_pattern(size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(routes[i].pattern, routes[at].pattern) == 0)
			return false;
	return true;
}

void serve_print_openapi(struct buf *out)
{
	struct json_out j = {.out = out};

	json_object(&j, NULL);
	json_text(&j, "openapi", "3.1.0");
	json_raw(&j, "info", "{\"title\":\"Yagura\",\"version\":\"1\"}");
	json_raw(&j, "servers", "[{\"url\":\"/api/v1\"}]");
	json_raw(&j, "security", "[{\"session\":[]},{\"token\":[]}]");
	json_object(&j, "paths");
	for (size_t i = 0; i < route_count; i++) {
		if (!first_of_pattern(i))
			continue;
		json_object(&j, routes[i].pattern);
		for (size_t k = i; k < route_count; k++)
			if (strcmp(routes[k].pattern, routes[i].pattern) == 0)
				open_operation(&j, &routes[k]);
		json_object_end(&j);
	}
	json_object_end(&j);
	json_raw(
	        &j, "components",
	        "{\"securitySchemes\":{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":"
	        "\"yagura_session\"},\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}},"
	        "\"schemas\":"
	        "{\"problem\":{\"type\":\"object\",\"properties\":{\"type\":{\"type\":\"string\"},"
	        "\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},\"detail\":{"
	        "\"type\":"
	        "\"string\"},\"problem\":{\"type\":\"string\"}}}}}");
	json_object_end(&j);
}
