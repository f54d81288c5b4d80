/* packets.c - packets that the sensors still hold, as a capture. SPDX-License-Identifier: Apache-2.0
 *
 * Hostile bytes are read by a confined child; here they are only passed on, through a file without a
 * name, so that a slow client keeps nobody from anything.
 */

#include "serve/request.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/clock.h"
#include "serve/routes.h"
#include "serve/packets.h"
#include "serve/server.h"
#include "store/source_site.h"

#define CUT_MAX	  (UINT64_C(1) << 30)

static bool bad(struct request *r, const char *name)
{
	request_problem(r, 422, "Value does not fit", "%s is not possible", name);
	return false;
}

static bool read_time(struct request *r, const char *name, int64_t missing, int64_t *out)
{
	const char *text = request_text(r, name);

	*out = missing;
	return !*text || clock_parse(text, out) == 0 || bad(r, name);
}

static bool read_address(struct request *r, const char *name, bool *has, struct address *out)
{
	const char *text = request_text(r, name);

	*has = *text != '\0';
	return !*has || address_parse(text, out) || bad(r, name);
}

static bool read_want(struct request *r, struct serve_want *want)
{
	want->port = (int32_t)request_number(r, "port", -1);
	return read_time(r, "from", 0, &want->from) && read_time(r, "to", INT64_MAX, &want->to) &&
	       read_address(r, "ip", &want->has_ip, &want->ip) &&
	       read_address(r, "peer", &want->has_peer, &want->peer) &&
	       (want->port <= 65535 || bad(r, "port"));
}

struct packets_files *packets_files(struct request *r, struct serve_cut *cut)
{
	struct packets_files *files = arena_alloc(&r->arena, sizeof(*files));

	cut->files = files->fd;
	cut->spans = files->span;
	return files;
}

void packets_add(struct serve_cut *cut, struct packets_files *files, int fd, const struct source_span *span)
{
	if (cut->count == PACKETS_FILES_MAX) {
		close(fd);
		return;
	}
	files->fd[cut->count] = fd;
	files->span[cut->count++] = (struct serve_span){.from = span ? span->since : INT64_MIN,
	                                                .to = span ? span->until : INT64_MAX};
}

/* The segments of one interface (proc/ring_files.h names them so). */
static void open_span(struct request *r, const char *interface, const struct source_span *span, struct serve_cut *cut,
                      struct packets_files *files)
{
	for (unsigned i = 0; cut->count < PACKETS_FILES_MAX && *interface && !strchr(interface, '/'); i++) {
		const char *path = arena_printf(&r->arena, "%s-ring-%s-%03u",
		                                r->server->config.database, interface, i);
		const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

		if (fd < 0)
			return;
		packets_add(cut, files, fd, span);
	}
}

/* The ring is the interface's, which may have been heard for one site after another: each has its own times. */
void packets_open_ring(struct request *r, const struct source *source, struct serve_cut *cut,
                       struct packets_files *files)
{
	struct source_span *spans = NULL;
	size_t count = 0;

	if (store_source_spans(r->store, source, &r->arena, &spans, &count) != 0)
		return;
	while (count-- > 0) /* the latest first: there is room for so many files */
		open_span(r, source->interface, &spans[count], cut, files);
}

/* Of the interfaces that this viewer may see. */
static bool open_rings(struct request *r, struct serve_cut *cut, struct packets_files *files)
{
	struct source *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_sources(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, "live") == 0)
			packets_open_ring(r, &rows[i], cut, files);
	if (cut->count == 0)
		request_problem(r, 404, "No packets", "no sensor keeps packets");
	return cut->count > 0;
}

static int copy(struct request *r, int from, uint64_t *total)
{
	char bytes[65536];
	ssize_t n;
	int rc = 0;

	while (rc == 0 && *total <= CUT_MAX && (n = read(from, bytes, sizeof(bytes))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		rc = n < 0 ? -errno : spool_write(r, bytes, (size_t)n);
		*total += n > 0 ? (uint64_t)n : 0;
	}
	return rc;
}

static void send_spool(struct request *r, uint64_t size, const char *name)
{
	if (size == 0) {
		request_problem(r, 404, "No packets", "none of that is kept");
		return;
	}
	if (size > CUT_MAX) {
		request_problem(r, 413, "Too large", "that is over 1 GiB: ask for a shorter time");
		return;
	}
	r->stream = MHD_create_response_from_fd64(size, r->spool);
	if (!r->stream) {
		request_failed(r, -ENOMEM);
		return;
	}
	r->spool = -1; /* libmicrohttpd's now */
	r->status = 200;
	r->type = "application/vnd.tcpdump.pcap";
	r->disposition = arena_printf(&r->arena, "attachment; filename=\"%s.pcapng\"", name);
}

static const char *describe(struct request *r)
{
	return arena_printf(&r->arena, "%s..%s %s %s %s", request_text(r, "from"),
	                    request_text(r, "to"), request_text(r, "ip"), request_text(r, "peer"),
	                    request_text(r, "port"));
}

void packets_answer(struct request *r, const struct serve_cut *cut, const char *name, const char *detail)
{
	const struct serve_jobs *jobs = &r->server->config.jobs;
	struct change c = {.kind = CHANGE_PACKETS, .packets = {.detail = detail}};
	uint64_t size = 0;
	int answer = -1;

	if (!jobs->packets) {
		request_failed(r, -ENOSYS);
		return;
	}
	if (!request_good(r, request_change(r, &c)) || !spool_open(r, false))
		return;
	int rc = jobs->packets(jobs->argument, cut, &answer);
	if (rc == 0) {
		rc = copy(r, answer, &size);
		close(answer);
	}
	if (request_good(r, rc))
		send_spool(r, size, name);
}

void packets_close(struct serve_cut *cut)
{
	for (size_t i = 0; i < cut->count; i++)
		close(cut->files[i]);
	cut->count = 0;
}

void packets_get(struct request *r)
{
	struct serve_cut cut = {.wants = 1};
	struct packets_files *files = packets_files(r, &cut);

	if (!read_want(r, &cut.want[0]))
		return;
	if (open_rings(r, &cut, files))
		packets_answer(r, &cut, "yagura-packets", describe(r));
	packets_close(&cut);
}
