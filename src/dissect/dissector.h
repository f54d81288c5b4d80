/* dissector.h - what every protocol dissector is, and how it speaks. SPDX-License-Identifier: Apache-2.0
 *
 * A dissector reads one message from a cursor and emits facts. It does not allocate, log, look at the
 * clock or know of the database. The engine finds out which dissector a flow belongs to by calling
 * them with facts switched off, so a dissector must say VERDICT_NO to what is not its own.
 */
#pragma once

#include "decode/frame.h"
#include "dissect/attribute.h"
#include "dissect/fact.h"
#include "lib/cursor.h"

struct flow;
struct context;

enum verdict {
	VERDICT_NO,	   /* not this protocol */
	VERDICT_MORE,	   /* a whole message needs more of the stream; nothing was emitted */
	VERDICT_YES,	   /* one message dissected; the cursor stands behind it */
	VERDICT_MALFORMED, /* this protocol, but broken: counted, and app.malformed if no anomaly named it */
};

/* Where facts go: observe in production, a printer in the golden tests. */
struct sink {
	operation_ref (*operation)(struct sink *, const struct context *, const struct operation *);
	void (*answer)(struct sink *, const struct context *, operation_ref, const char *result);
	void (*claim)(struct sink *, const struct context *, const struct claim *);
	void (*anomaly)(struct sink *, const struct context *, const char *event);
	void (*lookup)(struct sink *, const struct context *, const struct lookup *); /* or NULL */
	void (*ask)(struct sink *, const struct context *, const struct address *client,
		    const struct address *target); /* or NULL */
};

/* What a dissector may know besides the bytes, and what it may say to the engine. */
struct context {
	struct sink *sink;
	const struct dissector *dissector;
	const struct frame *frame; /* addresses of this packet */
	struct flow *flow;	   /* NULL for frames that belong to no flow; opaque to dissectors */
	void *state;		   /* state_size bytes, zeroed when the flow began; one for both directions, also
				      of frames and of protocols over IP */
	bool to_server;		   /* as far as the engine knows */
	bool on_port;		   /* one of the dissector's own ports is used */
	bool adrift;  /* bytes were lost since the last message: where one begins is a guess */
	bool awaited; /* another connection announced this one (expect.h) */
	struct expectations *expected; /* NULL: facts go nowhere */
	bool probing; /* only asked whether the message is its own; facts go nowhere, the state is empty */
	struct cursor other; /* while probing: what waits of the other side, spoken before this message */
	uint32_t cut; /* bytes behind the cursor's end that the wire carried and nobody captured: a message that
			 reaches into them is read as far as it goes (message_body) */
	/* Said by the dissector: */
	uint64_t skip;	   /* pass over this many further bytes of this direction unread (TCP bodies) */
	bool finished;	   /* nothing more to learn from this flow: it is encrypted or bulk from here */
	bool named;	   /* emit_anomaly() was called: what is malformed has a name */
	int8_t direction;  /* 0 unknown; +1 this message surely came from the client, -1 from the server */
};

typedef enum verdict dissect_function(struct cursor *, struct context *);

/* How much a first matching message proves when it is not on the protocol's own port. */
enum evidence {
	EVIDENCE_STRONG,    /* a magic or a checked structure: one message is enough */
	EVIDENCE_LOOSE,	    /* two consistent messages are needed */
	EVIDENCE_BOTH,	    /* a message of each side that fit each other: context.other */
	EVIDENCE_PORT_ONLY, /* never looked for on other ports */
};

