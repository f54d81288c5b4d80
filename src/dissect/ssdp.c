/* ssdp.c - Simple Service Discovery Protocol (UPnP Device Architecture 2.0, 1).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/subject.h"

#define HEADERS_MAX 64

struct ssdp {
	struct cursor server;
	struct cursor type; /* NT or ST */
	bool leaving;
};

/* "OS/version UPnP/1.1 product/version" (1.2.2): the first is the system, the last the product. */
static void say_server(struct context *ctx, struct cursor server)
{
	const struct subject banner = subject_as(subject_sender(), RANK_BANNER, 50);

	subject_rest(ctx, &banner, attribute_software, server);
	struct cursor os = line_until(&server, ' ');

	if (cursor_find(&os, '/') > 0 && !line_begins(&os, "UPnP/") &&
	    line_find(&server, "UPnP/") >= 0)
		subject_rest(ctx, &banner, attribute_os, os);
}

/* "urn:DOMAIN:device:TYPE:VERSION", "urn:DOMAIN:service:TYPE:VERSION". */
static void say_type(struct context *ctx, struct cursor urn)
{
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 60);

	if (!line_begins(&urn, "urn:"))
		return;
	line_until(&urn, ':');
	line_until(&urn, ':');
	struct cursor kind = line_until(&urn, ':');
	struct cursor type = line_until(&urn, ':');

	if (line_is(&kind, "service"))
		subject_rest(ctx, &sender, attribute_service, type);
	/* A gateway announces its inner parts (WANDevice, LANDevice) besides itself. */
	else if (line_is(&kind, "device") && !line_begins(&type, "WAN") &&
	         !line_begins(&type, "LANDevice"))
		subject_rest(ctx, &sender, attribute_device_type, type);
}

static bool headers(struct cursor *c, struct ssdp *ssdp)
{
	struct cursor line, value;

	for (int i = 0; i < HEADERS_MAX && line_next(c, &line); i++) {
		if (cursor_left(&line) == 0)
			return true;
		if (line_value(&line, "SERVER", &value))
			ssdp->server = value;
		else if (line_value(&line, "NT", &value) || line_value(&line, "ST", &value))
			ssdp->type = value;
		else if (line_value(&line, "NTS", &value))
			ssdp->leaving = line_is(&value, "ssdp:byebye");
	}
	return cursor_left(c) == 0;
}

static enum verdict ssdp_dissect(struct cursor *c, struct context *ctx)
{
	struct ssdp ssdp = {.server = cursor_init(NULL, 0), .type = cursor_init(NULL, 0)};
	struct cursor line;

	if (!line_next(c, &line))
		return VERDICT_NO;
	bool search = line_begins(&line, "M-SEARCH * HTTP/1.");
	bool speaks = line_begins(&line, "NOTIFY * HTTP/1.") ||
	              line_begins(&line, "HTTP/1.1 200") || line_begins(&line, "HTTP/1.0 200");

	if (!search && !speaks)
		return VERDICT_NO;
	if (!headers(c, &ssdp)) {
		emit_anomaly(ctx, "ssdp.header");
		return VERDICT_MALFORMED;
	}
	cursor_skip(c, cursor_left(c));
	if (search || ssdp.leaving)
		return VERDICT_YES;
	if (cursor_left(&ssdp.server) > 0)
		say_server(ctx, ssdp.server);
	say_type(ctx, ssdp.type);
	return VERDICT_YES;
}

const struct dissector dissector_ssdp = {
        .name = "ssdp",
        .title = "SSDP (UPnP)",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {1900},
        .dissect = ssdp_dissect,
};
