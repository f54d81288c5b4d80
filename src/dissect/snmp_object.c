/* snmp_object.c - well known SNMP objects (RFC 3418, RFC 4293, RFC 6933, RFC 2863).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/snmp_object.h"

#include "dissect/ber.h"
#include "dissect/enterprise.h"

#include <stdio.h>

#define TAG_IP_ADDRESS 0x40
#define NET_SNMP       8072

typedef void object_function(struct context *, const struct subject *, struct cursor index,
                             uint8_t tag, struct cursor value);

static void say_string(struct context *ctx, const struct subject *agent, const char *name,
                       uint8_t tag, struct cursor value)
{
	if (tag == BER_OCTETS)
		subject_rest(ctx, agent, name, value);
}

/* The maker by the arc behind 1.3.6.1.4.1; the agent's own maker says nothing of the device. */
static void say_enterprise(struct context *ctx, const struct subject *agent, uint32_t number)
{
	const char *name = number == NET_SNMP ? NULL : enterprise_name(number);

	if (name)
		subject_text(ctx, agent, attribute_vendor, name);
}

static void system_object_id(struct context *ctx, const struct subject *agent, struct cursor value)
{
	static const uint8_t enterprises[] = {0x2b, 6, 1, 4, 1};
	const struct subject guess = subject_as(*agent, RANK_IDENTITY, 80);
	uint32_t number;

	if (cursor_match(&value, enterprises, sizeof(enterprises)) && ber_arc(&value, &number))
		say_enterprise(ctx, &guess, number);
}

/* RFC 3418: a bit for each layer; hosts set the third too, so alone it makes no router. */
static void system_services(struct context *ctx, const struct subject *agent, struct cursor value)
{
	const struct subject guess = subject_as(*agent, RANK_NAME, 60);
	uint8_t layers = cursor_u8(&value);

	if (!cursor_ok(&value) || cursor_left(&value) > 0)
		return;
	if (layers & 0x02)
		subject_text(ctx, &guess, attribute_capability, "bridge");
	if (layers & 0x04 && !(layers & 0x40))
		subject_text(ctx, &guess, attribute_capability, "router");
}

/* The group "system": the arc behind it tells the object, 0 the instance. */
static void object_system(struct context *ctx, const struct subject *agent, struct cursor index,
                          uint8_t tag, struct cursor value)
{
	static const char *const text[] = {[1] = attribute_description,
	                                   [4] = attribute_contact,
	                                   [5] = attribute_station_name,
	                                   [6] = attribute_location};
	uint8_t object = cursor_u8(&index);
	uint8_t instance = cursor_u8(&index);

	if (!cursor_ok(&index) || instance != 0 || cursor_left(&index) > 0)
		return;
	if (object == 2 && tag == BER_OBJECT_ID)
		system_object_id(ctx, agent, value);
	else if (object == 7 && tag == BER_INTEGER)
		system_services(ctx, agent, value);
	else if (object < sizeof(text) / sizeof(text[0]) && text[object])
		say_string(ctx, agent, text[object], tag, value);
}

/* entPhysicalTable: entry 1 is the chassis as most agents number, the others are parts of it. */
static void object_entity(struct context *ctx, const struct subject *agent, struct cursor index,
                          uint8_t tag, struct cursor value)
{
	static const char *const columns[] = {
	        [8] = attribute_hardware, [9] = attribute_firmware, [10] = attribute_firmware,
	        [11] = attribute_serial,  [12] = attribute_vendor,  [13] = attribute_model};
	uint8_t column = cursor_u8(&index);
	uint32_t entry;

	if (!ber_arc(&index, &entry) || cursor_left(&index) > 0 || tag != BER_OCTETS)
		return;
	if (column >= sizeof(columns) / sizeof(columns[0]) || !columns[column] ||
	    entry > INT16_MAX || cursor_left(&value) == 0)
		return;
	size_t length = cursor_left(&value);

	/* Column 9 is the boot firmware where 10, the software, is there too: trust it less. */
	emit_claim(ctx, &(struct claim){.party = agent->party,
	                                .address = agent->address,
	                                .name = columns[column],
	                                .slot = entry == 1 ? NO_SLOT : (int16_t)entry,
	                                .form = FORM_TEXT,
	                                .value = cursor_take(&value, length),
	                                .length = length,
	                                .confidence = column == 9 ? 60 : 0});
}

