/* mute.c - a sink that reads every fact to its last byte and keeps nothing. SPDX-License-Identifier: Apache-2.0 */

#include "mute.h"

#include <stdlib.h>
#include <string.h>

#include "dissect/target.h"

/* Keeps the reads from being left out. */
static volatile size_t kept;

static void read_text(const char *text)
{
	if (text)
		kept += strlen(text);
}

static operation_ref on_operation(struct sink *sink, const struct context *ctx,
				  const struct operation *o)
{
	struct mute *mute = (struct mute *)sink;
	char target[256];

	(void)ctx;
	read_text(ot_class_name(o->class));
	read_text(o->protocol);
	read_text(o->pdu);
	read_text(o->function);
	read_text(o->space);
	if (target_text(o, target, sizeof(target)))
		read_text(target);
	if (o->ranged && o->low > o->high)
		abort(); /* a range that ends before it begins is a mistake of ours */
	return ++mute->operations;
}

static void on_answer(struct sink *sink, const struct context *ctx, operation_ref ref,
		      const char *result)
{
	(void)ctx;
	if (ref > ((struct mute *)sink)->operations)
		abort();
	read_text(result);
}

static void on_claim(struct sink *sink, const struct context *ctx, const struct claim *claim)
{
	char value[512];

	(void)sink;
	(void)ctx;
	read_text(claim->name);
	read_text(claim->source);
	if (claim_value_text(claim, value, sizeof(value)))
		read_text(value);
}

static void on_anomaly(struct sink *sink, const struct context *ctx, const char *event)
{
	(void)sink;
	(void)ctx;
	read_text(event);
}

static void on_lookup(struct sink *sink, const struct context *ctx, const struct lookup *lookup)
{
	(void)sink;
	(void)ctx;
	for (size_t i = 0; i < lookup->length; i++)
		if (lookup->name[i] == '\0' && i > 255)
			abort();
}

void mute_init(struct mute *mute)
{
	*mute = (struct mute){.sink = {.operation = on_operation,
				     .answer = on_answer,
				     .claim = on_claim,
				     .anomaly = on_anomaly,
				     .lookup = on_lookup}};
}
