/* outlet.h - the sending end of the pipe of records. SPDX-License-Identifier: Apache-2.0
 *
 * A live sensor keeps each line until the server has said that it is committed: a server that starts anew
 * is told those lines again, and knows by their numbers which of them it has. What does not fit stays with
 * those who tell it, who count what they lose.
 */
#pragma once

#include <stdbool.h>

#include "lib/buf.h"
#include "record/record.h"

struct outlet {
	int fd;
	bool wait;   /* a reader of files waits when too much is pending; a live one keeps and counts */
	bool broken; /* nobody reads any more */
	bool keep;   /* until acknowledged; else until the pipe took it */
	volatile bool *waiting; /* set while it waits; may be NULL */
	const char *site;
	const char *sensor;
	uint64_t boot;
	uint64_t seq;
	struct buf pending; /* whole lines, the first may be sent in part */
	size_t sent;	    /* bytes of pending that the pipe has taken */
	size_t next;	    /* so many bytes must wait before the pipe is tried again */
	struct outlet_line { /* of pending, while they are kept */
		uint64_t seq;
		uint64_t end; /* counted from the very first byte */
	} *lines;
	size_t first_line;
	size_t line_count; /* from the first */
	size_t line_capacity;
	uint64_t consumed; /* bytes that have left pending */
	uint64_t refused;
};

/* Stamps the record with site, sensor, boot and seq and sends it sooner or later. False when there is
 * no room (live). */
bool outlet_put(struct outlet *o, struct record *record);
/* Sends what is pending, as far as the pipe takes it. */
void outlet_flush(struct outlet *o);
/* Sends all that is pending; one that waits waits for that. */
void outlet_finish(struct outlet *o);
/* Lets go of the lines that the server has acknowledged (outlet_acknowledge, at its end of the pipe). */
void outlet_hear(struct outlet *o);
/* Another server: it is told all that the one before had not acknowledged. Owns fd. */
void outlet_renew(struct outlet *o, int fd);
/* Gives the memory back; the descriptor stays open. */
void outlet_free(struct outlet *o);
/* At the reading end: all up to seq is kept. False when the pipe does not take that now. */
bool outlet_acknowledge(int fd, uint64_t seq);
