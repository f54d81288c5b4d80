/* nbdgm.c - NetBIOS datagrams and browser announcements (RFC 1002 4.4, MS-BRWS, MS-MAIL).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/nbname.h"
#include "dissect/subject.h"

#define DATAGRAM_DIRECT_UNIQUE 0x10
#define DATAGRAM_BROADCAST     0x12
#define SMB_HEADER             32
#define SMB_TRANSACTION        0x25

enum {
	BROWSE_HOST = 1,
	BROWSE_DOMAIN = 12,
	BROWSE_LOCAL_MASTER = 15,
};

/* MS-BRWS 2.2.6, server type bits. */
#define TYPE_SQL        0x00000004u
#define TYPE_CONTROLLER 0x00000018u /* primary or backup */
#define TYPE_PRINT      0x00000200u
#define TYPE_UNIX       0x00000800u
#define TYPE_NT_SERVER  0x00008000u
#define TYPE_MASTER     0x00040000u

static const struct {
	uint8_t major, minor;
	const char *client, *server;
} windows[] = {
        {4, 0, "Windows NT 4.0", "Windows NT 4.0 Server"},
        {5, 0, "Windows 2000", "Windows 2000 Server"},
        {5, 1, "Windows XP", "Windows XP"},
        {5, 2, "Windows XP x64", "Windows Server 2003"},
        {6, 0, "Windows Vista", "Windows Server 2008"},
        {6, 1, "Windows 7", "Windows Server 2008 R2"},
        {6, 2, "Windows 8", "Windows Server 2012"},
        {6, 3, "Windows 8.1", "Windows Server 2012 R2"},
        {10, 0, "Windows 10 or later", "Windows Server 2016 or later"},
};

static const struct {
	uint32_t bits;
	const char *capability;
} capabilities[] = {
        {TYPE_CONTROLLER, "domain-controller"},
        {TYPE_SQL, "sql-server"},
        {TYPE_PRINT, "print-server"},
        {TYPE_MASTER, "master-browser"},
};

static void say_os(struct context *ctx, const struct subject *sender, uint8_t major, uint8_t minor,
                   uint32_t type)
{
	/* Samba announces a Windows version of its choice, and the Unix bit. */
	if (type & TYPE_UNIX) {
		subject_text(ctx, sender, attribute_os, "Unix");
		return;
	}
	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++)
		if (windows[i].major == major && windows[i].minor == minor)
			subject_text(ctx, sender, attribute_os,
			             type & TYPE_NT_SERVER ? windows[i].server : windows[i].client);
}

/* MS-BRWS 2.2.1, 2.2.10: an announcement of the sender itself. */
static bool browse_host(struct cursor *c, struct context *ctx, const struct subject *sender)
{
	cursor_skip(c, 5);
	const uint8_t *bytes = cursor_take(c, NB_NAME_LENGTH);

	cursor_skip(c, 1);
	uint8_t major = cursor_u8(c);
	uint8_t minor = cursor_u8(c);
	uint32_t type = cursor_le32(c);
	struct nb_name name;

	cursor_skip(c, 4);
	if (!cursor_ok(c))
		return false;
	nb_name_set(&name, bytes, 0);
	subject_bytes(ctx, sender, attribute_hostname, name.text, strlen(name.text));
	say_os(ctx, sender, major, minor, type);
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(capabilities[0]); i++)
		if (type & capabilities[i].bits)
			subject_text(ctx, sender, attribute_capability, capabilities[i].capability);
	ptrdiff_t end = cursor_find(c, 0);

	subject_rest(ctx, sender, attribute_description,
	             cursor_sub(c, end < 0 ? cursor_left(c) : (size_t)end));
	return true;
}

static bool browse_domain(struct cursor *c, struct context *ctx, const struct subject *sender)
{
	cursor_skip(c, 5);
	const uint8_t *bytes = cursor_take(c, NB_NAME_LENGTH);
	struct nb_name name;

	if (!cursor_ok(c))
		return false;
	nb_name_set(&name, bytes, 0);
	subject_bytes(ctx, sender, attribute_domain, name.text, strlen(name.text));
	return true;
}

