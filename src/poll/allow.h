/* allow.h - whom the active check may ask. SPDX-License-Identifier: Apache-2.0
 *
 * Asked twice: where a question is planned (server) and where it is sent (checker). A /22, which is as many
 * addresses as a /118 of IPv6, bounds what one can do wrong with it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/address.h"

#define CHECK_ENTRIES_MAX   64
#define CHECK_ADDRESSES_MAX 1024 /* a /22 in all */
#define CHECK_INTERVAL_MIN  60	 /* seconds */
#define CHECK_INTERVAL_MAX  86400
#define CHECK_RATE_MAX	    10 /* packets a second */
#define CHECK_DAYS_MAX	    30
#define CHECK_ENTRY_TEXT    (ADDRESS_TEXT_SIZE + 4)
#define CHECK_ONE	    128 /* the prefix of a single address */

#define CHECK_METHODS(X) X(ICMP, icmp) X(TCP, tcp)
#define CHECK_METHOD_ENUM(upper, lower) CHECK_##upper,
enum check_method { CHECK_METHODS(CHECK_METHOD_ENUM) CHECK_METHOD_COUNT };
#undef CHECK_METHOD_ENUM

/* Refused: the device answered that nothing listens on this port, so it is there. Unsent: this computer
 * has no way to it, and nothing left. */
#define CHECK_RESULTS(X) X(ANSWERED, answered) X(REFUSED, refused) X(SILENT, silent) X(UNSENT, unsent)
#define CHECK_RESULT_ENUM(upper, lower) CHECK_##upper,
enum check_result { CHECK_RESULTS(CHECK_RESULT_ENUM) CHECK_RESULT_COUNT };
#undef CHECK_RESULT_ENUM

struct check_entry {
	struct address first;
	uint32_t interval; /* seconds between two questions to one device */
	uint16_t port;	   /* of TCP; 0 with ICMP */
	uint8_t prefix;	   /* of all 128 bits, IPv4 included; CHECK_ONE is asked even when nobody has heard of it */
	uint8_t method;	   /* enum check_method */
};

/* "icmp"; the number of a name, or -1. */
const char *check_method_name(int method);
int check_method_parse(const char *name);
const char *check_result_name(int result);
/* "192.168.1.20", "192.168.1.16/28" or the same of IPv6, into first and prefix. False: it is neither. */
bool check_entry_parse(const char *text, struct check_entry *out);
/* The same as text, which has room for CHECK_ENTRY_TEXT. */
void check_entry_text(const struct check_entry *entry, char *text);
/* NULL, or what is wrong with it in one line. */
const char *check_entry_fault(const struct check_entry *entry);
/* How many addresses the entries name in all. */
size_t check_entries_size(const struct check_entry *entries, size_t count);
/* True when the address may belong to one device of a plant: of RFC 1918, and no network's own or broadcast; or of
 * RFC 4193. What is local to a link says nothing without the link. */
bool check_may_ask(const struct address *address);
/* The entry that allows this question, or NULL. */
const struct check_entry *check_allows(const struct check_entry *entries, size_t count, const struct address *address,
				       uint8_t method, uint16_t port);
