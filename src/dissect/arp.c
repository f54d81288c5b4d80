/* arp.c - Address Resolution Protocol (RFC 826, RFC 5227). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/subject.h"

#define HARDWARE_ETHERNET 1
#define HARDWARE_IEEE802  6
#define PROTOCOL_IP4      0x0800

static enum verdict arp_malformed(struct context *ctx, const char *event)
{
	emit_anomaly(ctx, event);
	return VERDICT_MALFORMED;
}

static void arp_sender(struct context *ctx, const struct mac *mac, const struct address *ip)
{
	if (mac_is_group(mac)) {
		emit_anomaly(ctx, "arp.group_sender");
		return;
	}
	if (ctx->frame->has_mac && !mac_equal(mac, &ctx->frame->src_mac))
		emit_anomaly(ctx, "arp.sender_mismatch");
	/* RFC 5227 1.1: a probe carries the sender address 0.0.0.0 and claims nothing. */
	if (mac_is_host(mac) && address_is_host(ip))
		emit_mac_has_ip(ctx, mac, ip);
}

static enum verdict arp_dissect(struct cursor *c, struct context *ctx)
{
	uint16_t hardware = cursor_be16(c);
	uint16_t protocol = cursor_be16(c);
	uint8_t hardware_length = cursor_u8(c);
	uint8_t protocol_length = cursor_u8(c);
	uint16_t operation = cursor_be16(c);

	if (!cursor_ok(c))
		return arp_malformed(ctx, "arp.length");
	if ((hardware != HARDWARE_ETHERNET && hardware != HARDWARE_IEEE802) ||
	    protocol != PROTOCOL_IP4)
		return VERDICT_YES;
	if (hardware_length != 6 || protocol_length != 4)
		return arp_malformed(ctx, "arp.length");
	struct mac mac = cursor_mac(c);
	struct address ip = cursor_ip4(c);

	cursor_skip(c, 6);
	struct address target = cursor_ip4(c);

	if (!cursor_ok(c))
		return arp_malformed(ctx, "arp.length");
	/* 1 request, 2 reply; others (RARP, InARP) name no owner of an address here. */
	if (operation == 1 || operation == 2)
		arp_sender(ctx, &mac, &ip);
	/* RFC 5227 3: who asks for its own address tells it. */
	if (operation == 1 && address_is_host(&ip) && address_is_host(&target) && !address_equal(&ip, &target))
		emit_ask(ctx, &ip, &target);
	return VERDICT_YES;
}

const struct dissector dissector_arp = {
        .name = "arp",
        .title = "ARP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_FRAME,
        .frames = {0x0806},
        .dissect = arp_dissect,
};
