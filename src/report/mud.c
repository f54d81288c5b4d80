/* mud.c - what one device may do, as a MUD file (RFC 8520, with access lists of RFC 8519). SPDX-License-Identifier: Apache-2.0 */

#include "report/exports.h"

#include "inventory/inventory.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json_out.h"
#include "report/archive.h"
#include "report/links.h"

#define INFORMATION_MAX 60 /* RFC 8520 3.5: systeminfo */

/* The four lists that a device can have; a list without lines is not written. */
static const struct acl {
	const char *suffix;
	const char *type;
	bool from; /* sent by the device */
	bool ip6;
} lists[] = {
	{"v4fr", "ipv4-acl-type", true, false},
	{"v6fr", "ipv6-acl-type", true, true},
	{"v4to", "ipv4-acl-type", false, false},
	{"v6to", "ipv6-acl-type", false, true},
};

struct mud {
	const struct links_side *sides;
	size_t count;
	char id[ASSET_ID_SIZE];
	struct json_out json;
	struct arena *arena;
};

static bool has_lines(const struct mud *m, const struct acl *list)
{
	for (size_t i = 0; i < m->count; i++)
		if (links_is_ip6(m->sides[i].link) == list->ip6)
			return true;
	return false;
}

static const char *name_of(const struct mud *m, const struct acl *list)
{
	return arena_printf(m->arena, "%s-%s", m->id, list->suffix);
}

/* The peer's network on the side of the packet where it stands. */
static void put_network(struct mud *m, const struct acl *list, const struct links_side *side)
{
	struct json_out *j = &m->json;
	const struct allowed_end *peer = side->asks ? &side->link->server : &side->link->client;

	json_object(j, list->ip6 ? "ipv6" : "ipv4");
	if (!peer->outside)
		json_text(j,
			  arena_printf(m->arena, "%s-ipv%d-network", list->from ? "destination" : "source",
				       list->ip6 ? 6 : 4),
			  arena_printf(m->arena, "%s/%d", peer->party.ip, list->ip6 ? 128 : 32));
	json_int(j, "protocol", links_protocol(side->link));
	json_object_end(j);
}

/* The server's port is the destination of what the client sends, and the source of what comes back. */
static void put_port(struct mud *m, const struct acl *list, const struct links_side *side)
{
	struct json_out *j = &m->json;
	const bool tcp = links_protocol(side->link) == 6;

	if (!links_has_port(side->link))
		return;
	json_object(j, tcp ? "tcp" : "udp");
	json_object(j, list->from == side->asks ? "destination-port" : "source-port");
	json_text(j, "operator", "eq");
	json_int(j, "port", side->link->port);
	json_object_end(j);
	if (tcp)
		json_text(j, "ietf-mud:direction-initiated", side->asks ? "from-device" : "to-device");
	json_object_end(j);
}

static void put_ace(struct mud *m, const struct acl *list, const struct links_side *side, size_t number)
{
	struct json_out *j = &m->json;

	json_object(j, NULL);
	json_text(j, "name", arena_printf(m->arena, "line%zu-%s", number, side->asks ? "ask" : "answer"));
	json_object(j, "matches");
	put_network(m, list, side);
	put_port(m, list, side);
	json_object_end(j);
	json_object(j, "actions");
	json_text(j, "forwarding", "accept");
	json_object_end(j);
	json_object_end(j);
}

