/* dhcp.c - DHCP and BOOTP (RFC 2131, RFC 2132, RFC 4702, RFC 951). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/dns_message.h"
#include "dissect/subject.h"

#include <stdio.h>

enum {
	OPTION_PAD = 0,
	OPTION_NETMASK = 1,
	OPTION_ROUTER = 3,
	OPTION_DNS = 6,
	OPTION_HOSTNAME = 12,
	OPTION_DOMAIN = 15,
	OPTION_REQUESTED_IP = 50,
	OPTION_MESSAGE_TYPE = 53,
	OPTION_SERVER = 54,
	OPTION_PARAMETERS = 55,
	OPTION_VENDOR_CLASS = 60,
	OPTION_FQDN = 81,
	OPTION_END = 255,
};

enum {
	DHCP_REQUEST = 3,
	DHCP_DECLINE = 4,
	DHCP_ACK = 5,
	DHCP_NAK = 6,
};

struct dhcp {
	uint8_t op;   /* 1 from a client, 2 from a server */
	uint8_t type; /* option 53, 0 for plain BOOTP */
	struct mac mac;
	struct address client; /* ciaddr: the client uses it already */
	struct address yours;  /* yiaddr: the server gives it */
	struct address requested;
	struct address server; /* option 54 */
	struct subject subject;
};

typedef void option_function(struct context *, struct dhcp *, struct cursor);

static void say_bytes(struct context *ctx, struct dhcp *dhcp, const char *name,
                      struct cursor option)
{
	subject_rest(ctx, &dhcp->subject, name, option);
}

static void option_hostname(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	ptrdiff_t dot = cursor_find(&option, '.');

	/* RFC 2132 3.14: the name may be qualified with the local domain. */
	if (dot > 0) {
		say_bytes(ctx, dhcp, attribute_fqdn, option);
		option = cursor_sub(&option, (size_t)dot);
	}
	say_bytes(ctx, dhcp, attribute_hostname, option);
}

static void option_domain(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	say_bytes(ctx, dhcp, attribute_domain, option);
}

static void option_fqdn(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	uint8_t flags = cursor_u8(&option);

	cursor_skip(&option, 2);
	if (!(flags & 4)) {
		say_bytes(ctx, dhcp, attribute_fqdn, option);
		return;
	}
	/* RFC 4702 2.1: with the E flag the name is in the labels of DNS. */
	struct dns_message message = {.whole = option};
	struct dns_name name;

	if (dns_read_name(&option, &message, &name))
		subject_bytes(ctx, &dhcp->subject, attribute_fqdn, name.text, name.length);
}

static void option_vendor_class(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	const struct subject subject = subject_as(dhcp->subject, RANK_FINGERPRINT, 80);
	char text[300];
	int used = snprintf(text, sizeof(text), "dhcp-vendor ");
	size_t length = cursor_left(&option);

	cursor_text(&option, length, text + used, sizeof(text) - (size_t)used);
	if (length > 0)
		subject_text(ctx, &subject, attribute_fingerprint, text);
}

/* The order in which a client asks for parameters tells its operating system. */
static void option_parameters(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	const struct subject subject = subject_as(dhcp->subject, RANK_FINGERPRINT, 60);
	char text[1100] = "dhcp ";
	size_t used = strlen(text);
	const char *comma = "";

	if (cursor_left(&option) == 0)
		return;
	while (cursor_left(&option) > 0) {
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%u", comma,
		                         (unsigned)cursor_u8(&option));
		comma = ",";
	}
	subject_text(ctx, &subject, attribute_fingerprint, text);
}

static void say_addresses(struct context *ctx, struct dhcp *dhcp, const char *name,
                          struct cursor option)
{
	while (cursor_left(&option) >= 4) {
		struct address address = cursor_ip4(&option);

		subject_address(ctx, &dhcp->subject, name, &address);
	}
}

static void option_netmask(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	say_addresses(ctx, dhcp, attribute_netmask, option);
}

static void option_router(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	say_addresses(ctx, dhcp, attribute_gateway, option);
}

static void option_dns(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	say_addresses(ctx, dhcp, attribute_dns_server, option);
}

static void option_requested(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	(void)ctx;
	dhcp->requested = cursor_ip4(&option);
}

static void option_server(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	(void)ctx;
	dhcp->server = cursor_ip4(&option);
}

static void option_type(struct context *ctx, struct dhcp *dhcp, struct cursor option)
{
	(void)ctx;
	dhcp->type = cursor_u8(&option);
}

struct option_row {
	uint8_t code;
	option_function *read;
};

/* What decides how the others are taken; the order on the wire is free (RFC 2131 4.1). */
static const struct option_row frame_options[] = {
        {OPTION_MESSAGE_TYPE, option_type},
        {OPTION_REQUESTED_IP, option_requested},
        {OPTION_SERVER, option_server},
        {0, NULL},
};

static const struct option_row client_options[] = {
        {OPTION_HOSTNAME, option_hostname},
        {OPTION_FQDN, option_fqdn},
        {OPTION_VENDOR_CLASS, option_vendor_class},
        {OPTION_PARAMETERS, option_parameters},
        {0, NULL},
};

