/* alert.c - a finding as the record that leaves the program. SPDX-License-Identifier: Apache-2.0 */

#include "judge/alert.h"

#include <string.h>

#include "inventory/inventory.h"
#include "judge/inside.h"
#include "judge/texts.h"
#include "lib/arena.h"
#include "record/record.h"

#define METADATA_MAX 12
/* Signature ids for local rules begin at 1,000,000 (Suricata's documentation); ours stay in one block. */
#define SIGNATURE_BASE  9000000
#define SIGNATURE_COUNT 900000

static bool take_ip(struct inventory *inventory, uint64_t number, struct address *out)
{
	const struct asset *a = number ? inventory_asset(inventory, number) : NULL;

	for (size_t i = 0; a && i < a->endpoint_count; i++) {
		if (a->endpoints[i].kind != ENDPOINT_IP || a->endpoints[i].retired)
			continue;
		*out = a->endpoints[i].ip;
		return true;
	}
	return false;
}

static uint64_t signature_id(const char *detector)
{
	return SIGNATURE_BASE + hash_bytes(detector, strlen(detector), 0) % SIGNATURE_COUNT;
}

struct list {
	struct arena *arena;
	struct record_metadata row[METADATA_MAX];
	size_t count;
};

static void add(struct list *list, const char *name, const char *const *values, size_t most)
{
	struct record_metadata *m = &list->row[list->count];

	m->name = name;
	m->values = values;
	m->count = 0;
	while (m->count < most && values[m->count])
		m->count++;
	list->count += m->count > 0;
}

static void add_one(struct list *list, const char *name, const char *value)
{
	const char **values = arena_alloc(list->arena, 2 * sizeof(*values));

	values[0] = value;
	add(list, name, values, 1);
}

static void add_threats(struct list *list, const struct detector *d)
{
	const char **values = arena_alloc(list->arena, 5 * sizeof(*values));

	for (size_t i = 0; i < 4 && d->meti[i]; i++)
		values[i] = arena_printf(list->arena, "%d", d->meti[i]);
	add(list, "meti_threat", values, 4);
}

static void add_asset(struct list *list, const char *name, uint64_t number)
{
	char *id = arena_alloc(list->arena, ASSET_ID_SIZE);

	asset_id_text(number, id);
	add_one(list, name, id);
}

static const struct record_metadata *metadata_of(const struct finding *f, const struct detector *d,
						 struct arena *arena, size_t *count)
{
	struct list list = {.arena = arena};

	add_one(&list, "detector", f->detector);
	add_one(&list, "severity", severity_name(f->severity));
	add(&list, "attack_ics", d->attack, 4);
	add_threats(&list, d);
	add(&list, "iec62443", d->iec62443, 4);
	add(&list, "smkl", d->smkl, 4);
	add_asset(&list, "device", f->device);
	if (f->peer && !(f->peer & SUBJECT_GROUP))
		add_asset(&list, "peer", f->peer);
	add_one(&list, "state", finding_state_name(f->state));
	add_one(&list, "count", arena_printf(arena, "%llu", (unsigned long long)f->count));
	struct record_metadata *rows = arena_alloc(arena, sizeof(list.row));
	memcpy(rows, list.row, sizeof(list.row));
	*count = list.count;
	return rows;
}

/* Suricata counts from 1, the most urgent. */
static int suricata_severity(enum severity severity)
{
	return severity >= SEVERITY_HIGH ? 1 : severity == SEVERITY_MEDIUM ? 2 : severity == SEVERITY_LOW ? 3 : 4;
}

void finding_as_record(const struct finding *f, const struct address *device,
		       const struct address *peer, struct arena *arena, struct record *out)
{
	static const struct detector unknown;
	const int row = detector_find(f->detector);
	const struct detector *d = row < 0 ? &unknown : detectors[row];
	const struct finding_text *text = finding_text(f->detector, LANGUAGE_EN);

	*out = (struct record){.type = RECORD_ALERT, .time = f->last_seen, .src_port = -1, .dest_port = -1};
	out->has_ip = device != NULL;
	if (device) {
		out->dest_ip = *device;
		out->src_ip = peer ? *peer : *device;
	}
	out->alert = (struct record_alert){
		.action = "allowed",
		.gid = 1,
		.signature_id = signature_id(f->detector),
		.rev = 1,
		.signature = text && text->title ? text->title : f->detector,
		.category = f->detail,
		.severity = suricata_severity(f->severity),
	};
	out->alert.metadata = metadata_of(f, d, arena, &out->alert.metadata_count);
}

void finding_to_record(const struct finding *f, struct inventory *inventory, struct arena *arena,
		       struct record *out)
{
	struct address device, peer;
	const bool has_device = take_ip(inventory, f->device, &device);
	const bool has_peer = f->peer && !(f->peer & SUBJECT_GROUP) && take_ip(inventory, f->peer, &peer);

	finding_as_record(f, has_device ? &device : NULL, has_peer ? &peer : NULL, arena, out);
}
