/* nbns.c - NetBIOS Name Service (RFC 1002 4.2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/nbname.h"
#include "dissect/subject.h"

enum {
	OPCODE_QUERY = 0,
	OPCODE_REGISTRATION = 5,
	OPCODE_RELEASE = 6,
	OPCODE_WACK = 7,
	OPCODE_REFRESH = 8,
	OPCODE_REFRESH_ALT = 9,
	OPCODE_MULTIHOMED = 15,
};

#define TYPE_NB        0x20
#define TYPE_NBSTAT    0x21
#define FLAG_GROUP     0x8000
#define RCODE_ACTIVE   6
#define RCODE_CONFLICT 7

/* "\x01\x02__MSBROWSE__\x02" is the browsers' own name, not a domain. */
static bool name_is_plain(const struct nb_name *name)
{
	for (size_t i = 0; i < name->length; i++)
		if ((uint8_t)name->text[i] < 0x20 || name->text[i] == '*')
			return false;
	return name->length > 0;
}

static void say_name(struct context *ctx, const struct subject *owner, const struct nb_name *name,
                     bool group)
{
	uint8_t suffix = name->suffix;

	if (!name_is_plain(name))
		return;
	if (suffix == NB_DOMAIN_CONTROLLERS && group)
		subject_text(ctx, owner, attribute_capability, "domain-controller");
	if (!group && (suffix == NB_WORKSTATION || suffix == NB_FILE_SERVER))
		subject_bytes(ctx, owner, attribute_hostname, name->text, name->length);
	else if ((group && suffix == NB_WORKSTATION) ||
	         (suffix >= NB_DOMAIN_MASTER && suffix <= NB_ELECTIONS))
		subject_bytes(ctx, owner, attribute_domain, name->text, name->length);
}

/* RFC 1002 4.2.13: pairs of flags and an address for each owner. */
static bool nb_addresses(struct context *ctx, struct cursor data, const struct nb_name *name)
{
	while (cursor_left(&data) > 0) {
		bool group = cursor_be16(&data) & FLAG_GROUP;
		struct address address = cursor_ip4(&data);
		const struct subject owner = subject_ip(&address);

		if (!cursor_ok(&data))
			return false;
		if (address_is_host(&address))
			say_name(ctx, &owner, name, group);
	}
	return true;
}

/* RFC 1002 4.2.18: the names of the answering node, then its MAC. */
static bool nb_status(struct context *ctx, struct cursor data)
{
	const struct subject sender = subject_sender();
	const struct subject interface = subject_as(sender, RANK_NAME, 80);

	for (uint8_t left = cursor_u8(&data); left > 0; left--) {
		const uint8_t *bytes = cursor_take(&data, NB_NAME_LENGTH);
		uint8_t suffix = cursor_u8(&data);
		uint16_t flags = cursor_be16(&data);
		struct nb_name name;

		if (!cursor_ok(&data))
			return false;
		nb_name_set(&name, bytes, suffix);
		say_name(ctx, &sender, &name, flags & FLAG_GROUP);
	}
	struct mac mac = cursor_mac(&data);

	if (cursor_ok(&data)) /* Samba sends zeros, which say nothing */
		subject_has_mac(ctx, &interface, &mac);
	return true;
}

static bool nb_claims_name(const struct dns_message *message)
{
	unsigned opcode = DNS_OPCODE(message->flags);

	if (DNS_RCODE(message->flags) != 0)
		return false;
	if (opcode == OPCODE_QUERY)
		return message->flags & DNS_RESPONSE;
	return opcode == OPCODE_REGISTRATION || opcode == OPCODE_REFRESH ||
	       opcode == OPCODE_REFRESH_ALT || opcode == OPCODE_MULTIHOMED;
}

static bool nb_record(struct context *ctx, const struct dns_message *message,
                      const struct dns_record *record)
{
	struct nb_name name;

	if (!nb_claims_name(message))
		return true;
	if (record->type == TYPE_NBSTAT)
		return nb_status(ctx, record->data);
	if (record->type != TYPE_NB || !nb_name_decode(&record->name, &name))
		return true;
	return nb_addresses(ctx, record->data, &name);
}

static bool nb_message(struct cursor *c, const struct dns_message *message, struct context *ctx)
{
	uint32_t count = (uint32_t)message->count[1] + message->count[2] + message->count[3];
	struct dns_record record;

	for (uint16_t i = 0; i < message->count[0]; i++)
		if (!dns_read_question(c, message, &record))
			return false;
	for (uint32_t i = 0; i < count; i++)
		if (!dns_read_record(c, message, &record) || !nb_record(ctx, message, &record))
			return false;
	return true;
}

static bool opcode_known(unsigned opcode)
{
	return opcode == OPCODE_QUERY || opcode == OPCODE_MULTIHOMED ||
	       (opcode >= OPCODE_REGISTRATION && opcode <= OPCODE_REFRESH_ALT);
}

static enum verdict nbns_dissect(struct cursor *c, struct context *ctx)
{
	struct dns_message message;

	if (!dns_read_header(c, &message) || !opcode_known(DNS_OPCODE(message.flags)))
		return VERDICT_NO;
	bool whole = nb_message(c, &message, ctx);

	if (whole && message.flags & DNS_RESPONSE &&
	    DNS_OPCODE(message.flags) == OPCODE_REGISTRATION &&
	    (DNS_RCODE(message.flags) == RCODE_ACTIVE ||
	     DNS_RCODE(message.flags) == RCODE_CONFLICT))
		emit_anomaly(ctx, "nbns.name_conflict");
	if (whole || ctx->frame->cut) {
		cursor_end(c, &message.whole);
		return VERDICT_YES;
	}
	emit_anomaly(ctx, "nbns.structure");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_nbns = {
        .name = "nbns",
        .title = "NetBIOS Name Service",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {137},
        .dissect = nbns_dissect,
};