static const struct option_row lease_options[] = {
        {OPTION_NETMASK, option_netmask}, {OPTION_ROUTER, option_router},
        {OPTION_DNS, option_dns},         {OPTION_HOSTNAME, option_hostname},
        {OPTION_DOMAIN, option_domain},   {0, NULL},
};

static void option_call(const struct option_row *rows, uint8_t code, struct context *ctx,
                        struct dhcp *dhcp, struct cursor option)
{
	for (; rows->read != NULL; rows++)
		if (rows->code == code)
			rows->read(ctx, dhcp, option);
}

/* Calls the rows for each option. False when an option runs past the end. */
static bool dhcp_options(struct cursor c, const struct option_row *rows, struct context *ctx,
                         struct dhcp *dhcp)
{
	while (cursor_left(&c) > 0) {
		uint8_t code = cursor_u8(&c);

		if (code == OPTION_PAD)
			continue;
		if (code == OPTION_END)
			return true;
		struct cursor option = cursor_sub(&c, cursor_u8(&c));

		if (!cursor_ok(&c))
			return false;
		option_call(rows, code, ctx, dhcp, option);
	}
	return true;
}

static void dhcp_ip_of_mac(struct context *ctx, const struct dhcp *dhcp, const struct address *ip,
                           enum claim_rank rank, uint8_t confidence)
{
	const struct subject subject = subject_as(dhcp->subject, rank, confidence);

	if (address_is_host(ip))
		subject_address(ctx, &subject, attribute_ip, ip);
}

static void dhcp_from_client(struct cursor options, struct context *ctx, struct dhcp *dhcp)
{
	/* 4.4.5: ciaddr is filled only by a client that answers for the address. */
	if (dhcp->type != DHCP_DECLINE)
		dhcp_ip_of_mac(ctx, dhcp, &dhcp->client, RANK_IDENTITY, 0);
	/* 4.3.2: with a server identifier it takes what was offered; the ACK may go unheard. */
	if (dhcp->type == DHCP_REQUEST && !address_is_zero(&dhcp->server))
		dhcp_ip_of_mac(ctx, dhcp, &dhcp->requested, RANK_NAME, 60);
	(void)dhcp_options(options, client_options, ctx, dhcp);
}

static void dhcp_from_server(struct cursor options, struct context *ctx, struct dhcp *dhcp)
{
	struct subject server = subject_sender();

	/* Option 54 names the server where a relay sends for it. */
	if (address_is_host(&dhcp->server))
		server = subject_ip(&dhcp->server);
	server.rank = RANK_IDENTITY;
	subject_text(ctx, &server, attribute_capability, "dhcp-server");
	if ((dhcp->type != DHCP_ACK && dhcp->type != 0) || !mac_is_host(&dhcp->mac))
		return;
	dhcp_ip_of_mac(ctx, dhcp, &dhcp->yours, RANK_IDENTITY, 0);
	if (address_is_zero(&dhcp->yours)) /* the answer to INFORM */
		dhcp_ip_of_mac(ctx, dhcp, &dhcp->client, RANK_IDENTITY, 0);
	(void)dhcp_options(options, lease_options, ctx, dhcp);
}

/* Reads the fixed part up to the options. False when it is no BOOTP over Ethernet. */
static bool dhcp_header(struct cursor *c, struct dhcp *dhcp)
{
	dhcp->op = cursor_u8(c);
	uint8_t hardware = cursor_u8(c);
	uint8_t hardware_length = cursor_u8(c);

	cursor_skip(c, 9);
	dhcp->client = cursor_ip4(c);
	dhcp->yours = cursor_ip4(c);
	cursor_skip(c, 8);
	dhcp->mac = cursor_mac(c);
	cursor_skip(c, 10 + 64 + 128);
	dhcp->subject = subject_mac(&dhcp->mac);
	if (!cursor_ok(c) || (dhcp->op != 1 && dhcp->op != 2))
		return false;
	/* Another length is no MAC (InfiniBand has 0): such a message speaks of nobody here. */
	if (hardware_length != 6 || hardware == 0)
		dhcp->mac = (struct mac){0};
	return true;
}

static enum verdict dhcp_dissect(struct cursor *c, struct context *ctx)
{
	static const uint8_t cookie[] = {99, 130, 83, 99};
	struct dhcp dhcp = {0};

	if (!dhcp_header(c, &dhcp))
		return VERDICT_NO;
	struct cursor options = cursor_init(NULL, 0);

	if (cursor_match(c, cookie, sizeof(cookie)))
		options = cursor_sub(c, cursor_left(c));
	else if (!ctx->on_port)
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	bool whole = dhcp_options(options, frame_options, ctx, &dhcp);

	if (dhcp.op == 1 && mac_is_host(&dhcp.mac))
		dhcp_from_client(options, ctx, &dhcp);
	else if (dhcp.op == 2)
		dhcp_from_server(options, ctx, &dhcp);
	if (whole)
		return VERDICT_YES;
	emit_anomaly(ctx, "dhcp.option");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_dhcp = {
        .name = "dhcp",
        .title = "DHCP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_UDP,
        .ports = {67, 68},
        .dissect = dhcp_dissect,
};