struct dissector {
	const char *name;  /* "modbus", also the name of its golden cases */
	const char *title; /* "Modbus/TCP", as people write it */
	enum evidence evidence;
	enum claim_rank rank;	/* of its claims, where a claim does not say otherwise */
	uint8_t transports;	/* TRANSPORT_BIT(TRANSPORT_TCP) | ... */
	bool industrial;	/* belongs on the plant floor: the page colours by it */
	const char *carries;	/* what its operations call their protocol, where that is another */
	uint16_t ports[8];	/* TCP and UDP: a hint for order, never proof on its own */
	uint64_t frames[4];	/* TRANSPORT_FRAME: ethertypes, FRAME_LLC, FRAME_SNAP */
	uint8_t protocols[2];	/* TRANSPORT_IP: IP protocol numbers */
	size_t state_size;	/* the engine allocates, zeroes, caps and frees it */
	size_t message_max;	/* longest message worth assembling, 0 for 8192; at most 65536 */
	dissect_function *dissect;
};

#define TRANSPORT_BIT(transport) (1u << (transport))
#define OVER_TCP		 TRANSPORT_BIT(TRANSPORT_TCP)
#define OVER_UDP		 TRANSPORT_BIT(TRANSPORT_UDP)
#define OVER_FRAME		 TRANSPORT_BIT(TRANSPORT_FRAME)
#define OVER_IP			 TRANSPORT_BIT(TRANSPORT_IP)

/* Says that the sender requested something. Keep the reference to tell the answer later. */
static inline operation_ref emit_operation(struct context *ctx, const struct operation *operation)
{
	return ctx->sink->operation(ctx->sink, ctx, operation);
}

/* Tells how a request ended: "ok", or the static name of the error. A zero reference is ignored. */
static inline void emit_answer(struct context *ctx, operation_ref ref, const char *result)
{
	if (ref)
		ctx->sink->answer(ctx->sink, ctx, ref, result);
}

/* Says something about somebody. Rank 0 and confidence 0 mean the dissector's own. */
static inline void emit_claim(struct context *ctx, const struct claim *claim)
{
	ctx->sink->claim(ctx->sink, ctx, claim);
}

/* Something that should not be on the wire; event is static, "modbus.length". What a capture has cut,
 * or lost the beginning of, looks broken and is not. */
static inline void emit_anomaly(struct context *ctx, const char *event)
{
	ctx->named = true;
	if (ctx->cut || ctx->adrift)
		return;
	ctx->sink->anomaly(ctx->sink, ctx, event);
}

/* Says that a name was looked up, or what came of it. */
static inline void emit_lookup(struct context *ctx, const struct lookup *lookup)
{
	if (ctx->sink->lookup)
		ctx->sink->lookup(ctx->sink, ctx, lookup);
}

/* Says that one address was asked for by another, before anything goes to it (ARP). */
static inline void emit_ask(struct context *ctx, const struct address *client, const struct address *target)
{
	if (ctx->sink->ask)
		ctx->sink->ask(ctx->sink, ctx, client, target);
}

/*
 * A child over the length bytes that a message still has. Where the capture cut them, over those that are
 * there, and the rest is passed over; else the cursor is bad when there are too few.
 */
static inline struct cursor message_body(struct cursor *c, struct context *ctx, size_t length)
{
	const size_t left = cursor_left(c);

	if (length <= left || !ctx->cut)
		return cursor_sub(c, length);
	if (ctx->frame->transport == TRANSPORT_TCP)
		ctx->skip = length - left;
	return cursor_sub(c, left);
}

/* Likewise for a part of a message that message_body() has cut out. */
static inline struct cursor message_part(struct cursor *c, const struct context *ctx, size_t length)
{
	const size_t left = cursor_left(c);

	return cursor_sub(c, ctx->cut && length > left ? left : length);
}

/* Text about the device itself; an empty text says nothing. */
void emit_bytes(struct context *ctx, enum party party, const char *name, const void *value,
		size_t length);
void emit_text(struct context *ctx, enum party party, const char *name, const char *text);
/* Text about one module of the device. */
void emit_module(struct context *ctx, enum party party, int16_t slot, const char *name,
		 const void *value, size_t length);
/* Addresses: "mac X has ip Y" from ARP, ND, DHCP and the like. */
void emit_mac_has_ip(struct context *ctx, const struct mac *mac, const struct address *ip);
