/* dispatch.c - from the head of a request to its route. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/anonymous.h"
#include "lib/memory.h"

struct request *request_new(struct server *server, const char *uri)
{
	struct request *r = xcalloc(1, sizeof(*r));

	*r = (struct request){.server = server, .uri = xstrdup(uri), .spool = -1};
	r->out.max = 256u << 20;
	return r;
}

void request_free(struct request *r)
{
	if (r->store)
		reader_give(r->server, r->store);
	if (r->object)
		json_in_free(r->object);
	spool_close(r);
	anonymous_free(r->anonymous);
	buf_free(&r->body);
	buf_free(&r->out);
	arena_free(&r->arena);
	free(r->uri);
	free(r);
}

static const uint64_t body_limits[] = {
        [BODY_NONE] = 0, [BODY_JSON] = SMALL_BODY, [BODY_TABLE] = TABLE_BODY,
        [BODY_LEDGER] = LEDGER_BODY, [BODY_CAPTURE] = 0, [BODY_BUNDLE] = BUNDLE_BODY};

/* By Content-Length; what comes without is counted as it comes. */
static bool length_good(struct request *r)
{
	const char *text = request_header(r, "Content-Length");
	char *end = NULL;
	const unsigned long long length = text ? strtoull(text, &end, 10) : 0;

	r->limit = r->route->body == BODY_CAPTURE ? r->server->config.max_upload
	                                          : body_limits[r->route->body];
	if (text && (end == text || *end != '\0'))
		request_problem(r, 400, "Bad length", "Content-Length is not a number");
	else if (length > r->limit)
		request_problem(r, 413, "Too large", "at most %llu bytes are taken here",
		                (unsigned long long)r->limit);
	return r->status == 0;
}

static bool is_json(const struct request *r)
{
	return r->route->body == BODY_JSON || r->route->body == BODY_TABLE;
}

/* Only JSON is taken as JSON: a form of another site cannot send that type. */
static bool type_good(struct request *r)
{
	const char *type = request_header(r, "Content-Type");

	if (!is_json(r) || (type && strncasecmp(type, "application/json", 16) == 0))
		return true;
	request_problem(r, 415, "Not JSON", "Content-Type must be application/json");
	return false;
}

static bool number_good(const char *text)
{
	return *text && strspn(text, "0123456789") == strlen(text) && strlen(text) <= 18;
}

static bool value_good(const struct parameter *parameter, const char *value)
{
	switch (parameter->type) {
	case PARAMETER_NUMBER:
		return number_good(value);
	case PARAMETER_FLAG:
		return strcmp(value, "0") == 0 || strcmp(value, "1") == 0 || *value == '\0';
	case PARAMETER_ASSET:
		return *value == '\0' || asset_id_parse(value) != 0;
	case PARAMETER_TEXT:
		break;
	}
	return strlen(value) <= 1024;
}

static bool parameters_good(struct request *r)
{
	for (size_t list = 0; list < 2; list++) {
		const struct parameter *p = r->route->parameters[list];

		for (; p && p->name; p++) {
			const char *value = target_value(&r->target, p->name);

			if (!value || value_good(p, value))
				continue;
			request_problem(r, 400, "Bad parameter", "%s is wrong: %s", p->name,
			                p->says);
			return false;
		}
	}
	return true;
}

static bool find_route(struct request *r, const char *method)
{
	unsigned allowed = 0;

	if (r->method < METHOD_COUNT)
		r->route = route_find(&r->target, r->method, &r->argument, &allowed);
	else
		(void)route_find(&r->target, METHOD_GET, &r->argument, &allowed);
	if (r->route)
		return true;
	if (allowed == 0)
		return false;
	char *list = arena_strdup(&r->arena, "");
	for (unsigned i = 0; i < METHOD_COUNT; i++)
		if (allowed & 1u << i)
			list = arena_printf(&r->arena, "%s%s%s", list, *list ? ", " : "",
			                    method_name((enum method)i));
	request_problem(r, 405, "Method not allowed", "%s is not possible here", method);
	r->allow = list;
	return false;
}

static enum method method_parse(const char *text)
{
	if (strcmp(text, "HEAD") == 0)
		return METHOD_GET;
	enum method method = METHOD_GET;
	while (method < METHOD_COUNT && strcmp(method_name(method), text) != 0)
		method++;
	return method;
}

static bool is_api(const struct target *target)
{
	return target->segment_count >= 1 && strcmp(target->segment[0], "api") == 0;
}

/* Before somebody is known, only the sign-in answers: not even which routes there are is told. */
static bool begin_api(struct request *r, const char *method)
{
	const bool v1 = r->target.segment_count >= 2 && strcmp(r->target.segment[1], "v1") == 0;
	const bool found = v1 && find_route(r, method);

	if (!found || !r->route->open) {
		const unsigned refused = r->status;

		r->status = 0;
		if (!auth_identify(r))
			return false;
		if (!r->signed_in) {
			request_problem(r, 401, "Not signed in", "a session or token is needed");
			return false;
		}
		r->status = refused;
	}
	if (r->status == 0 && !found)
		request_problem(r, 404, "Not found", "there is no such address");
	return found && auth_allow(r) && length_good(r) && type_good(r) && parameters_good(r) &&
	       request_anonymous_good(r);
}

bool request_begin(struct request *r, const char *method)
{
	r->begun = true;
	r->method = method_parse(method);
	if (!auth_host(r))
		return false;
	if (target_parse(r->uri, strlen(r->uri), &r->arena, &r->target) != 0) {
		request_problem(r, 400, "Bad address", "the address cannot be read");
		return false;
	}
	if (!is_api(&r->target)) {
		if (r->method == METHOD_GET) {
			static_answer(r);
			return false;
		}
		request_problem(r, 405, "Method not allowed", "%s is not possible here", method);
		r->allow = "GET";
		return false;
	}
	if (!begin_api(r, method))
		return false;
	if (r->route->body >= BODY_LEDGER) /* files */
		return spool_open(r, r->route->body == BODY_CAPTURE);
	return true;
}

bool request_take(struct request *r, const void *bytes, size_t length)
{
	if (r->status != 0)
		return true;
	r->received += length;
	if (r->received > r->limit)
		return false;
	if (r->spool < 0) {
		buf_append(&r->body, bytes, length);
		return true;
	}
	const int rc = spool_write(r, bytes, length);
	if (rc != 0)
		request_failed(r, rc);
	return true;
}

static bool read_object(struct request *r)
{
	const char *error = NULL;

	r->object = json_in_new(r->body.data, r->body.length, &error);
	if (!r->object)
		request_problem(r, 400, "Bad JSON", "%s", error);
	return r->object != NULL;
}

void request_handle(struct request *r)
{
	if (r->status != 0)
		return;
	if (is_json(r) && !read_object(r))
		return;
	r->route->handle(r);
	if (r->status == 0 && !r->stream)
		request_problem(r, 500, "Internal error", "no answer was made");
	if (r->out.full)
		request_problem(r, 507, "Too much", "the answer is too long: ask for less");
}
