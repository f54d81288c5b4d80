/* deliver.c - sends one message. SPDX-License-Identifier: Apache-2.0 */

#include "notify/deliver.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/json_in.h"
#include "lib/text.h"

static void take(struct delivery *d, const struct json_value *v, int *kind)
{
	const struct {
		const char *key;
		const char **place;
	} texts[] = {{"id", &d->id}, {"secret", &d->secret}, {"subject", &d->subject}, {"body", &d->body}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(v->key, texts[i].key) == 0 && v->type == JSON_TEXT)
			*texts[i].place = v->text;
	if (strcmp(v->key, "kind") == 0 && v->type == JSON_TEXT)
		*kind = channel_kind_parse(v->text);
	if (strcmp(v->key, "now") == 0 && v->type == JSON_NUMBER)
		d->now = v->number;
	if (strcmp(v->key, "lines") == 0 && v->type == JSON_ARRAY)
		d->lines = v;
	if (strcmp(v->key, "settings") == 0)
		channel_take(v, &d->settings);
}

/* The other side's own words come along: they stay one printable line. */
static void clean(char *error, size_t size)
{
	char text[DELIVER_ERROR_SIZE];
	const size_t length = text_clean(error, strlen(error), text, sizeof(text));

	snprintf(error, size, "%.*s", (int)length, text);
}

int notify_deliver(const char *request, size_t length, char *error, size_t size)
{
	static deliver_function *const deliver[CHANNEL_KIND_COUNT] = {deliver_mail, deliver_webhook,
								       deliver_syslog};
	struct delivery d = {.settings = channel_defaults(CHANNEL_KIND_COUNT),
			     .id = "", .secret = "", .subject = "", .body = ""};
	struct arena arena = {0};
	struct json_in_error wrong;
	const struct json_value *object = json_in_read(&arena, request, length, &wrong), *v;
	int kind = -1;
	int rc = -EIO;

	*error = '\0';
	if (object && object->type == JSON_OBJECT)
		json_in_each(v, object)
			take(&d, v, &kind);
	if (kind < 0)
		snprintf(error, size, "this is no request");
	else if (channel_check((enum channel_kind)kind, &d.settings, error, size))
		rc = deliver[kind](&d, error, size);
	clean(error, size);
	arena_free(&arena);
	return rc;
}
