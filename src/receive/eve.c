/* eve.c - lines of another sensor's EVE log (Suricata), as far as they are alerts. SPDX-License-Identifier: Apache-2.0 */

#include "receive/eve.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/json_in.h"
#include "lib/text.h"
#include "record/record.h"

/* Major versions whose alerts look as we read them; a line tells its own from 8 on, if it was asked to. */
#define OLDEST 2
#define NEWEST 8

#define TEXT_MAX 200

#define AHEAD (3600 * SECOND) /* clocks of two computers differ, by less */

/* What an attacker sends stands in the line: a NUL there must not hide the alert from a reader whose texts
 * have none. */
static void drop_nul(char *line, size_t length)
{
	static const char nul[] = "\\u0000";

	for (char *at = line; (at = memmem(at, length - (size_t)(at - line), nul, 6)) != NULL; at += 6)
		memcpy(at + 2, "fffd", 4);
}

static const struct json_value *find(const struct json_value *object, const char *key,
				     enum json_type type)
{
	const struct json_value *v;

	if (object && object->type == JSON_OBJECT)
		json_in_each(v, object)
			if (v->type == type && strcmp(v->key, key) == 0)
				return v;
	return NULL;
}

static enum eve_verdict refuse(const char **why, const char *says)
{
	*why = says;
	return EVE_REFUSED;
}

static const char *clean(struct arena *arena, const char *text)
{
	char out[TEXT_MAX];

	return text ? arena_copy(arena, out, text_clean(text, strlen(text), out, sizeof(out))) : NULL;
}

/* The other side spoke, too: it is there. */
static const struct record_metadata answered = {.name = RECORD_ANSWERED};

static bool was_answered(const struct json_value *object)
{
	const struct json_value *packets =
		find(find(object, "flow", JSON_OBJECT), "pkts_toclient", JSON_NUMBER);

	return packets && packets->number > 0;
}

/* The source's clock follows its lines and goes back for none. One of another year would have ended all that lasts until
 * a day, so a line of a time to come counts when it is read. */
static int64_t told_at(int64_t time)
{
	const int64_t now = clock_now();

	return time - now > AHEAD ? now : time;
}

/* Only what a finding needs goes on: a log is larger than what we keep of it. */
static void keep_alert(struct arena *arena, const struct record *in, struct record *out)
{
	*out = (struct record){
		.type = RECORD_ALERT,
		.time = told_at(in->time),
		.in_iface = clean(arena, in->in_iface),
		.vlan = {in->vlan[0], in->vlan[1]},
		.has_ip = in->has_ip,
		.src_ip = in->src_ip,
		.dest_ip = in->dest_ip,
		.src_port = in->src_port,
		.dest_port = in->dest_port,
		.has_mac = in->has_mac,
		.src_mac = in->src_mac,
		.dest_mac = in->dest_mac,
		.proto = clean(arena, in->proto),
		.app_proto = clean(arena, in->app_proto),
		.flow_id = in->flow_id,
		.community_id = clean(arena, in->community_id),
		.alert = {.action = clean(arena, in->alert.action),
			  .gid = in->alert.gid,
			  .signature_id = in->alert.signature_id,
			  .rev = in->alert.rev,
			  .signature = clean(arena, in->alert.signature),
			  .category = clean(arena, in->alert.category),
			  .severity = in->alert.severity},
	};
}

static bool is_known_version(const struct json_value *object)
{
	const struct json_value *v = find(object, "suricata_version", JSON_TEXT);
	const long major = v ? strtol(v->text, NULL, 10) : OLDEST;

	return major >= OLDEST && major <= NEWEST;
}

static enum eve_verdict read_alert(const char *line, size_t length, const struct json_value *object,
				   struct arena *arena, struct record *out, const char **why)
{
	const struct json_value *alert = find(object, "alert", JSON_OBJECT);
	struct record in;

	if (!is_known_version(object))
		return refuse(why, "its suricata_version is not one of 2 to 8");
	if (!find(alert, "signature", JSON_TEXT) || !find(alert, "signature_id", JSON_NUMBER))
		return refuse(why, "an alert without signature and signature_id: not Suricata's, or another version");
	if (record_read(line, length, arena, &in, why) != 0)
		return EVE_REFUSED;
	if (!in.time)
		return refuse(why, "an alert without a timestamp (RFC 3339): not Suricata's, or another version");
	if (!in.has_ip && !in.has_mac)
		return refuse(why, "an alert about nobody: it has neither src_ip and dest_ip nor ether");
	keep_alert(arena, &in, out);
	if (was_answered(object)) {
		out->alert.metadata = &answered;
		out->alert.metadata_count = 1;
	}
	return EVE_ALERT;
}

enum eve_verdict eve_read(char *line, size_t length, struct arena *arena, struct record *out,
			  const char **why)
{
	struct json_in_error wrong;

	*why = "";
	if (length > EVE_LINE_MAX)
		return refuse(why, "longer than 256 KB");
	drop_nul(line, length);
	const struct json_value *object = json_in_read(arena, line, length, &wrong);
	if (!object)
		return refuse(why, wrong.what);
	const struct json_value *type = find(object, "event_type", JSON_TEXT);
	if (!type)
		return refuse(why, "no event_type: this is not EVE");
	if (strcmp(type->text, "alert") != 0)
		return EVE_OTHER;
	return read_alert(line, length, object, arena, out, why);
}
