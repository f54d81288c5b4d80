/* head.c - what users put at the head of each report: their logo, their words, who stamps it. SPDX-License-Identifier: Apache-2.0 */

#include "report/head.h"

#include "lib/arena.h"
#include "lib/cursor.h"
#include "store/account.h"

#include <sodium.h>
#include <string.h>

#define SIDE_MAX 4000

static const char *const names[] = {"report.words", "report.seals", "report.logo"}; /* of settings */

int report_head_read(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		     struct report_head *out)
{
	const char **const texts[] = {&out->words, &out->seals, &out->logo};
	int rc = 0;

	*out = (struct report_head){.scope = scope};
	for (size_t i = 0; i < 3 && !rc; i++) {
		rc = store_setting_above(store, viewer, scope, names[i], arena, texts[i]);
		if (!*texts[i])
			*texts[i] = "";
	}
	return rc;
}

int report_head_put(struct store *store, const struct viewer *viewer, const struct report_head *head)
{
	const char *const texts[] = {head->words, head->seals, head->logo};
	int rc = 0;

	for (size_t i = 0; i < 3 && !rc; i++)
		rc = store_setting_put_at(store, viewer, head->scope, names[i], *texts[i] ? texts[i] : NULL);
	return rc ? rc : store_audit_row(store, viewer, "report.head", head->scope, head->words);
}

/* PNG (third edition), 5.2 and 11.2.1: the signature, then IHDR with width and height. */
static bool read_png(struct cursor c, struct paper_logo *out)
{
	static const unsigned char begin[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
	const uint8_t *head = cursor_take(&c, sizeof(begin));

	out->width = cursor_be32(&c);
	out->height = cursor_be32(&c);
	return cursor_ok(&c) && memcmp(head, begin, sizeof(begin)) == 0 && out->width >= 1 && out->width <= SIDE_MAX &&
	       out->height >= 1 && out->height <= SIDE_MAX;
}

bool report_head_logo(const char *base64, struct arena *arena, struct paper_logo *out)
{
	const size_t length = strlen(base64);
	unsigned char *bytes = arena_alloc(arena, length + 1);

	*out = (struct paper_logo){.base64 = base64, .bytes = bytes};
	return length <= HEAD_LOGO_MAX &&
	       sodium_base642bin(bytes, length + 1, base64, length, NULL, &out->length, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       read_png(cursor_init(bytes, out->length), out);
}

size_t report_head_seals(const struct report_head *head, struct arena *arena, const char **titles, size_t room)
{
	size_t count = 0;

	for (const char *p = head->seals; *p && count < room;) {
		const size_t length = strcspn(p, "\n");

		if (length)
			titles[count++] = arena_copy(arena, p, length);
		p += length + (p[length] == '\n');
	}
	return count;
}

const char *report_head_fault(const struct report_head *head, struct arena *arena)
{
	const char *titles[PAPER_SEALS + 1];
	const size_t count = report_head_seals(head, arena, titles, PAPER_SEALS + 1);
	struct paper_logo logo;

	if (strlen(head->words) > HEAD_WORDS_MAX)
		return "words: at most 600 bytes";
	if (count > PAPER_SEALS)
		return "seals: at most 6";
	for (size_t i = 0; i < count; i++)
		if (strlen(titles[i]) > HEAD_SEAL_MAX)
			return "seals: at most 60 bytes each";
	if (*head->logo && !report_head_logo(head->logo, arena, &logo))
		return "logo: a PNG of at most 4000 points a side and 300 kB, as base64";
	return NULL;
}
