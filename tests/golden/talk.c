/* talk.c - runs a conversation written as text. SPDX-License-Identifier: Apache-2.0
 *
 *   # comment
 *   tcp 502 [joined | inside] | udp 9600 [CLIENTPORT] | frame 0x8892 | frame llc 0x42 | frame snap 0x00000c 0x2000 | ip 112 [TTL]
 *   > 0001 "text\r\n" 00        client to server       < ...   server to client
 *   + 0203                      continues the packet of the line above
 *   cut 20                      the capture holds the packet above without its last 20 bytes
 *   gap >                       bytes of that direction were lost
 */

#include "golden.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/engine.h"
#include "facts.h"
#include "lib/clock.h"

#define CLIENT_PORT 49152
#define GAP_BYTES   100

struct talk {
	const char *path;
	int line;
	bool failed;
	struct fact_lines facts;
	struct flows flows;
	struct engine *engine;
	struct buf *out;
	bool open; /* a flow header was read */
	char header[64];
	struct frame frame; /* as the client sends */
	uint32_t seq[2];
	int64_t now;
	int side; /* of the pending message, -1 none */
	struct buf message;
	size_t piece; /* of TCP messages, 0 whole */
	size_t cut;   /* bytes of the pending message that were not captured */
	struct flow *flow;
	const struct dissector *dissector;
};

static void complain(struct talk *t, const char *what)
{
	printf("%s:%d: %s\n", t->path, t->line, what);
	t->failed = true;
}

static void end_flow(void *argument, struct flow *flow)
{
	struct talk *t = argument;

	t->dissector = flow->app.dissector ? flow->app.dissector : t->dissector;
	engine_end(t->engine, flow);
}

static void swap_ends(struct frame *f)
{
	struct mac mac = f->src_mac;
	struct address ip = f->src;
	uint16_t port = f->src_port;

	f->src_mac = f->dst_mac;
	f->dst_mac = mac;
	f->src = f->dst;
	f->dst = ip;
	f->src_port = f->dst_port;
	f->dst_port = port;
}

static void send_packet(struct talk *t, int side, const void *bytes, size_t length, uint8_t flags)
{
	struct frame f = t->frame;
	struct flow_lookup lookup;
	bool fresh;

	if (side)
		swap_ends(&f);
	t->now += SECOND / 1000;
	f.time = t->now;
	f.tcp_flags = flags;
	f.seq = t->seq[side];
	f.ack = t->seq[!side];
	f.cut = (uint32_t)t->cut;
	f.payload = cursor_init(bytes, length - t->cut);
	f.wire_length = (uint32_t)(length + 54);
	t->seq[side] += (uint32_t)length + (flags & TCP_SYN ? 1 : 0);
	flow_prepare(&t->flows, &f, &lookup);
	struct flow *flow = flow_get(&t->flows, &f, &lookup, &fresh);
	if (fresh)
		engine_orient(t->engine, flow, &f, lookup.side);
	engine_packet(t->engine, flow, lookup.side, &f);
	if (flow->app.dissector)
		t->dissector = flow->app.dissector;
}

/* Sends an exact copy, so that a read past the end is seen by the sanitizer. */
static void send_exactly(struct talk *t, size_t offset, size_t length)
{
	const size_t captured = length - t->cut;
	uint8_t *copy = malloc(captured ? captured : 1);

	if (captured)
		memcpy(copy, t->message.data + offset, captured);
	send_packet(t, t->side, copy, length, TCP_ACK | TCP_PSH);
	free(copy);
}

/* The message in pieces of so many bytes, two and two in the wrong order, each sent twice. */
static void send_pieces(struct talk *t, size_t piece)
{
	const uint32_t start = t->seq[t->side];
	const size_t whole = t->message.length;

	for (size_t i = 0; i < whole; i += piece) {
		const size_t at = (i / piece % 2 ? i - piece : i + piece < whole ? i + piece : i);
		const size_t length = whole - at < piece ? whole - at : piece;

		for (int again = 0; again < 2; again++) {
			t->seq[t->side] = start + (uint32_t)at;
			send_exactly(t, at, length);
		}
	}
	t->seq[t->side] = start + (uint32_t)whole;
}

static void flush_message(struct talk *t)
{
	if (t->side < 0)
		return;
	if (t->piece && t->frame.transport == TRANSPORT_TCP && !t->cut)
		send_pieces(t, t->piece);
	else
		send_exactly(t, 0, t->message.length);
	t->side = -1;
	t->cut = 0;
	buf_clear(&t->message);
}

static void close_flow(struct talk *t)
{
	if (!t->open)
		return;
	flush_message(t);
	flows_free(&t->flows);
	engine_free(t->engine);
	buf_printf(t->out, "flow %s %s\n", t->header, t->dissector ? t->dissector->name : "unknown");
	fact_lines_flush(&t->facts, t->out);
	t->open = false;
}

