/* channel.h - where people want to be told of findings, and how. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct json_value;

#define CHANNEL_TO_MAX 16

enum channel_kind { CHANNEL_MAIL, CHANNEL_WEBHOOK, CHANNEL_SYSLOG, CHANNEL_KIND_COUNT };

/* What tells one channel from another of its kind; "" or 0 where it does not apply. Texts are borrowed. */
struct channel_settings {
	const char *server;	 /* mail, syslog: name or address */
	int64_t port;		 /* 0: the usual one */
	const char *security;	 /* mail: none, starttls, tls */
	const char *user;	 /* mail: to sign in with */
	const char *from;	 /* mail */
	const char *to;		 /* mail: addresses, apart by commas */
	const char *url;	 /* webhook */
	const char *transport;	 /* syslog: udp, tcp, tls */
	const char *format;	 /* syslog: rfc5424, cef; webhook: yagura, text */
	int64_t facility;	 /* syslog */
	const char *certificate; /* PEM of whom to trust; "": whom this computer trusts */
	const char *link;	 /* address of the page, for the links in messages */
};

/* A row of what can be set; number: else a text. */
struct channel_field {
	const char *name;
	size_t offset;
	bool number;
};

extern const struct channel_field channel_fields[];
extern const size_t channel_field_count;

/* "mail"; the number of a name, or -1. */
const char *channel_kind_name(enum channel_kind kind);
int channel_kind_parse(const char *name);
/* What holds when nothing is said. */
struct channel_settings channel_defaults(enum channel_kind kind);
/* The settings' text as it is kept; and back, over what is in *settings. False when it is no JSON. */
void channel_write(struct buf *out, const struct channel_settings *settings);
bool channel_read(const char *text, struct arena *arena, struct channel_settings *settings);
/* The same from a value that was read. */
void channel_take(const struct json_value *object, struct channel_settings *settings);
/* True when a channel of this kind can work so; else says in one line what is wrong and where. */
bool channel_check(enum channel_kind kind, const struct channel_settings *settings, char *error,
		   size_t size);
/* The usual port. */
int64_t channel_port(enum channel_kind kind, const struct channel_settings *settings);
