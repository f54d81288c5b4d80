/* nbname.c - names of NetBIOS over TCP/IP (RFC 1001 14, RFC 1002 4.1). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/nbname.h"

#define ENCODED_LENGTH 32

void nb_name_set(struct nb_name *name, const uint8_t *bytes, uint8_t suffix)
{
	size_t length = NB_NAME_LENGTH;

	while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0))
		length--;
	memcpy(name->text, bytes, length);
	name->text[length] = '\0';
	name->length = (uint8_t)length;
	name->suffix = suffix;
}

bool nb_name_decode(const struct dns_name *encoded, struct nb_name *name)
{
	uint8_t bytes[NB_NAME_LENGTH + 1];

	if (encoded->length < ENCODED_LENGTH)
		return false;
	for (size_t i = 0; i < sizeof(bytes); i++) {
		unsigned high = (unsigned)(encoded->text[2 * i] - 'A');
		unsigned low = (unsigned)(encoded->text[2 * i + 1] - 'A');

		if (high > 15 || low > 15)
			return false;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	nb_name_set(name, bytes, bytes[NB_NAME_LENGTH]);
	return true;
}