static void put_acl(struct mud *m, const struct acl *list)
{
	struct json_out *j = &m->json;

	if (!has_lines(m, list))
		return;
	json_object(j, NULL);
	json_text(j, "name", name_of(m, list));
	json_text(j, "type", list->type);
	json_object(j, "aces");
	json_array(j, "ace");
	for (size_t i = 0; i < m->count; i++)
		if (links_is_ip6(m->sides[i].link) == list->ip6)
			put_ace(m, list, &m->sides[i], i + 1);
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void put_policy(struct mud *m, const char *name, bool from)
{
	struct json_out *j = &m->json;

	json_object(j, name);
	json_object(j, "access-lists");
	json_array(j, "access-list");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (lists[i].from != from || !has_lines(m, &lists[i]))
			continue;
		json_object(j, NULL);
		json_text(j, "name", name_of(m, &lists[i]));
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void put_text(struct json_out *j, const char *key, const char *text)
{
	if (*text)
		json_text(j, key, text);
}

/* RFC 8520 3: the address of the file is only a name here; .invalid says so (RFC 6761 6.4). It stays when the device is
 * updated, so the firmware must not be told (ietf-mud, firmware-rev). */
static void put_mud(struct mud *m, const struct export_job *job, const struct asset_row *a)
{
	struct json_out *j = &m->json;
	struct buf text = {0};

	json_object(j, "ietf-mud:mud");
	json_int(j, "mud-version", 1);
	json_text(j, "mud-url", arena_printf(m->arena, "https://yagura.invalid/%s.json", m->id));
	links_time(&text, job->now);
	json_text(j, "last-update", buf_string(&text));
	json_int(j, "cache-validity", 48);
	json_bool(j, "is-supported", true);
	buf_clear(&text);
	links_word(&text, *a->name ? a->name : m->id, INFORMATION_MAX, false);
	json_text(j, "systeminfo", buf_string(&text));
	put_text(j, "mfg-name", a->vendor);
	put_text(j, "model-name", a->model);
	put_policy(m, "from-device-policy", true);
	put_policy(m, "to-device-policy", false);
	json_object_end(j);
	buf_free(&text);
}

/* A whole file about one device. */
static int write_file(struct mud *m, const struct export_job *job, uint64_t number)
{
	struct asset_row asset;
	const int rc = store_asset(job->store, job->viewer, number, job->arena, &asset);

	if (rc)
		return rc;
	asset_id_text(number, m->id);
	json_object(&m->json, NULL);
	put_mud(m, job, &asset);
	json_object(&m->json, "ietf-access-control-list:acls");
	json_array(&m->json, "acl");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		put_acl(m, &lists[i]);
	json_array_end(&m->json);
	json_object_end(&m->json);
	json_object_end(&m->json);
	buf_byte(m->json.out, '\n');
	return 0;
}

int export_mud(const struct export_job *job)
{
	struct mud m = {.json = {.out = job->out}, .arena = job->arena};
	struct export_job own = *job;
	struct asset_row asset;
	struct links links;
	int rc = store_asset(job->store, job->viewer, job->asset, job->arena, &asset);

	own.asset = rc ? 0 : asset.number; /* after a merge it is another */
	rc = rc ? rc : links_load(&own, false, &links);
	if (rc)
		return rc;
	m.sides = links_sides(&links, &own, &m.count);
	return write_file(&m, job, own.asset);
}

/* One file of the archive; the arena has its bytes. */
static int add_file(const struct export_job *job, const struct links_side *sides, size_t count,
		    struct archive_file *file)
{
	struct buf text = {0};
	struct mud m = {.json = {.out = &text}, .arena = job->arena, .sides = sides, .count = count};
	const int rc = write_file(&m, job, sides->self->party.asset);

	*file = (struct archive_file){arena_printf(job->arena, "%s.json", m.id),
				      rc ? "" : arena_copy(job->arena, text.data, text.length), rc ? 0 : text.length};
	buf_free(&text);
	return rc;
}

int export_mud_all(const struct export_job *job)
{
	struct links links;
	size_t count, files = 0;
	int rc = links_load(job, false, &links);

	if (rc)
		return rc;
	const struct links_side *sides = links_sides(&links, job, &count);
	struct archive_file *file = arena_alloc(job->arena, (count + 1) * sizeof(*file));

	for (size_t i = 0, same; i < count && !rc; i += same) {
		same = links_same_device(&sides[i], count - i);
		rc = add_file(job, &sides[i], same, &file[files++]);
	}
	if (files == 0) /* an archive without a file is none */
		file[files++] = (struct archive_file){"empty.txt", "no accepted lines\n", 18};
	return rc ? rc : archive_write(file, files, job->out);
}
