/* mdns.c - Multicast DNS and DNS-SD (RFC 6762, RFC 6763), LLMNR (RFC 4795).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/dns_message.h"
#include "dissect/session.h"
#include "dissect/subject.h"

#define LLMNR_PORT   5355
#define ADDRESSES_MAX 16     /* of one announcement */
#define CACHE_FLUSH  0x8000 /* RFC 6762 10.2: whoever answers is the only one who has the name */

/* The addresses that an announcement gives to names. */
struct announced {
	size_t count;
	struct {
		uint32_t name;
		struct address ip;
	} row[ADDRESSES_MAX];
};

typedef void record_function(const struct dns_record *, const struct dns_message *,
                             struct context *);

/* What makers write in TXT records; confidence ranks keys that speak of the same thing. */
static const struct {
	const char *key;
	const char *attribute;
	uint8_t confidence;
} txt_keys[] = {
        {"am", attribute_model, 60},
        {"firmware", attribute_firmware, 60},
        {"fn", attribute_station_name, 60},
        {"fv", attribute_firmware, 60},
        {"fwversion", attribute_firmware, 60},
        {"mac", attribute_mac, 50},
        {"manufacturer", attribute_vendor, 70},
        {"md", attribute_model, 70},
        {"mdl", attribute_model, 65},
        {"mfg", attribute_vendor, 70},
        {"mn", attribute_product_code, 50},
        {"model", attribute_model, 75},
        {"note", attribute_location, 50},
        {"serial", attribute_serial, 60},
        {"serialnumber", attribute_serial, 60},
        {"sn", attribute_serial, 50},
        {"ty", attribute_model, 70},
        {"usb_mdl", attribute_model, 60},
        {"usb_mfg", attribute_vendor, 65},
        {"vendor", attribute_vendor, 70},
};

/* Numbers alone (AirPlay's "md=0,1,2") name no model. */
static bool has_letter(const uint8_t *p, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'z')
			return true;
	return false;
}

static void txt_mac(struct context *ctx, const uint8_t *value, size_t length)
{
	char text[MAC_TEXT_SIZE] = "";
	struct mac mac;

	if (length >= sizeof(text))
		return;
	memcpy(text, value, length);
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 50);

	if (mac_parse(text, &mac))
		subject_has_mac(ctx, &sender, &mac);
}

static void txt_say(struct context *ctx, size_t row, const uint8_t *value, size_t length)
{
	const char *attribute = txt_keys[row].attribute;
	const struct subject sender =
	        subject_as(subject_sender(), RANK_NAME, txt_keys[row].confidence);

	if (attribute == attribute_mac)
		txt_mac(ctx, value, length);
	else if (attribute != attribute_model || has_letter(value, length))
		subject_bytes(ctx, &sender, attribute, value, length);
}

static void txt_string(struct context *ctx, struct cursor string)
{
	ptrdiff_t equals = cursor_find(&string, '=');

	if (equals <= 0)
		return;
	const char *key = (const char *)cursor_take(&string, (size_t)equals);

	cursor_skip(&string, 1);
	size_t length = cursor_left(&string);
	const uint8_t *value = cursor_take(&string, length);

	for (size_t i = 0; i < sizeof(txt_keys) / sizeof(txt_keys[0]); i++)
		if (strlen(txt_keys[i].key) == (size_t)equals &&
		    strncasecmp(txt_keys[i].key, key, (size_t)equals) == 0)
			txt_say(ctx, i, value, length);
}

static void record_txt(const struct dns_record *record, const struct dns_message *message,
                       struct context *ctx)
{
	struct cursor data = record->data;

	(void)message;
	while (cursor_left(&data) > 0) {
		struct cursor string = cursor_sub(&data, cursor_u8(&data));

		if (!cursor_ok(&data))
			return;
		txt_string(ctx, string);
	}
}

/* The host's own label: what stands before the first dot. */
static void say_hostname(struct context *ctx, const struct dns_name *name,
                         const struct address *address)
{
	const char *dot = memchr(name->text, '.', name->length);
	size_t length = dot ? (size_t)(dot - name->text) : name->length;
	const struct subject owner = subject_ip(address);

	if (address_is_host(address) && name->text[0] != '_')
		subject_bytes(ctx, &owner, attribute_hostname, name->text, length);
}

static void record_a(const struct dns_record *record, const struct dns_message *message,
                     struct context *ctx)
{
	struct cursor data = record->data;
	struct address address = cursor_ip4(&data);

	(void)message;
	say_hostname(ctx, &record->name, &address);
}

static void record_aaaa(const struct dns_record *record, const struct dns_message *message,
                        struct context *ctx)
{
	struct cursor data = record->data;
	struct address address = cursor_ip6(&data);

	(void)message;
	say_hostname(ctx, &record->name, &address);
}

/*
 * RFC 6763 4.1, 7: "_service._tcp" or "_udp", alone or behind an instance or a subtype. Finds the
 * last such pair of labels in the name.
 */
static void say_service(struct context *ctx, const struct dns_name *name)
{
	const char *protocol = NULL;
	const char *at = name->text;

	while ((at = strstr(at, "._")) != NULL) {
		if (strncasecmp(at, "._tcp", 5) == 0 || strncasecmp(at, "._udp", 5) == 0)
			protocol = at;
		at += 2;
	}
	if (protocol == NULL)
		return;
	const char *begin = protocol;

	while (begin > name->text && begin[-1] != '.')
		begin--;
	size_t length = (size_t)(protocol - begin) + strlen("._tcp");
	const struct subject sender = subject_sender();

	if (begin[0] == '_' && strncasecmp(begin, "_dns-sd", 7) != 0 &&
	    strncasecmp(begin, "_device-info", 12) != 0)
		subject_bytes(ctx, &sender, attribute_service, begin, length);
}