static void set_transport(struct talk *t, const char *kind, char args[3][32], int count)
{
	struct frame *f = &t->frame;
	unsigned long a = count > 0 ? strtoul(args[0], NULL, 0) : 0;
	unsigned long b = count > 1 ? strtoul(args[1], NULL, 0) : 0;

	if (strcmp(kind, "tcp") == 0 || strcmp(kind, "udp") == 0) {
		f->transport = *kind == 't' ? TRANSPORT_TCP : TRANSPORT_UDP;
		f->protocol = *kind == 't' ? 6 : 17;
		f->dst_port = (uint16_t)a;
		f->src_port = (uint16_t)(b ? b : CLIENT_PORT);
	} else if (strcmp(kind, "ip") == 0) {
		f->transport = TRANSPORT_IP;
		f->protocol = (uint8_t)a;
		f->ttl = (uint8_t)(count > 1 ? b : f->ttl);
	} else {
		f->transport = TRANSPORT_FRAME;
		f->ip_version = 0;
		f->type = a;
		if (strcmp(args[0], "llc") == 0)
			f->type = FRAME_LLC(b);
		if (strcmp(args[0], "snap") == 0)
			f->type = FRAME_SNAP(b, strtoul(args[2], NULL, 0));
	}
}

static void open_flow(struct talk *t, const char *line)
{
	static const uint8_t client[4] = {192, 0, 2, 1}, server[4] = {192, 0, 2, 2}, inside[4] = {192, 168, 2, 2};
	char kind[32], args[3][32] = {"", "", ""};
	int n = sscanf(line, "%31s %31s %31s %31s", kind, args[0], args[1], args[2]);

	if (n < 2) {
		complain(t, "a flow needs a port or type");
		return;
	}
	close_flow(t);
	t->frame = (struct frame){
		.has_mac = true,
		.src_mac = {{2, 0, 0, 0, 0, 1}},
		.dst_mac = {{2, 0, 0, 0, 0, 2}},
		.type = 0x0800,
		.ip_version = 4,
		.ttl = 64,
		.src = address_from_ip4(client),
		.dst = address_from_ip4(strcmp(args[1], "inside") == 0 ? inside : server),
	};
	set_transport(t, kind, args, n - 1);
	snprintf(t->header, sizeof(t->header), "%s/%s%s%s%s%s", kind, args[0], *args[1] ? "/" : "",
		 args[1], *args[2] ? "/" : "", args[2]);
	flows_init(&t->flows, 64, 1 << 20, end_flow, t);
	t->engine = engine_new(&t->flows, &t->facts.sink);
	t->dissector = NULL;
	t->open = true;
	t->seq[0] = 1000;
	t->seq[1] = 5000;
	if (t->frame.transport == TRANSPORT_TCP && strcmp(args[1], "joined") != 0) {
		send_packet(t, 0, "", 0, TCP_SYN);
		send_packet(t, 1, "", 0, TCP_SYN | TCP_ACK);
	}
}

static const char *read_escape(const char *p, struct buf *out)
{
	static const char letters[] = "rnt0\\\"", bytes[] = "\r\n\t\0\\\"";
	const char *hit = *p ? strchr(letters, *p) : NULL;

	if (*p == 'x' && isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2])) {
		char hex[3] = {p[1], p[2], 0};

		buf_byte(out, (uint8_t)strtoul(hex, NULL, 16));
		return p + 3;
	}
	buf_byte(out, (uint8_t)(hit ? bytes[hit - letters] : *p));
	return *p ? p + 1 : p;
}

static void read_bytes(struct talk *t, const char *p)
{
	while (*p && *p != '#') {
		if (isspace((unsigned char)*p)) {
			p++;
		} else if (*p == '"') {
			for (p++; *p && *p != '"';) {
				if (*p == '\\')
					p = read_escape(p + 1, &t->message);
				else
					buf_byte(&t->message, (uint8_t)*p++);
			}
			p += *p == '"';
		} else if (isxdigit((unsigned char)p[0]) && isxdigit((unsigned char)p[1])) {
			char hex[3] = {p[0], p[1], 0};

			buf_byte(&t->message, (uint8_t)strtoul(hex, NULL, 16));
			p += 2;
		} else {
			complain(t, "neither hexadecimal nor \"text\"");
			return;
		}
	}
}

static void read_line(struct talk *t, const char *line)
{
	while (isspace((unsigned char)*line))
		line++;
	if (*line == '\0' || *line == '#')
		return;
	if (isalpha((unsigned char)*line) && strncmp(line, "gap", 3) != 0 && strncmp(line, "cut", 3) != 0) {
		open_flow(t, line);
	} else if (!t->open) {
		complain(t, "bytes before a flow");
	} else if (*line == '>' || *line == '<') {
		flush_message(t);
		t->side = *line == '<';
		read_bytes(t, line + 1);
	} else if (*line == '+') {
		read_bytes(t, line + 1);
	} else if (*line == 'c') {
		t->cut = strtoul(line + 3, NULL, 10);
		if (t->side < 0 || t->cut > t->message.length)
			complain(t, "more is cut than the packet above has");
		t->cut = t->cut > t->message.length ? 0 : t->cut;
	} else if (*line == 'g') {
		flush_message(t);
		t->seq[strchr(line, '<') != NULL] += GAP_BYTES;
	} else {
		complain(t, "a line begins with > < + gap or a transport");
	}
}

int talk_facts(const char *path, size_t piece, struct buf *out)
{
	struct talk t = {
		.path = path, .out = out, .side = -1, .piece = piece, .now = 1772431200 * SECOND};
	char line[16384];
	FILE *f = fopen(path, "r");

	if (!f) {
		printf("%s: cannot be read\n", path);
		return -1;
	}
	fact_lines_init(&t.facts);
	while (fgets(line, sizeof(line), f)) {
		t.line++;
		read_line(&t, line);
	}
	fclose(f);
	close_flow(&t);
	buf_free(&t.message);
	return t.failed ? -1 : 0;
}
