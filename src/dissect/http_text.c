/* http_text.c - what HTTP carries as text: credentials, pages, descriptions.
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/http_text.h"
#include "dissect/line.h"
#include "dissect/session.h"

static int base64_digit(uint8_t byte)
{
	static const char digits[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *hit = byte ? strchr(digits, byte) : NULL;

	return hit ? (int)(hit - digits) : -1;
}

bool http_basic_user(const struct cursor *credentials, char *user, size_t capacity)
{
	uint32_t bits = 0;
	unsigned have = 0;
	size_t length = 0;

	for (struct cursor c = *credentials; cursor_left(&c) > 0;) {
		int digit = base64_digit(cursor_u8(&c));

		if (digit < 0)
			return false;
		bits = (bits << 6 | (unsigned)digit) & 0xffff;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		uint8_t byte = (uint8_t)(bits >> have);

		if (byte == ':' || length + 1 >= capacity) {
			user[length] = '\0';
			return byte == ':' && length > 0;
		}
		user[length++] = (char)byte;
	}
	return false;
}

bool http_title(struct context *ctx, const struct cursor *page, uint8_t confidence)
{
	struct cursor title;

	if (!line_between(page, "<title>", "</title", &title) || cursor_left(&title) == 0)
		return false;
	session_guess(ctx, PARTY_SENDER, attribute_description, &title, RANK_BANNER, confidence);
	return true;
}

void http_device_description(struct context *ctx, const struct cursor *xml)
{
	static const struct {
		const char *open;
		const char *close;
		const char *name;
	} elements[] = {
	        {"<manufacturer>", "</", attribute_vendor},
	        {"<modelName>", "</", attribute_model},
	        {"<modelNumber>", "</", attribute_product_code},
	        {"<serialNumber>", "</", attribute_serial},
	        {"<friendlyName>", "</", attribute_station_name},
	        {"<modelDescription>", "</", attribute_description},
	};
	struct cursor device;

	/* Only the root device: what follows <deviceList> are its parts. */
	if (line_find_exact(xml, "urn:schemas-upnp-org:device-1-0") < 0 ||
	    !line_between(xml, "<device>", "List>", &device))
		return;
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		struct cursor value;

		if (line_between(&device, elements[i].open, elements[i].close, &value))
			session_guess(ctx, PARTY_SENDER, elements[i].name, &value, RANK_NAME, 0);
	}
}
