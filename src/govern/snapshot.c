/* snapshot.c - an assessment as it stands, with hashes that an approval can hold on to (X-014 S0-018). SPDX-License-Identifier: Apache-2.0
 *
 * The basis leaves out what moves by itself (times, numbers, who is heard now): an approval becomes
 * outdated by an answer, an exception, a piece of evidence, or a contradiction that came or went. What the plant
 * consisted of is told beside it: whoever finds more of it assesses anew.
 */

#include "govern/snapshot.h"

#include "govern/score.h"
#include "lib/arena.h"
#include "lib/json_out.h"

#include <sodium.h>
#include <string.h>

#define HASH_SIZE 32

static const char *hash_of(struct buf *b, struct arena *arena)
{
	unsigned char hash[HASH_SIZE];
	char text[2 * HASH_SIZE + 1];
	const char *bytes = buf_string(b);

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)bytes, b->length, NULL, 0);
	sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
	return arena_strdup(arena, text);
}

static void put_answer(struct json_out *j, const char *key, const struct answer_row *a)
{
	if (a->revision == 0)
		return;
	json_object(j, key);
	json_int(j, "revision", a->revision);
	json_text(j, "value", a->value);
	json_text(j, "reason", a->reason);
	json_text(j, "override", a->override);
	json_text(j, "document", a->document);
	json_text(j, "reviewed_on", a->reviewed_on);
	json_text(j, "due_on", a->due_on);
	json_text(j, "version", a->pack_version);
	json_text(j, "user", a->user);
	json_object_end(j);
}

static void put_exception(struct json_out *j, const struct exception_row *e)
{
	if (!e)
		return;
	json_object(j, "exception");
	json_int(j, "id", e->id);
	json_text(j, "reason", e->reason);
	json_text(j, "measure", e->measure);
	json_text(j, "ends_on", e->ends_on);
	json_text(j, "approved_by", e->approved_by);
	json_object_end(j);
}

static void put_row(struct json_out *j, const struct judged *row, bool whole)
{
	json_object(j, NULL);
	json_text(j, "part", row->column ? row->column->id : "");
	json_text(j, "item", row->item->id);
	put_answer(j, "answer", &row->answer);
	put_answer(j, "target", &row->target);
	put_exception(j, row->exception);
	json_bool(j, "contradicted", row->verdict == GAUGE_CONTRADICTS);
	if (whole) {
		json_text(j, "match", match_name(row->match));
		json_array(j, "measured");
		for (size_t i = 0; i < row->result_count; i++) {
			json_object(j, NULL);
			json_text(j, "gauge", row->results[i].gauge);
			json_text(j, "verdict", gauge_verdict_name(row->results[i].verdict));
			json_text(j, "ja", row->results[i].detail.ja);
			json_text(j, "en", row->results[i].detail.en);
			json_object_end(j);
		}
		json_array_end(j);
	}
	json_object_end(j);
}

/* Evidence of this pack, oldest first: an id is never another thing. */
static void put_evidence(struct json_out *j, const struct pack *pack,
			 const struct evidence_row *rows, size_t count)
{
	json_array(j, "evidence");
	for (size_t i = count; i-- > 0;) {
		if (!strstr(rows[i].uses, pack->id))
			continue;
		json_object(j, NULL);
		json_int(j, "id", rows[i].id);
		json_text(j, "title", rows[i].title);
		json_text(j, "uses", rows[i].uses);
		json_text(j, "hash", rows[i].file_hash[0] ? rows[i].file_hash : rows[i].hash);
		json_object_end(j);
	}
	json_array_end(j);
}

/* S0-033: kinds of devices, networks and threats there were. */
static void put_plant(struct json_out *j, const struct plant_part *parts, size_t count, struct arena *arena)
{
	json_array(j, "plant");
	for (size_t i = 0; i < count; i++)
		json_text(j, NULL, arena_printf(arena, "%s %s", parts[i].kind, parts[i].name));
	json_array_end(j);
}

static void write_all(struct buf *out, const struct assessment *a, const struct evidence_row *rows,
		      size_t count, bool whole)
{
	struct json_out j = {.out = out};

	json_object(&j, NULL);
	json_text(&j, "pack", a->pack->id);
	json_text(&j, "version", a->pack->version);
	json_int(&j, "scope", a->scope);
	if (whole)
		json_time(&j, "as_of", a->sight.last_packet);
	json_array(&j, "targets");
	for (size_t i = 0; i < a->target_count; i++) {
		json_object(&j, NULL);
		json_text(&j, "part", a->targets[i].part);
		put_answer(&j, "target", &a->targets[i]);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_array(&j, "items");
	for (size_t i = 0; i < a->count; i++)
		put_row(&j, &a->rows[i], whole);
	json_array_end(&j);
	put_evidence(&j, a->pack, rows, count);
	json_object_end(&j);
}

/* S0-061: with the version of their weights, so that others are never put beside them. */
static void put_points(struct json_out *j, const struct assessment *a, struct arena *arena)
{
	const struct score *scores = score_measures(a, arena);

	if (!a->pack->steps[0].points)
		return;
	json_object(j, "points");
	for (size_t i = 0; i < a->pack->column_count; i++) {
		if (scores[i].points < 0)
			continue;
		json_object(j, scores[i].measure->id);
		json_double(j, "points", scores[i].points / 10.0);
		json_text(j, "version", scores[i].version);
		json_object_end(j);
	}
	json_object_end(j);
}

static void write_summary(struct buf *out, const struct assessment *a, const struct plant_part *parts,
			  size_t part_count, struct arena *arena)
{
	const struct standing *standings = matrix_standings(a, arena);
	struct json_out j = {.out = out};

	json_object(&j, NULL);
	json_uint(&j, "items", a->tallies.items);
	json_uint(&j, "answered", a->tallies.answered);
	json_uint(&j, "done", a->tallies.done);
	json_uint(&j, "not_applicable", a->tallies.not_applicable);
	json_uint(&j, "agrees", a->tallies.agrees);
	json_uint(&j, "differs", a->tallies.differs);
	put_points(&j, a, arena);
	put_plant(&j, parts, part_count, arena);
	json_object(&j, "positions");
	for (size_t i = 0; i < a->pack->column_count; i++)
		if (!standings[i].not_applicable)
			json_int(&j, a->pack->columns[i].id, standings[i].position);
	json_object_end(&j);
	json_object_end(&j);
}

int snapshot_make(struct store *store, const struct viewer *viewer, const struct assessment *a,
		  struct arena *arena, struct snapshot *out)
{
	struct evidence_row *rows;
	struct plant_part *parts = NULL;
	struct viewer within;
	size_t count, part_count = 0;
	struct buf whole = {0}, basis = {0}, summary = {0};
	int rc = store_evidence(store, viewer, a->scope, arena, &rows, &count);

	if (!rc)
		rc = assess_within(store, viewer, a->scope, arena, &within);
	if (!rc)
		rc = store_plant_parts(store, &within, arena, &parts, &part_count);

	if (rc)
		return rc;
	write_all(&whole, a, rows, count, true);
	write_all(&basis, a, rows, count, false);
	write_summary(&summary, a, parts, part_count, arena);
	*out = (struct snapshot){
		.content = arena_strdup(arena, buf_string(&whole)),
		.hash = hash_of(&whole, arena),
		.basis = hash_of(&basis, arena),
		.summary = arena_strdup(arena, buf_string(&summary)),
	};
	buf_free(&whole);
	buf_free(&basis);
	buf_free(&summary);
	return 0;
}
