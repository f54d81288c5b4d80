/* plant.c - the model factory while it runs. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/plant.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/address.h"
#include "lib/memory.h"
#include "simulate/link.h"
#include "simulate/talks.h"

enum { MAGIC_NANO = 0xa1b23c4d, SNAP = 262144, LINK_ETHERNET = 1 };

#define HOUR  (60 * MINUTE)
#define DAY   (24 * HOUR)
#define JAPAN (9 * HOUR)

struct host *plant_host(struct plant *p, const char *key)
{
	for (size_t i = 0; i < p->host_count; i++)
		if (strcmp(p->hosts[i].device->key, key) == 0)
			return &p->hosts[i];
	fprintf(stderr, "simulate: the world has no %s\n", key);
	abort();
}

int64_t plant_jitter(struct plant *p, int64_t value, unsigned percent)
{
	const int64_t wide = value / 100 * percent;

	return value + prng_between(&p->prng, -wide, wide);
}

/* Minutes since midnight in Japan; day 0 is Thursday, 1 January 1970. */
static int minute_of_day(int64_t time)
{
	return (int)((time + JAPAN) % DAY / MINUTE);
}

static bool is_workday(int64_t time)
{
	const int64_t day = ((time + JAPAN) / DAY + 4) % 7; /* 0 is Sunday */

	return day >= 1 && day <= 5;
}

bool plant_produces(const struct plant *p, int64_t time)
{
	static const struct {
		int from, to;
	} breaks[] = {{600, 610}, {720, 765}, {900, 910}, {1080, 1110}};
	const int minute = minute_of_day(time);

	(void)p;
	if (!is_workday(time) || minute < 480 || minute >= 1260)
		return false;
	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (minute >= breaks[i].from && minute < breaks[i].to)
			return false;
	return true;
}

bool plant_office(const struct plant *p, int64_t time)
{
	const int minute = minute_of_day(time);

	(void)p;
	return is_workday(time) && minute >= 480 && minute < 1080 && (minute < 720 || minute >= 765);
}

bool plant_visited(int64_t time)
{
	const int minute = minute_of_day(time);

	return is_workday(time) && minute >= 483 && minute < 487;
}

static void add_hosts(struct plant *p)
{
	while (world_devices[p->host_count].key)
		p->host_count++;
	p->hosts = xcalloc(p->host_count, sizeof(*p->hosts));
	for (size_t i = 0; i < p->host_count; i++) {
		struct host *h = &p->hosts[i];
		struct address ip;
		struct mac mac;

		h->device = &world_devices[i];
		h->off = h->device->absent;
		h->packet = (uint16_t)prng_next(&p->prng);
		h->port = (uint16_t)(49152 + prng_below(&p->prng, 8000));
		if (h->device->mac && mac_parse(h->device->mac, &mac))
			memcpy(h->mac, mac.bytes, 6);
		if (h->device->ip && address_parse(h->device->ip, &ip))
			h->ip = (uint32_t)ip.bytes[12] << 24 | (uint32_t)ip.bytes[13] << 16 |
			        (uint32_t)ip.bytes[14] << 8 | ip.bytes[15];
	}
}

void plant_build(struct plant *p)
{
	add_hosts(p);
	while (world_contacts[p->link_count].talk)
		p->link_count++;
	p->links = xcalloc(p->link_count, sizeof(*p->links));
	for (size_t i = 0; i < p->link_count; i++)
		link_start(p, &p->links[i], &world_contacts[i]);
}

/* draft-ietf-opsawg-pcap; the magic number tells that times are nanoseconds. */
static void write_header(struct plant *p, struct buf *b)
{
	buf_le32(b, MAGIC_NANO);
	buf_le16(b, 2);
	buf_le16(b, 4);
	buf_le64(b, 0);
	buf_le32(b, SNAP);
	buf_le32(b, LINK_ETHERNET);
	fwrite(b->data, 1, b->length, p->out);
	buf_clear(b);
}

static void write_frame(struct plant *p, struct buf *b, const struct agenda_entry *e)
{
	buf_le32(b, (uint32_t)(e->time / SECOND));
	buf_le32(b, (uint32_t)(e->time % SECOND));
	buf_le32(b, e->length);
	buf_le32(b, e->length);
	buf_append(b, e->frame, e->length);
	fwrite(b->data, 1, b->length, p->out);
	buf_clear(b);
	p->packets++;
}

int plant_run(struct plant *p)
{
	struct agenda_entry e;
	struct buf b = {0};

	write_header(p, &b);
	while (agenda_take(&p->agenda, &e)) {
		if (e.time >= p->end) {
			free(e.frame);
			continue;
		}
		assert(e.time >= p->now);
		p->now = e.time;
		if (e.run)
			e.run(p, e.context);
		else
			write_frame(p, &b, &e);
		free(e.frame);
		if (ferror(p->out))
			break;
	}
	buf_free(&b);
	return ferror(p->out) || fflush(p->out) != 0 ? -EIO : 0;
}

void plant_free(struct plant *p)
{
	agenda_free(&p->agenda);
	free(p->hosts);
	free(p->links);
	free(p->deeds);
	buf_free(&p->ask);
	buf_free(&p->answer);
}
