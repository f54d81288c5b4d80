/* x509.c - the few fields of a certificate that tell who it is for (RFC 5280).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/x509.h"
#include "dissect/session.h"

#include <stdio.h>

/* X.690, 8.1.2: the tags that are met here. */
enum {
	TAG_INTEGER = 0x02,
	TAG_OID = 0x06,
	TAG_UTC_TIME = 0x17,
	TAG_GENERALIZED_TIME = 0x18,
	TAG_SEQUENCE = 0x30,
	TAG_SET = 0x31,
	TAG_VERSION = 0xa0,
};

#define PARTS_MAX 32

/* Reads one element; content is what it holds. False at the end or when broken. */
static bool der_next(struct cursor *c, uint8_t *tag, struct cursor *content)
{
	*tag = cursor_u8(c);
	size_t length = cursor_u8(c);

	if (length & 0x80) {
		size_t bytes = length & 0x7f;

		if (bytes == 0 || bytes > 3)
			return false;
		for (length = 0; bytes > 0; bytes--)
			length = length << 8 | cursor_u8(c);
	}
	*content = cursor_sub(c, length);
	return cursor_ok(content);
}

/* Reads one element that must have this tag. */
static bool der_expect(struct cursor *c, uint8_t expected, struct cursor *content)
{
	uint8_t tag;

	return der_next(c, &tag, content) && tag == expected;
}

/* Name ::= SEQUENCE OF SET OF SEQUENCE { OID, value } (4.1.2.4). Attribute types 2.5.4.3 and .10.
 */
static void read_name(struct cursor name, struct cursor *common, struct cursor *organization)
{
	struct cursor set;
	struct cursor pair;
	struct cursor oid;
	struct cursor value;
	uint8_t tag;

	for (int i = 0; i < PARTS_MAX && cursor_left(&name) > 0; i++) {
		if (!der_expect(&name, TAG_SET, &set) || !der_expect(&set, TAG_SEQUENCE, &pair) ||
		    !der_expect(&pair, TAG_OID, &oid) || !der_next(&pair, &tag, &value))
			return;
		if (cursor_match(&oid, "\x55\x04\x03", 3))
			*common = value;
		else if (cursor_match(&oid, "\x55\x04\x0a", 3))
			*organization = value;
	}
}

static unsigned two_digits(struct cursor *c)
{
	unsigned tens = (unsigned)cursor_u8(c) - '0';
	unsigned ones = (unsigned)cursor_u8(c) - '0';

	return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/* UTCTime is YYMMDD..., 50 and above meaning 19YY (4.1.2.5.1); GeneralizedTime YYYYMMDD... */
static bool read_date(struct cursor *validity, char date[11])
{
	struct cursor time;
	uint8_t tag;

	if (!der_next(validity, &tag, &time) ||
	    (tag != TAG_UTC_TIME && tag != TAG_GENERALIZED_TIME))
		return false;
	unsigned century = tag == TAG_GENERALIZED_TIME ? two_digits(&time) : 0;
	unsigned year = two_digits(&time);
	unsigned month = two_digits(&time);
	unsigned day = two_digits(&time);

	if (tag == TAG_UTC_TIME)
		century = year >= 50 ? 19 : 20;
	if (!cursor_ok(&time) || century > 99 || year > 99 || month < 1 || month > 12 || day < 1 ||
	    day > 31)
		return false;
	snprintf(date, 11, "%02u%02u-%02u-%02u", century % 100, year % 100, month % 100, day % 100);
	return true;
}

bool x509_read(struct cursor der, struct x509 *certificate)
{
	struct cursor outer;
	struct cursor body;
	struct cursor part;
	struct cursor issuer;
	struct cursor validity;
	struct cursor subject;

	*certificate = (struct x509){0};
	if (!der_expect(&der, TAG_SEQUENCE, &outer) || !der_expect(&outer, TAG_SEQUENCE, &body))
		return false;
	/* version is left out in version 1 (4.1.2.1) */
	const uint8_t *tag = cursor_peek(&body, 1);

	if (tag && *tag == TAG_VERSION && !der_expect(&body, TAG_VERSION, &part))
		return false;
	if (!der_expect(&body, TAG_INTEGER, &part) || !der_expect(&body, TAG_SEQUENCE, &part) ||
	    !der_expect(&body, TAG_SEQUENCE, &issuer) ||
	    !der_expect(&body, TAG_SEQUENCE, &validity) ||
	    !der_expect(&body, TAG_SEQUENCE, &subject))
		return false;
	read_name(issuer, &certificate->issuer_name, &certificate->issuer_organization);
	read_name(subject, &certificate->subject_name, &certificate->subject_organization);
	return read_date(&validity, certificate->not_before) &&
	       read_date(&validity, certificate->not_after);
}

/* The common name, or the organization where there is none. */
static void name_text(const struct cursor *name, const struct cursor *organization, char *text,
                      size_t capacity)
{
	bool has_name = cursor_left(name) > 0;
	struct cursor c = has_name ? *name : *organization;
	size_t length = cursor_left(&c);
	int prefix = snprintf(text, capacity, has_name ? "CN=" : length ? "O=" : "no name");

	if (length == 0)
		return;
	if (length > capacity - (size_t)prefix - 1)
		length = capacity - (size_t)prefix - 1;
	memcpy(text + prefix, c.pos, length);
	text[(size_t)prefix + length] = '\0';
}

void x509_claim(struct context *ctx, enum party party, const struct x509 *certificate)
{
	char subject[72];
	char issuer[72];
	char text[224];

	name_text(&certificate->subject_name, &certificate->subject_organization, subject,
	          sizeof(subject));
	name_text(&certificate->issuer_name, &certificate->issuer_organization, issuer,
	          sizeof(issuer));
	snprintf(text, sizeof(text), "%s, issuer %s, valid until %s", subject, issuer,
	         certificate->not_after);
	emit_text(ctx, party, attribute_certificate, text);
	session_name(ctx, party, &certificate->subject_name, 40);
}
