/* natural.c - names in the order people expect: plc2 before plc10, 10.0.0.9 before 10.0.0.10. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include <ctype.h>
#include <string.h>

struct run {
	const unsigned char *at, *end;
};

static void skip_zeros(struct run *r)
{
	while (r->at < r->end && *r->at == '0')
		r->at++;
}

static size_t digits(const struct run *r)
{
	size_t n = 0;

	while (r->at + n < r->end && isdigit(r->at[n]))
		n++;
	return n;
}

/* Both stand at a digit: the longer number is the larger one. */
static int compare_numbers(struct run *a, struct run *b)
{
	skip_zeros(a);
	skip_zeros(b);
	const size_t n = digits(a), m = digits(b);
	const int order = n != m ? (n < m ? -1 : 1) : memcmp(a->at, b->at, n);

	a->at += n;
	b->at += m;
	return order;
}

static int natural(void *none, int length_a, const void *text_a, int length_b, const void *text_b)
{
	(void)none;
	struct run a = {text_a, (const unsigned char *)text_a + length_a};
	struct run b = {text_b, (const unsigned char *)text_b + length_b};

	while (a.at < a.end && b.at < b.end) {
		int order;

		if (isdigit(*a.at) && isdigit(*b.at)) {
			order = compare_numbers(&a, &b);
		} else {
			order = tolower(*a.at) - tolower(*b.at);
			a.at++;
			b.at++;
		}
		if (order)
			return order;
	}
	return (a.at < a.end) - (b.at < b.end);
}

int natural_register(struct sqlite3 *db)
{
	return sqlite3_create_collation(db, "NATURAL_ORDER", SQLITE_UTF8, NULL, natural);
}
