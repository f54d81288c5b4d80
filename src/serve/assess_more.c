/* assess_more.c - what is made of assessments: scores. SPDX-License-Identifier: Apache-2.0 */

#include "govern/score.h"
#include "serve/assess.h"

static void put_tenths(struct json_out *j, const char *key, int tenths)
{
	if (tenths < 0)
		json_null(j, key);
	else
		json_double(j, key, (double)tenths / 10);
}

static void put_score(struct json_out *j, const struct score *s)
{
	json_object(j, NULL);
	json_text(j, "id", s->measure->id);
	put_both(j, "title", &s->measure->title);
	put_tenths(j, "deployment", s->deployment);
	put_tenths(j, "maturity", s->maturity);
	put_tenths(j, "points", s->points);
	json_uint(j, "answered", s->answered);
	json_uint(j, "asked", s->asked);
	put_text(j, "version", s->version);
	json_object_end(j);
}

void score_get(struct request *r)
{
	const struct pack *pack = request_pack(r, "smkl-scoring");
	struct assessment a;

	if (!pack || !request_assess(r, pack, &a))
		return;
	const struct score *scores = score_measures(&a, &r->arena);
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	json_array(j, "measures");
	for (size_t i = 0; i < pack->column_count; i++)
		put_score(j, &scores[i]);
	json_array_end(j);
	request_end_json(r);
}
