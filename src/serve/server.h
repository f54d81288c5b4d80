/* server.h - inside of src/serve: what all requests share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "serve/request.h"

struct MHD_Daemon;
struct listener;

#define READERS_MAX   16
#define LEDGERS_MAX   8
#define LISTENERS_MAX 64

/* A file of the page, in memory. */
struct static_file {
	char *name;
	const void *data;
	size_t length;
	bool owned;
};

/* A ledger that was shown and not yet taken over. */
struct kept_ledger {
	char id[17];
	char *user;
	char *filename;
	int fd;
	int64_t at; /* monotonic */
};

struct server {
	struct serve_config config;
	struct MHD_Daemon *daemon;
	char *certificate;
	char *key;
	char *spool_folder;
	bool loopback; /* the Host header is held to our own names */
	int port;
	struct static_file *files;
	size_t file_count;
	pthread_mutex_t lock; /* of all below */
	struct store *readers[READERS_MAX];
	size_t reader_count;
	struct kept_ledger ledgers[LEDGERS_MAX];
	struct listener *listeners; /* pages that wait for events */
	size_t listener_count;
	int64_t told; /* monotonic: when they were last woken */
	bool news;
	_Atomic uint64_t version[SERVE_TOPIC_COUNT];
	_Atomic int hashing; /* passwords being checked at this moment */
	_Atomic int opening; /* files of customers, now */
	_Atomic bool stopping;
	_Atomic bool full; /* nothing is written now */
	_Atomic uint64_t no_room[4]; /* of struct serve_room */
	_Atomic uint64_t overheard;  /* of the active check itself */
};

/* readers.c: a read-only store for one request. NULL: a problem was answered. */
struct store *reader_take(struct request *r);
void reader_give(struct server *server, struct store *store);
void readers_close(struct server *server);

/* auth.c */
/* False: the request is not for us (DNS rebinding); a problem was answered. */
bool auth_host(struct request *r);
/* Who asks; signed_in says whether somebody does. False: a problem was answered. */
bool auth_identify(struct request *r);
/* False: he may not use the route; a problem was answered. */
bool auth_allow(struct request *r);
/* Set-Cookie for this session secret; NULL takes it away. */
const char *auth_cookie(struct request *r, const char *secret);
/* At most two passwords are hashed at a time: each costs 64 MB. False: 429 was answered. */
bool auth_hash_begin(struct request *r);
void auth_hash_end(struct request *r);
/* False: it is too short, or the like; a problem was answered. */
bool auth_hash_password(struct request *r, const char *password, char hash[ACCOUNT_HASH_SIZE]);

/* spool.c: bodies that do not fit into memory. */
/* Opens r's spool file; named: it is to be handed on. False: a problem was answered. */
bool spool_open(struct request *r, bool named);
/* Appends; 0 or -errno. */
int spool_write(struct request *r, const void *bytes, size_t length);
/* Closes it, and deletes what was not handed on. */
void spool_close(struct request *r);

/* static.c */
bool static_load(struct server *server);
void static_free(struct server *server);
void static_answer(struct request *r);

/* events.c */
void events_wake(struct server *server, bool all);
/* ledger.c */
void ledgers_free(struct server *server);
/* Keeps a file for the one who asks, for an hour; fd is the server's now, the oldest gives way. id has
 * room for 17. */
void ledger_keep(struct request *r, const char *filename, int fd, char *id);
/* A descriptor of its own for one's own kept file (-1 there is none), and its name. */
int ledger_find(struct request *r, const char *id, const char **filename);
/* Has a confined child read the file. The answer as JSON, which borrows from text; NULL: a problem was
 * answered. */
struct json_in *ledger_read_file(struct request *r, struct serve_ledger_job *job, struct buf *text);
/* certificate.c: a whole PEM file as text; NULL was logged. */
char *pem_read(const char *path);

/* dispatch.c */
struct request *request_new(struct server *server, const char *uri);
void request_free(struct request *r);
/* The head is here: decides whether the body is wanted. False: answered already. */
bool request_begin(struct request *r, const char *method);
/* Bytes of the body. False: the connection is to be closed. */
bool request_take(struct request *r, const void *bytes, size_t length);
/* The body is complete: calls the route. */
void request_handle(struct request *r);
