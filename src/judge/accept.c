/* accept.c - what was found is put on the allow-list, for a person said that it is normal. SPDX-License-Identifier: Apache-2.0
 *
 * The records that a finding rests on say what was done; they are learned as they would have been in the time of learning.
 */

#include "judge/inside.h"

#include <errno.h>
#include <string.h>

struct accepting {
	struct judge *judge;
	const struct finding *row;
	const struct detector *detector;
	int64_t until;
	int count;
};

static struct sight sight_of(const struct accepting *a)
{
	return (struct sight){.judge = a->judge,
			      .detector = a->detector,
			      .phase = PHASE_LEARN,
			      .learning = true,
			      .accepting = true,
			      .until = a->until,
			      .source = a->row->source,
			      .now = a->row->last_seen};
}

static void accept_record(struct accepting *a, const char *line)
{
	const size_t length = strlen(line);
	struct arena arena = {0};
	struct record r;
	const char *error;

	if (record_read(arena_copy(&arena, line, length), length, &arena, &r, &error) == 0) {
		struct sight s = sight_of(a);

		s.ends = inventory_parties_of(a->judge->inventory, &r);
		s.client = subject_of_endpoint(a->judge, s.ends.client);
		s.server = subject_of_endpoint(a->judge, s.ends.server);
		sight_say(a->judge, &s, &r);
		usual_judge(a->judge, &s, PHASE_LEARN);
		a->count++;
	}
	arena_free(&arena);
}

/* It exists, with what is known of it. */
static void accept_device(struct accepting *a, uint64_t number)
{
	struct subject *subject = subject_get(a->judge, number);

	if (!subject || subject->external || subject->group)
		return;
	struct sight s = sight_of(a);
	s.client = subject;
	usual_learn_device(a->judge, &s);
	subject->usual = true;
}

static void accept_fact(struct accepting *a)
{
	const struct finding *f = a->row;
	const struct subject *peer = subject_get(a->judge, f->peer);
	const struct allowed fact = {
		.kind = ALLOWED_FACT,
		.client = f->device,
		.server = !peer || a->detector->of_anybody ? 0 : peer->external ? SUBJECT_INTERNET : f->peer,
		.what = f->detector,
		.function = f->detail,
		.target = a->detector->by_detail ? f->detail : f->key,
		.subcode = -1,
		.count = f->count,
		.period_us = -1,
		.jitter_us = -1,
		.first_seen = f->first_seen,
		.last_seen = f->last_seen,
	};

	(void)allowlist_accept(&a->judge->allowlist, &fact, a->until);
}

int judge_accept(struct judge *j, const struct finding *row, int64_t until)
{
	const int at = detector_find(row->detector);

	if (at < 0 || !detectors[at]->listed)
		return -EINVAL;
	struct accepting a = {.judge = j, .row = row, .detector = detectors[at], .until = until};

	for (int i = 0; i < row->evidence_count; i++)
		if (row->evidence[i].line && *row->evidence[i].line)
			accept_record(&a, row->evidence[i].line);
	if (strncmp(row->detector, "presence.", 9) == 0)
		accept_device(&a, row->device);
	accept_fact(&a);
	return 0;
}
