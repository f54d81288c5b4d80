/* levels.c - SL and ML of a zone, and the PL that follows (S0-072). SPDX-License-Identifier: Apache-2.0
 *
 * Our rule: technique counts as far as people keep it up. Without rules (ML 1) no level is reached; with rules (ML 2)
 * levels 1 and 2 are; levels 3 and 4 take people who act by them (ML 3).
 */

#include "govern/profile.h"

#include "lib/arena.h"

#include <string.h>

int protection_level(int reached, int maturity)
{
	const int most = maturity >= 3 ? 4 : maturity == 2 ? 2 : 0;

	if (reached < 0 || maturity < 1)
		return -1;
	return reached < most ? reached : most;
}

/* The digit at the end of the answer: "sl-3" is 3. */
static int digit(const struct assessment *a, const struct pack_column *zone, const char *item)
{
	const struct judged *j = assess_find(a, zone, item);

	if (!j || j->step < 0)
		return -1;
	const char *value = a->pack->steps[j->step].value;

	return value[strlen(value) - 1] - '0';
}

struct levels *levels_read(const struct assessment *a, struct arena *arena)
{
	struct levels *rows = arena_alloc(arena, (a->pack->column_count + 1) * sizeof(*rows));

	for (size_t i = 0; i < a->pack->column_count; i++) {
		const struct pack_column *zone = &a->pack->columns[i];

		rows[i] = (struct levels){.zone = zone, .target = digit(a, zone, "sl-t"),
					  .reached = digit(a, zone, "sl-a"), .maturity = digit(a, zone, "ml")};
		rows[i].protection = protection_level(rows[i].reached, rows[i].maturity);
	}
	return rows;
}