static bool browse(struct cursor *c, struct context *ctx, const struct subject *sender)
{
	uint8_t command = cursor_u8(c);

	if (command == BROWSE_HOST || command == BROWSE_LOCAL_MASTER)
		return browse_host(c, ctx, sender);
	if (command == BROWSE_DOMAIN)
		return browse_domain(c, ctx, sender);
	return cursor_ok(c);
}

/* MS-MAIL 2.2.1: a mailslot write is an SMB transaction; offsets count from the SMB header. */
static bool mailslot(struct cursor *c, struct context *ctx, const struct subject *sender)
{
	static const char slot[] = "\\MAILSLOT\\BROWSE";
	struct cursor smb = *c;

	cursor_skip(c, 4);
	uint8_t command = cursor_u8(c);

	cursor_skip(c, SMB_HEADER - 5);
	uint8_t words = cursor_u8(c);

	if (!cursor_ok(c) || command != SMB_TRANSACTION || words < 14)
		return cursor_ok(c);
	struct cursor parameters = cursor_sub(c, (size_t)words * 2);

	cursor_skip(&parameters, 22);
	uint16_t length = cursor_le16(&parameters);
	uint16_t offset = cursor_le16(&parameters);

	cursor_skip(c, 2);
	if (!cursor_ok(c) || cursor_left(c) < sizeof(slot) ||
	    strncasecmp((const char *)cursor_peek(c, sizeof(slot)), slot, sizeof(slot)) != 0)
		return cursor_ok(c);
	cursor_skip(&smb, offset);
	struct cursor data = cursor_sub(&smb, length);

	return cursor_ok(&data) && browse(&data, ctx, sender);
}

/* The name that the sender gives itself in every datagram. */
static bool source_name(struct cursor *c, struct context *ctx, const struct subject *sender)
{
	struct dns_message message = {.whole = *c};
	struct dns_name encoded;
	struct nb_name name;

	if (!dns_read_name(c, &message, &encoded) || !dns_skip_name(c))
		return false;
	if (nb_name_decode(&encoded, &name) &&
	    (name.suffix == NB_WORKSTATION || name.suffix == NB_FILE_SERVER) && name.length > 0)
		subject_bytes(ctx, sender, attribute_hostname, name.text, name.length);
	return true;
}

static enum verdict nbdgm_dissect(struct cursor *c, struct context *ctx)
{
	const struct cursor datagram = *c;
	static const uint8_t smb[] = {0xff, 'S', 'M', 'B'};
	uint8_t type = cursor_u8(c);

	cursor_skip(c, 3);
	struct address source = cursor_ip4(c);

	cursor_skip(c, 6);
	if (!cursor_ok(c) || type < DATAGRAM_DIRECT_UNIQUE || type > 0x16)
		return VERDICT_NO;
	if (type > DATAGRAM_BROADCAST) { /* errors and queries carry no data */
		cursor_skip(c, cursor_left(c));
		return VERDICT_YES;
	}
	/* The source address is inside, for a relay may have forwarded the datagram. */
	const struct subject sender =
	        address_is_host(&source) ? subject_ip(&source) : subject_sender();
	bool whole = source_name(c, ctx, &sender);

	if (whole && cursor_left(c) >= 4 && memcmp(cursor_peek(c, 4), smb, 4) == 0)
		whole = mailslot(c, ctx, &sender);
	if (whole || ctx->frame->cut) {
		cursor_end(c, &datagram);
		return VERDICT_YES;
	}
	emit_anomaly(ctx, "nbdgm.structure");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_nbdgm = {
        .name = "nbdgm",
        .title = "NetBIOS Datagram Service",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {138},
        .dissect = nbdgm_dissect,
};