static void object_ip_address(struct context *ctx, const struct subject *agent, struct cursor index,
                              uint8_t tag, struct cursor value)
{
	struct address address = cursor_ip4(&value);

	(void)index;
	if (tag == TAG_IP_ADDRESS && cursor_ok(&value) && address_is_host(&address))
		subject_address(ctx, agent, attribute_ip, &address);
}

static void object_mac(struct context *ctx, const struct subject *agent, struct cursor index,
                       uint8_t tag, struct cursor value)
{
	const struct subject guess = subject_as(*agent, RANK_NAME, 70);
	struct mac mac = cursor_mac(&value);

	(void)index;
	if (tag == BER_OCTETS && cursor_ok(&value) && cursor_left(&value) == 0)
		subject_has_mac(ctx, &guess, &mac);
}

static void object_forwarding(struct context *ctx, const struct subject *agent, struct cursor index,
                              uint8_t tag, struct cursor value)
{
	uint8_t state = cursor_u8(&value);

	(void)index;
	if (tag == BER_INTEGER && state == 1)
		subject_text(ctx, agent, attribute_capability, "router");
}

/* 802.1AB annex D: the name of the system that a port hears; time, port and number are the index. */
static void object_neighbor(struct context *ctx, const struct subject *agent, struct cursor index,
                            uint8_t tag, struct cursor value)
{
	char name[96], text[128];
	uint32_t time, port;

	if (!ber_arc(&index, &time) || !ber_arc(&index, &port) || tag != BER_OCTETS ||
	    cursor_left(&value) == 0)
		return;
	cursor_text(&value, cursor_left(&value), name, sizeof(name));
	snprintf(text, sizeof(text), "%s on own port %u", name, port);
	subject_text(ctx, agent, attribute_neighbor, text);
}

/* Prefixes in their encoding: 0x2b is 1.3. */
static const struct {
	uint8_t length;
	uint8_t prefix[11];
	object_function *say;
} objects[] = {
        {6, {0x2b, 6, 1, 2, 1, 1}, object_system},
        {9, {0x2b, 6, 1, 2, 1, 2, 2, 1, 6}, object_mac},         /* ifPhysAddress */
        {8, {0x2b, 6, 1, 2, 1, 4, 1, 0}, object_forwarding},     /* ipForwarding.0 */
        {9, {0x2b, 6, 1, 2, 1, 4, 20, 1, 1}, object_ip_address}, /* ipAdEntAddr */
        {9, {0x2b, 6, 1, 2, 1, 17, 1, 1, 0}, object_mac},        /* dot1dBaseBridgeAddress.0 */
        {10, {0x2b, 6, 1, 2, 1, 47, 1, 1, 1, 1}, object_entity}, /* entPhysicalEntry */
        {11, {0x28, 0xc4, 0x62, 1, 1, 2, 1, 4, 1, 1, 9}, object_neighbor}, /* lldpRemSysName */
};

void snmp_object(struct context *ctx, const struct subject *agent, struct cursor oid, uint8_t tag,
                 struct cursor value)
{
	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
		struct cursor index = oid;

		if (cursor_match(&index, objects[i].prefix, objects[i].length)) {
			objects[i].say(ctx, agent, index, tag, value);
			return;
		}
	}
}

void snmp_engine(struct context *ctx, const struct subject *agent, struct cursor engine)
{
	const struct subject guess = subject_as(*agent, RANK_FINGERPRINT, 60);
	uint32_t enterprise = cursor_be32(&engine);
	uint8_t format = cursor_u8(&engine);

	/* RFC 3411 5: the top bit tells the form with an enterprise number and a format. */
	if (!cursor_ok(&engine) || !(enterprise & 0x80000000u))
		return;
	say_enterprise(ctx, &guess, enterprise & 0x7fffffffu);
	if (format != 3 || cursor_left(&engine) < 6)
		return;
	struct mac mac = cursor_mac(&engine);

	subject_has_mac(ctx, &guess, &mac);
}