static void record_ptr(const struct dns_record *record, const struct dns_message *message,
                       struct context *ctx)
{
	struct cursor data = record->data;
	struct dns_name target;

	if (record->name.text[0] == '_' && dns_read_name(&data, message, &target))
		say_service(ctx, &target);
}

static void record_srv(const struct dns_record *record, const struct dns_message *message,
                       struct context *ctx)
{
	(void)message;
	say_service(ctx, &record->name);
}

static void record_hinfo(const struct dns_record *record, const struct dns_message *message,
                         struct context *ctx)
{
	struct cursor data = record->data;
	const struct subject sender = subject_as(subject_sender(), RANK_NAME, 50);

	(void)message;
	cursor_skip(&data, cursor_u8(&data)); /* RFC 1035 3.3.2: CPU, then OS */
	subject_rest(ctx, &sender, attribute_os, cursor_sub(&data, cursor_u8(&data)));
}

static const struct {
	uint16_t type;
	record_function *read;
} records[] = {
        {DNS_A, record_a},     {DNS_PTR, record_ptr}, {DNS_HINFO, record_hinfo},
        {DNS_TXT, record_txt}, {DNS_SRV, record_srv}, {DNS_AAAA, record_aaaa},
};

static uint32_t name_hash(const struct dns_name *name)
{
	uint32_t hash = SESSION_HASH;

	for (size_t i = 0; i < name->length; i++) {
		const uint8_t byte = (uint8_t)name->text[i];

		hash = session_hash_byte(hash, byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
	}
	return hash;
}

static void note_address(struct announced *announced, const struct dns_record *record)
{
	struct cursor data = record->data;
	const bool four = record->type == DNS_A;

	if ((!four && record->type != DNS_AAAA) || record->ttl == 0 || !(record->class & CACHE_FLUSH) ||
	    announced->count == ADDRESSES_MAX)
		return;
	const struct address ip = four ? cursor_ip4(&data) : cursor_ip6(&data);

	if (!cursor_ok(&data) || !address_is_host(&ip))
		return;
	announced->row[announced->count].name = name_hash(&record->name);
	announced->row[announced->count++].ip = ip;
}

/*
 * A host gives its name all the addresses that it has (RFC 6762 6.2). Who repeats what another has announced,
 * or answers in his place, is not among them.
 */
static void say_own_addresses(const struct announced *announced, struct context *ctx)
{
	const struct subject sender = subject_sender();
	size_t own = 0;

	while (own < announced->count && !address_equal(&announced->row[own].ip, &ctx->frame->src))
		own++;
	for (size_t i = 0; own < announced->count && i < announced->count; i++)
		if (i != own && announced->row[i].name == announced->row[own].name &&
		    !address_equal(&announced->row[i].ip, &ctx->frame->src))
			subject_address(ctx, &sender, attribute_ip, &announced->row[i].ip);
}

static void record_say(const struct dns_record *record, const struct dns_message *message,
                       struct context *ctx)
{
	/* A time to live of 0 says goodbye (RFC 6762 10.1); the top bit of the class is a flag. */
	if (record->ttl == 0 || (record->class & 0x7fff) != 1)
		return;
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		if (records[i].type == record->type)
			records[i].read(record, message, ctx);
}

/* Reads and speaks of every record of a response. False when it is broken. */
static bool response(struct cursor *c, const struct dns_message *message, struct context *ctx)
{
	uint32_t count = (uint32_t)message->count[1] + message->count[2] + message->count[3];
	struct announced announced = {.count = 0};
	struct dns_record record;

	for (uint16_t i = 0; i < message->count[0]; i++)
		if (!dns_read_question(c, message, &record))
			return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!dns_read_record(c, message, &record))
			return false;
		record_say(&record, message, ctx);
		note_address(&announced, &record);
	}
	if (ctx->dissector == &dissector_mdns)
		say_own_addresses(&announced, ctx);
	return true;
}

static enum verdict names_dissect(struct cursor *c, struct context *ctx, const char *event)
{
	struct dns_message message;

	if (!dns_read_header(c, &message) || DNS_OPCODE(message.flags) != 0)
		return VERDICT_NO;
	/* The records of a query are what others said (RFC 6762 7.1), not the sender. */
	bool whole = !(message.flags & DNS_RESPONSE) || response(c, &message, ctx);

	if (whole || ctx->frame->cut) {
		cursor_end(c, &message.whole);
		return VERDICT_YES;
	}
	emit_anomaly(ctx, event);
	return VERDICT_MALFORMED;
}

static enum verdict mdns_dissect(struct cursor *c, struct context *ctx)
{
	return names_dissect(c, ctx, "mdns.structure");
}

static enum verdict llmnr_dissect(struct cursor *c, struct context *ctx)
{
	/* Whoever asks on the link believes whoever answers: worth switching off. */
	if (ctx->frame->dst_port == LLMNR_PORT)
		emit_text(ctx, PARTY_SENDER, attribute_security, "LLMNR");
	return names_dissect(c, ctx, "llmnr.structure");
}

const struct dissector dissector_mdns = {
        .name = "mdns",
        .title = "mDNS",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {5353},
        .dissect = mdns_dissect,
};

const struct dissector dissector_llmnr = {
        .name = "llmnr",
        .title = "LLMNR",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {LLMNR_PORT},
        .dissect = llmnr_dissect,
};
