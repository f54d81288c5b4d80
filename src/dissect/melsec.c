/* melsec.c - what SLMP and MELSOFT know alike of MELSEC controllers. SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/melsec.h"

#include <stdio.h>

static size_t trimmed(const uint8_t *name, size_t length)
{
	while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\0'))
		length--;
	return length;
}

static bool ends_with_cpu(const uint8_t *name, size_t length)
{
	/* "Q12PRHCPU", "R08SFCPU", "L26CPU-BT": the word may be followed by a suffix. */
	for (size_t i = 2; i + 3 <= length; i++)
		if (memcmp(name + i, "CPU", 3) == 0)
			return true;
	return false;
}

static bool is_type_character(uint8_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '/' ||
	       c == '_' || c == ' ' || c == '(' || c == ')' || c == '+';
}

bool melsec_is_cpu(const uint8_t *name, size_t length)
{
	length = trimmed(name, length);
	if (length < 4)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_type_character(name[i]))
			return false;
	if (name[0] == 'F' && name[1] == 'X')
		return true;
	return strchr("QRLAN", name[0]) && ends_with_cpu(name, length);
}

void melsec_claim(struct context *ctx, const uint8_t *name, size_t length, uint16_t code)
{
	char text[8];

	length = trimmed(name, length);
	if (melsec_is_cpu(name, length)) {
		emit_text(ctx, PARTY_SENDER, attribute_vendor, "Mitsubishi Electric");
		emit_text(ctx, PARTY_SENDER, attribute_device_type,
		          "Programmable Logic Controller");
	}
	emit_bytes(ctx, PARTY_SENDER, attribute_model, name, length);
	if (code == 0)
		return;
	snprintf(text, sizeof(text), "0x%04x", code);
	emit_text(ctx, PARTY_SENDER, attribute_product_code, text);
}
