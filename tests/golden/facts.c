/* facts.c - a sink that writes facts as lines. SPDX-License-Identifier: Apache-2.0 */

#include "facts.h"

#include <inttypes.h>
#include <stdio.h>

#include "dissect/target.h"
#include "lib/text.h"

static struct buf *new_line(struct fact_lines *l)
{
	static struct buf spill;

	buf_clear(&spill);
	return l->count < FACT_LINES ? &l->line[l->count++] : &spill;
}

static char arrow(const struct context *ctx)
{
	return ctx->frame->src.bytes[15] == 1 || ctx->frame->src_mac.bytes[5] == 1 ? '>' : '<';
}

static operation_ref on_operation(struct sink *sink, const struct context *ctx,
				  const struct operation *o)
{
	struct fact_lines *l = (struct fact_lines *)sink;
	struct buf *b = new_line(l);
	char target[256];

	buf_printf(b, "operation %c %s", arrow(ctx), ot_class_name(o->class));
	if (o->protocol)
		buf_printf(b, " protocol=%s", o->protocol);
	if (o->function)
		buf_printf(b, " \"%s\"", o->function);
	if (o->pdu)
		buf_printf(b, " pdu=%s", o->pdu);
	buf_printf(b, " code=%" PRIu32, o->code);
	if (o->subcode != NO_SUBCODE)
		buf_printf(b, " subcode=%" PRId32, o->subcode);
	if (target_text(o, target, sizeof(target)))
		buf_printf(b, " target=\"%s\"", target);
	if (o->space)
		buf_printf(b, " %s", o->space);
	if (o->ranged)
		buf_printf(b, " %" PRIu64 "..%" PRIu64, o->low, o->high);
	return l->count;
}

static void on_answer(struct sink *sink, const struct context *ctx, operation_ref ref,
		      const char *result)
{
	struct fact_lines *l = (struct fact_lines *)sink;

	(void)ctx;
	if (ref && ref <= l->count)
		buf_printf(&l->line[ref - 1], " -> %s", result);
}

static void write_party(struct buf *b, const struct context *ctx, const struct claim *claim)
{
	char text[ADDRESS_TEXT_SIZE];
	char sender = arrow(ctx);

	switch (claim->party) {
	case PARTY_SENDER:
		buf_printf(b, "claim %c", sender);
		return;
	case PARTY_RECEIVER:
		buf_printf(b, "claim %c", sender == '>' ? '<' : '>');
		return;
	case PARTY_IP:
		address_text(&claim->address, text);
		break;
	case PARTY_MAC:
		mac_text(&claim->mac, text);
		break;
	}
	buf_printf(b, "claim %s", text);
}

static void on_claim(struct sink *sink, const struct context *ctx, const struct claim *claim)
{
	struct buf *b = new_line((struct fact_lines *)sink);
	char value[512];
	enum claim_rank rank = claim->rank ? claim->rank : ctx->dissector->rank;

	claim_value_text(claim, value, sizeof(value));
	write_party(b, ctx, claim);
	if (claim->slot != NO_SLOT)
		buf_printf(b, " slot=%d", claim->slot);
	buf_printf(b, " %s=\"%s\" rank=%s", claim->name, value, claim_rank_name(rank));
	if (claim->confidence)
		buf_printf(b, " confidence=%u", claim->confidence);
	if (claim->source)
		buf_printf(b, " source=%s", claim->source);
}

static void on_anomaly(struct sink *sink, const struct context *ctx, const char *event)
{
	struct buf *b = new_line((struct fact_lines *)sink);

	buf_printf(b, "anomaly %c %s", arrow(ctx), event);
}

static void on_lookup(struct sink *sink, const struct context *ctx, const struct lookup *lookup)
{
	struct buf *b = new_line((struct fact_lines *)sink);

	buf_printf(b, "lookup %c \"%.*s\" type=%u", arrow(ctx), (int)lookup->length, lookup->name,
		   lookup->type);
	if (lookup->rcode >= 0)
		buf_printf(b, " -> %d", lookup->rcode);
}

void fact_lines_init(struct fact_lines *l)
{
	*l = (struct fact_lines){.sink = {.operation = on_operation,
				     .answer = on_answer,
				     .claim = on_claim,
				     .anomaly = on_anomaly,
				     .lookup = on_lookup}};
}

void fact_lines_flush(struct fact_lines *l, struct buf *out)
{
	for (size_t i = 0; i < l->count; i++) {
		buf_append(out, l->line[i].data, l->line[i].length);
		buf_byte(out, '\n');
		buf_free(&l->line[i]);
	}
	l->count = 0;
}
