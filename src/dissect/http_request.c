/* http_request.c - what HTTP asks a server for, as an operation (RFC 9110, 9.3; RFC 4918, 9; RFC
 * 5789). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/http_request.h"

#include "dissect/line.h"
#include "dissect/path.h"

#include <string.h>

/* Of a file fewer are somebody's own number. */
#define FILE_DIGITS 6

/* A POST may do anything, but is nothing that only reads; what names a file to put or remove is a
 * matter of files. */
static const struct {
	const char *name;
	enum ot_class class;
} methods[] = {
        {"GET", OT_READ},    {"HEAD", OT_READ}, {"PROPFIND", OT_READ},  {"POST", OT_WRITE},
        {"PATCH", OT_WRITE}, {"PUT", OT_FILE},  {"DELETE", OT_FILE},    {"MKCOL", OT_FILE},
        {"MOVE", OT_FILE},   {"COPY", OT_FILE}, {"PROPPATCH", OT_FILE},
};

/* What a page brings along to look nice. */
static const char *const ornaments[] = {".css", ".js",  ".png", ".gif",  ".jpg",   ".jpeg", ".svg",
                                        ".ico", ".bmp", ".map", ".woff", ".woff2", ".ttf",  NULL};

/* Pictures and styles are one of a folder. */
static void gather_ornaments(char *path)
{
	char *name = strrchr(path, '/'), *end = strrchr(path, '.');

	if (!name || !end || end <= name + 1)
		return;
	const struct cursor kind = cursor_init(end, strlen(end));

	for (size_t i = 0; ornaments[i]; i++) {
		if (!line_is(&kind, ornaments[i]))
			continue;
		name[1] = '#';
		memmove(name + 2, end, strlen(end) + 1);
		return;
	}
}

/* DSP0226: by this path Windows is administered, which is told as such. */
static bool is_management(const char *path)
{
	return strcmp(path, "/wsman") == 0;
}

/* RFC 9112, 3.2.1: a path, of this very server; with a whole address it is asked to fetch
 * another's. */
static bool read_path(struct cursor line, enum ot_class class, char path[PATH_SIZE])
{
	const struct cursor target = line_until(&line, ' ');

	path_decode(target.pos, cursor_left(&target), path, PATH_SIZE);
	if (path[0] != '/' || is_management(path))
		return false;
	path_generalise(path, class == OT_FILE ? FILE_DIGITS : 1);
	if (class == OT_READ)
		gather_ornaments(path);
	return true;
}

operation_ref http_request(struct context *ctx, struct cursor line)
{
	const struct cursor method = line_until(&line, ' ');
	char path[PATH_SIZE];

	if (!address_is_private(&ctx->frame->dst))
		return 0;
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (!line_is(&method, methods[i].name))
			continue;
		if (!read_path(line, methods[i].class, path))
			return 0;
		return emit_operation(ctx, &(struct operation){.class = methods[i].class,
		                                               .subcode = NO_SUBCODE,
		                                               .pdu = methods[i].name,
		                                               .function = methods[i].name,
		                                               .target = "%s",
		                                               .text = path,
		                                               .text_length = strlen(path)});
	}
	return 0;
}

const char *http_result(unsigned int status)
{
	if (status < 400)
		return "ok";
	if (status == 401 || status == 403 || status == 407)
		return "refused";
	return status == 404 || status == 410 ? "not found" : "error";
}
