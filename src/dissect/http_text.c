/* http_text.c - what HTTP carries as text: credentials, pages, descriptions.
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/http_text.h"

#include "dissect/base64.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define NTLM_BLOB_MAX 2048

bool http_basic_is_default(const struct cursor *credentials)
{
	uint8_t text[64];
	struct cursor password = cursor_init(text, base64_decode(*credentials, text, sizeof(text), BASE64_ALL, 0));
	const struct cursor user = line_until(&password, ':');

	return cursor_ok(&password) && session_is_default(&user, session_hash(&password));
}

bool http_basic_user(const struct cursor *credentials, char *user, size_t capacity)
{
	const size_t length = base64_decode(*credentials, (uint8_t *)user, capacity, ':', 1);

	if (length < 2)
		return false;
	user[length - 1] = '\0';
	return true;
}

enum ntlm_message http_ntlm(struct context *ctx, const struct cursor *text)
{
	uint8_t blob[NTLM_BLOB_MAX];
	const struct cursor c = cursor_init(blob, base64_decode(*text, blob, sizeof(blob), BASE64_ALL, 0));

	return ntlm_read(ctx, &c);
}

bool http_title(struct context *ctx, const struct cursor *page, uint8_t confidence)
{
	struct cursor title;

	if (!line_between(page, "<title>", "</title", &title) || cursor_left(&title) == 0)
		return false;
	session_guess(ctx, PARTY_SENDER, attribute_description, &title, RANK_BANNER, confidence);
	return true;
}

bool http_text_is_whole(const struct cursor *text)
{
	return line_find(text, "</title") >= 0 || line_find_exact(text, "</device>") >= 0 ||
	       line_find_exact(text, "</root>") >= 0;
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

void http_marks(struct context *ctx, const struct cursor *line)
{
	static const struct {
		const char *words;
		const char *event;
	} marks[] = {
	        {"jndi:ldap:", "http.jndi"},       {"jndi:rmi:", "http.jndi"},
	        {"jndi:dns:", "http.jndi"},        {"union+select", "http.sql_injection"},
	        {"union%20select", "http.sql_injection"}, {"%27+or+", "http.sql_injection"},
	        {"%27%20or%20", "http.sql_injection"},    {"%27+and+", "http.sql_injection"},
	        {"../../../", "http.path"},        {"..%2f..%2f", "http.path"},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (line_find(line, marks[i].words) < 0)
			continue;
		emit_anomaly(ctx, marks[i].event);
		return;
	}
}
