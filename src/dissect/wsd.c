/* wsd.c - Web Services Dynamic Discovery (WS-Discovery 1.1, ONVIF Core 7). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/subject.h"

#define WORDS_MAX  32
#define VALUE_SIZE 128

/* Under onvif://www.onvif.org/ (ONVIF Core 7.3.3). */
static const struct {
	const char *prefix;
	const char *attribute;
} scopes[] = {
        {"onvif://www.onvif.org/name/", attribute_station_name},
        {"onvif://www.onvif.org/hardware/", attribute_model},
        {"onvif://www.onvif.org/location/", attribute_location},
        {"onvif://www.onvif.org/mfr/", attribute_vendor},
        {"onvif://www.onvif.org/manufacturer/", attribute_vendor},
};

/* The text of the first element of this name, whatever its namespace prefix. */
static bool element(struct cursor text, const char *tag, struct cursor *content)
{
	ptrdiff_t at = line_find_exact(&text, tag);

	if (at < 0)
		return false;
	cursor_skip(&text, (size_t)at + strlen(tag));
	if (cursor_find(&text, '<') <= 0)
		return false;
	*content = line_until(&text, '<');
	return true;
}

static bool is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next word of a list that blanks or line ends part. */
static struct cursor next_word(struct cursor *list)
{
	while (cursor_left(list) > 0 && is_blank(*cursor_peek(list, 1)))
		cursor_skip(list, 1);
	struct cursor rest = *list;
	size_t length = 0;

	while (cursor_left(&rest) > 0 && !is_blank(cursor_u8(&rest)))
		length++;
	return cursor_sub(list, length);
}

/* Undoes %XX (RFC 3986 2.1). Returns the length. */
static size_t percent_decode(struct cursor c, char *out, size_t capacity)
{
	size_t length = 0;

	while (cursor_left(&c) > 0 && length < capacity) {
		uint8_t byte = cursor_u8(&c);
		uint64_t value;

		if (byte == '%' && cursor_left(&c) >= 2) {
			struct cursor hex = cursor_sub(&c, 2);

			byte = line_number(&hex, 16, &value) ? (uint8_t)value : '?';
		}
		out[length++] = (char)byte;
	}
	return length;
}

static void say_scope(struct context *ctx, struct cursor scope)
{
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 70);
	char value[VALUE_SIZE];

	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++) {
		struct cursor rest = scope;

		if (!line_begins(&rest, scopes[i].prefix))
			continue;
		cursor_skip(&rest, strlen(scopes[i].prefix));
		subject_bytes(ctx, &sender, scopes[i].attribute, value,
		              percent_decode(rest, value, sizeof(value)));
	}
}

/* Qualified names; "Device" is what all of them are, the first other one tells the kind. */
static void say_types(struct context *ctx, struct cursor list)
{
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 60);

	for (int i = 0; i < WORDS_MAX && cursor_left(&list) > 0; i++) {
		struct cursor word = next_word(&list);

		if (cursor_find(&word, ':') >= 0)
			line_until(&word, ':');
		if (cursor_left(&word) == 0 || line_is(&word, "Device"))
			continue;
		subject_rest(ctx, &sender, attribute_device_type, word);
		return;
	}
}

static enum verdict wsd_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor text = cursor_sub(c, cursor_left(c));
	struct cursor list;

	if (line_find_exact(&text, "/ws/2005/04/discovery") < 0 &&
	    line_find_exact(&text, "/ws-dd/ns/discovery/2009/01") < 0)
		return VERDICT_NO;
	/* A Probe names types too: those it looks for. */
	if (line_find_exact(&text, "/ProbeMatches") < 0 && line_find_exact(&text, "/ResolveMatches") < 0 &&
	    line_find_exact(&text, "discovery/Hello") < 0 && line_find_exact(&text, "2009/01/Hello") < 0)
		return VERDICT_YES;
	if (element(text, "Types>", &list))
		say_types(ctx, list);
	if (!element(text, "Scopes>", &list))
		return VERDICT_YES;
	for (int i = 0; i < WORDS_MAX && cursor_left(&list) > 0; i++)
		say_scope(ctx, next_word(&list));
	return VERDICT_YES;
}

const struct dissector dissector_wsd = {
        .name = "wsd",
        .title = "WS-Discovery",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {3702},
        .dissect = wsd_dissect,
};
