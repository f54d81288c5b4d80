/* deed.c - what deeds share. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/deed.h"

#include <string.h>

#include "simulate/conn.h"
#include "simulate/link.h"

agenda_action *deed_find(const char *what)
{
	static const struct {
		const char *name;
		agenda_action *function;
	} deeds[] = {
#define DEED_ROW(name, function) {name, function},
	        DEEDS(DEED_ROW)
#undef DEED_ROW
	};

	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (strcmp(deeds[i].name, what) == 0)
			return deeds[i].function;
	return NULL;
}

void deed_later(struct plant *p, struct deed *d, int64_t span, agenda_action *function)
{
	int64_t when = p->now + span;

	if (when <= d->link.conn.at)
		when = d->link.conn.at + MILLISECOND;
	agenda_action_at(&p->agenda, when, function, d);
}

void deed_connect(struct plant *p, struct deed *d, const char *talk, struct host *server)
{
	d->contact = (struct contact){.talk = talk,
	                              .client = d->by->device->key,
	                              .server = server->device->key,
	                              .period = 1000};
	link_prepare(p, &d->link, &d->contact);
	link_open(p, &d->link);
}

void deed_hang_up(struct plant *p, struct deed *d)
{
	conn_close(p, &d->link.conn, CLIENT);
}
