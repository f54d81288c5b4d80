/* vendor.c - whose a MAC prefix is (IEEE 802, 8.2; RFC 9542), and one spelling for each maker.
 * SPDX-License-Identifier: Apache-2.0 */

#include "inventory/vendor.h"

#include "inventory/oui.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Legal forms and the like, which do not tell makers apart. */
static const char *const noise[] = {
        "co", "ltd", "limited", "inc",   "incorporated", "corp", "corporation", "company", "gmbh",
        "ag", "kg",  "llc",     "sa",    "spa",          "srl",  "kk",          "bv",      "oy",
        "ab", "a",   "s",       "plc",   "pte",          "pty",  "se",          "nv",      "the",
        "as", "mfg", "sas",     "group",
};

/* The maker's words with noise removed begin with `start`; longest first within a maker's family.
 */
static const struct {
	const char *start;
	const char *display;
} aliases[] = {
#include "inventory/vendor_alias.inc"
};

static uint64_t mac_number(const struct mac *mac)
{
	uint64_t number = 0;

	for (int i = 0; i < 6; i++)
		number = number << 8 | mac->bytes[i];
	return number;
}

static int compare_entry(const void *left, const void *right)
{
	const struct oui_entry *a = left;
	const struct oui_entry *b = right;

	if (a->bits != b->bits)
		return a->bits < b->bits ? -1 : 1;
	return a->prefix < b->prefix ? -1 : a->prefix > b->prefix;
}

const char *vendor_from_mac(const struct mac *mac)
{
	static const uint32_t lengths[] = {36, 28, 24};

	static const uint8_t invented[5];

	if (mac->bytes[0] & 3) /* group, or locally administered */
		return NULL;
	/* 00:00:00:00:00:07 was thought up, in a laboratory or for a station that has no MAC. */
	if (memcmp(mac->bytes, invented, sizeof(invented)) == 0)
		return NULL;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		const struct oui_entry key = {
		        .prefix = mac_number(mac) >> (48 - lengths[i]) << (48 - lengths[i]),
		        .bits = lengths[i],
		};
		const struct oui_entry *hit =
		        bsearch(&key, oui_table, oui_count, sizeof(key), compare_entry);

		if (hit)
			return oui_names + hit->name;
	}
	return NULL;
}

static bool is_noise(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (noise[i][0] == *word && strncmp(noise[i], word, length) == 0 &&
		    noise[i][length] == '\0')
			return true;
	return false;
}

/* Lower-case words without noise and marks, one blank between: "Siemens AG, A&D" -> "siemens d". */
static void simplify(const char *name, char *out, size_t size)
{
	size_t length = 0;
	size_t word = 0;

	for (const char *p = name; length + 2 < size; p++) {
		const unsigned char byte = (unsigned char)*p;

		if (isalnum(byte) || byte >= 0x80) {
			out[length++] = (char)tolower(byte);
			continue;
		}
		if (length > word && is_noise(out + word, length - word))
			length = word;
		else if (length > word)
			out[length++] = ' ';
		word = length;
		if (byte == '\0')
			break;
	}
	while (length > 0 && out[length - 1] == ' ')
		length--;
	out[length] = '\0';
}

const char *vendor_canonical(const char *name)
{
	char words[128];

	simplify(name, words, sizeof(words));
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (aliases[i].start[0] != words[0])
			continue;
		const size_t length = strlen(aliases[i].start);

		if (strncmp(words, aliases[i].start, length) == 0 &&
		    (words[length] == '\0' || words[length] == ' '))
			return aliases[i].display;
	}
	return name;
}

/* The legal forms that Japanese names carry in front or behind, without a blank. */
static void cut_japanese_forms(const char *name, char *out, size_t size)
{
	static const char *const forms[] = {"株式会社", "有限会社", "合同会社", "（株）",
	                                    "(株)",     "㈱",       "　"};
	size_t length = 0;

	while (*name && length + 1 < size) {
		size_t skip = 0;

		for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]) && skip == 0; i++)
			if (strncmp(name, forms[i], strlen(forms[i])) == 0)
				skip = strlen(forms[i]);
		if (skip == 0)
			out[length++] = *name++;
		name += skip;
	}
	out[length] = '\0';
}

void vendor_key(const char *name, char *out, size_t size)
{
	char bare[256];

	cut_japanese_forms(name, bare, sizeof(bare));
	simplify(vendor_canonical(bare), out, size);
}

const char *vendor_virtual_machine(const struct mac *mac)
{
	static const struct {
		uint8_t prefix[3];
		const char *product;
	} rows[] = {
	        {{0x00, 0x05, 0x69}, "VMware"},     {{0x00, 0x0c, 0x29}, "VMware"},
	        {{0x00, 0x1c, 0x14}, "VMware"},     {{0x00, 0x50, 0x56}, "VMware"},
	        {{0x00, 0x15, 0x5d}, "Hyper-V"},    {{0x08, 0x00, 0x27}, "VirtualBox"},
	        {{0x0a, 0x00, 0x27}, "VirtualBox"}, {{0x52, 0x54, 0x00}, "QEMU/KVM"},
	        {{0x00, 0x16, 0x3e}, "Xen"},        {{0x00, 0x1c, 0x42}, "Parallels"},
	        {{0x02, 0x42, 0xac}, "Docker"},     {{0xbc, 0x24, 0x11}, "Proxmox"},
	        {{0x50, 0x6b, 0x8d}, "Nutanix"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (memcmp(rows[i].prefix, mac->bytes, 3) == 0)
			return rows[i].product;
	return NULL;
}

bool vendor_mac_is_virtual_router(const struct mac *mac)
{
	static const struct {
		uint8_t prefix[5];
		size_t length;
	} rows[] = {
	        {{0x00, 0x00, 0x5e, 0x00, 0x01}, 5}, /* RFC 9568, 7.3: VRRP for IPv4, and CARP */
	        {{0x00, 0x00, 0x5e, 0x00, 0x02}, 5}, /* VRRP for IPv6 */
	        {{0x00, 0x00, 0x0c, 0x07, 0xac}, 5}, /* HSRP */
	        {{0x00, 0x00, 0x0c, 0x9f}, 4},       /* HSRP version 2, f000 to ffff */
	        {{0x00, 0x05, 0x73, 0xa0}, 4},       /* HSRP for IPv6 */
	        {{0x00, 0x07, 0xb4, 0x00}, 4},       /* GLBP */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (memcmp(rows[i].prefix, mac->bytes, rows[i].length) == 0)
			return true;
	return false;
}
