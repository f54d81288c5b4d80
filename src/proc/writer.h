/* writer.h - the one thread that writes: records in, rows out. SPDX-License-Identifier: Apache-2.0
 *
 * Inside of the server process, shared by feed.c, change.c and server.c.
 */
#pragma once

#include <pthread.h>

#include "lib/arena.h"
#include "proc/lines.h"
#include "proc/messages.h"
#include "proc/plant.h"
#include "proc/server.h"
#include "serve/serve.h"
#include "store/store.h"

#define FEEDS_MAX 128

/* One source whose records come in. */
struct feed {
	uint32_t id; /* of the monitor */
	int fd;	     /* -1: nothing comes now */
	int64_t source;
	int64_t scope; /* the site that it is of */
	bool live;
	bool log;	/* another sensor's: nothing is acknowledged */
	bool learning;	/* its beginning is learned from, and is not over */
	bool empty;	/* and its packets are to go */
	bool again;	/* the monitor is to let its sensor begin anew */
	bool asked;	/* it was, for the site that it is heard for now */
	bool ended;	/* the sensor's file was read as far as it can be */
	uint64_t inode; /* of a file that was not told to be kept yet, 0 none */
	struct lines lines;
	uint64_t interface_drops;
	uint64_t sent_frames;
	uint64_t unreadable; /* lines that were no records */
	uint64_t taken;	     /* number of the last record, to be acknowledged when it is committed */
	uint64_t acknowledged;
};

struct writer {
	const struct server_config *config;
	struct store *store;
	struct plant plant[PLANTS_MAX]; /* the root's first */
	uint64_t plants_used;
	struct server *server;
	struct arena arena;
	struct feed feed[FEEDS_MAX];
	size_t feeds;
	bool open;	/* a transaction is */
	int64_t opened; /* when */
	bool changed[SERVE_TOPIC_COUNT];
	int64_t match_at;    /* monotonic: when devices that wait for matching are looked for next */
	int64_t match_again; /* when those with matches wait again */
	int64_t hourly_at;   /* monotonic: when gauges are run and reports written next */
	bool failed; /* the disk is full or the file is damaged: nothing is taken in */
	int64_t tried; /* whether there is room again */
	/* queue of changes that HTTP threads ask for */
	pthread_mutex_t lock;
	struct change *first;
	struct change *last;
	bool closed;
	int wake; /* eventfd */
};

/* Opens the transaction if none is. False when it cannot be: failed is set. */
bool writer_begin(struct writer *w);
/* Keeps all of it, with the inventory's changes, and tells the pages. */
bool writer_commit(struct writer *w);

/* feed.c: a message of the monitor, or records of a feed. */
void feed_open(struct writer *w, const struct message_source *message, int fd);
void feed_end(struct writer *w, const struct message_source_end *message);
void feed_interface(struct writer *w, const struct message_interface *message);
void feed_read(struct writer *w, struct feed *f);
/* This source is heard for another site from now on. */
void feed_moved(struct writer *w, int64_t source);
/* A site that these interfaces were heard for was erased: packets go, also of those that nobody listens on now. */
void feeds_forget(struct writer *w, const char *const *interfaces, size_t count);
/* Tells the monitor which sensors are to begin anew. */
void feeds_again(struct writer *w);
/* All that was taken is committed: tells the live sensors. */
void feed_committed(struct writer *w);

/* upload.c: the change of kind CHANGE_UPLOAD, inside a transaction. 0 or -errno. */
int upload_apply(struct writer *w, struct change *c);
/* A capture that was read to its end is to be read again, inside a transaction. -ENODATA: it is not kept; -EBUSY: it is read now. */
int upload_again(struct writer *w, int64_t source);
/* All that was taken is committed: files that were read to their end go. */
void upload_committed(struct writer *w);
/* Has read what an earlier server left unread. Before any page is served. */
void upload_resume(struct writer *w);

/* change.c: called by HTTP threads; and by the writer for all that wait. */
int change_submit(void *argument, struct change *change);
void change_all(struct writer *w);
/* No more are taken; those that wait are refused. */
void change_close(struct writer *w);
