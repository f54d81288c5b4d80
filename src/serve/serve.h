/* serve.h - the page and its HTTP API. SPDX-License-Identifier: Apache-2.0
 *
 * HTTP threads only read: each has a read-only store of its own. Everything that changes something
 * becomes a `struct change`, is queued to the writer and waited for. The threads are
 * libmicrohttpd's own pool: the one exception to the rule that threads belong to src/proc.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct embedded_file;
struct server;
struct sockaddr;

#define SERVE_SECRET_SIZE 72 /* 32 bytes in base64 or hex, with its NUL */
#define SERVE_NAME_SIZE   65 /* of a user, with its NUL */

/* What the page can ask the writer to change. The lower case names are those of `struct change`. */
enum change_kind {
	CHANGE_SESSION_NEW,    /* session: user -> secret (the password was checked by us) */
	CHANGE_SESSION_ONCE,   /* session: token, good once -> user, secret. -ENOENT: spent, unknown
	                          or late */
	CHANGE_SESSION_END,    /* session: token */
	CHANGE_PASSWORD,       /* user: name, password; takes must_set_password back */
	CHANGE_LANGUAGE,       /* user: name, language */
	CHANGE_ASSET_EDIT,     /* asset: number, name, value. -ENOENT */
	CHANGE_ASSET_MERGE,    /* asset: number, other -> id of the merge. -ENOENT, -EINVAL: are one
	                          already */
	CHANGE_MERGE_UNDO,     /* asset: number = the merge. -ENOENT, -EINVAL: cannot be undone */
	CHANGE_SOURCE_EDIT,    /* source: id, name, value ("name" "line" "switch" "date" "method").
	                          -ENOENT */
	CHANGE_LEDGER_IMPORT,  /* ledger: replaces the ledger as a whole */
	CHANGE_USER_ADD,       /* user: name, role, password. -EEXIST */
	CHANGE_USER_EDIT,      /* user: name, role or NULL, password or NULL. -ENOENT, -EBUSY: last
	                          administrator */
	CHANGE_USER_DELETE,    /* user: name. -ENOENT, -EBUSY: last administrator */
	CHANGE_TOKEN_ADD,      /* token: user, name -> id, secret */
	CHANGE_TOKEN_DELETE,   /* token: id, user NULL: anybody's. -ENOENT */
	CHANGE_CAPTURE_UPLOAD, /* upload: fd, path, filename -> id of the source */
	CHANGE_SETTING,        /* setting: name, value */
	CHANGE_KIND_COUNT,
};

/* One line of the site's own list of devices; texts that are not given are NULL. */
struct change_ledger_row {
	int row; /* in the sheet, the first is 1 */
	const char *name, *ip, *mac, *vendor, *model, *serial, *location, *owner, *importance,
	        *role;
};

/*
 * Texts and rows are borrowed from the HTTP thread, which waits until done is called: they need not
 * be copied. The writer makes the change in a transaction with its audit row, commits, sets result
 * and given, and calls done exactly once; then the change is gone.
 */
struct change {
	enum change_kind kind;
	int64_t scope;
	const char *by; /* the user who asks; NULL: not signed in yet */
	union {
		struct {
			const char *user;
			const char *token; /* in clear; the store knows only its hash */
		} session;
		struct {
			const char *name;
			const char *role;
			const char *password; /* in clear; hashed by the store */
			const char *language;
		} user;
		struct {
			uint64_t number;
			uint64_t other;
			const char *name;  /* name role level zone owner importance note */
			const char *value; /* NULL takes the operator's word back */
		} asset;
		struct {
			int64_t id;
			const char *name;
			const char *value;
		} source;
		struct {
			const char *filename;
			const struct change_ledger_row *rows;
			size_t count;
		} ledger;
		struct {
			int64_t id;
			const char *user;
			const char *name;
		} token;
		struct {
			int fd; /* of the whole file, at its start; the writer duplicates it */
			const char *path; /* the writer's own from result 0 on: it deletes the file
			                     when read */
			const char *filename; /* as the user calls it */
		} upload;
		struct {
			const char *name;
			const char *value;
		} setting;
	};
	int result; /* 0 or -errno; -ENOSPC the disk is full, -EROFS nothing is written now */
	struct {
		int64_t id;
		char user[SERVE_NAME_SIZE];
		char secret[SERVE_SECRET_SIZE];
	} given; /* what the kind gives back */
	/* Called by the writer, from its thread. */
	void (*done)(struct change *change);
	void *waiter;        /* of done */
	struct change *next; /* for the queue's own use */
};

struct serve_changes {
	/* Queues. 0: done will be called, also when the program ends. -errno (-EAGAIN the queue is
	 * full): it will not. Called by several threads. */
	int (*submit)(void *argument, struct change *change);
	void *argument;
};

/* A source as it stands now, for /sources and /status. Texts may be NULL. */
struct serve_source {
	int64_t id; /* of the store */
	bool live;
	const char *name, *interface, *state,
	        *detail;                       /* state: reading running done broken stopped */
	const char *line, *sw, *date, *method; /* the observation point */
	uint64_t bytes, bytes_total;
	uint64_t packets, packets_per_second, bits_per_second;
	uint64_t kernel_drops, interface_drops, evictions, records_lost, sent_frames;
	int64_t first_packet, last_packet; /* 0 none yet */
	bool broadcast_only;
};

struct serve_counter {
	const char *name;
	uint64_t value;
};

struct serve_ledger_job {
	int fd; /* at its start */
	const char *filename;
	const char *sheet;
	int header_row; /* the first row of the sheet is 1 */
	bool whole;
};

/* What only the running program knows. Every function may be NULL and is called by several threads.
 */
struct serve_live {
	void *argument;
	/* All sources, copied into the arena under proc's lock. Returns how many. */
	size_t (*sources)(void *argument, struct arena *arena, struct serve_source **rows);
	/* Counters of one source (drops by reason, evictions, ...). Returns how many. */
	size_t (*counters)(void *argument, int64_t source, struct arena *arena,
	                   struct serve_counter **rows);
	/*
	 * Reads a ledger (xlsx, csv) in a confined child and writes JSON. sheet NULL and header_row
	 * 0: the preview of docs/api.md without "id", the rest guessed; whole: {"rows":[[text or
	 * null,...],...]}, all rows below header_row of that sheet. 0, -EINVAL: it is no ledger;
	 * answer then holds one line.
	 */
	int (*ledger)(void *argument, const struct serve_ledger_job *job, struct buf *answer);
};

struct serve_config {
	int listener;                   /* bound and listening; serve owns it from now on */
	const struct sockaddr *address; /* that it is bound to, NULL: asked of the socket */
	const char *certificate;        /* PEM files; both NULL: plain HTTP */
	const char *key;
	const char *web_folder;                /* the built bundle; NULL: web_files */
	const struct embedded_file *web_files; /* may be NULL: then there is the API alone */
	const char *database;                  /* path, for read-only stores */
	const char *spool_folder; /* uploads are written here; NULL: the database's folder */
	const char *site;         /* "main" */
	const char *version;
	bool demo;                /* the model factory: marked as a specimen */
	unsigned threads;         /* 0 is 4 */
	unsigned max_connections; /* 0 is 256 */
	unsigned max_per_address; /* 0 is 32 */
	unsigned timeout;         /* seconds a connection may be silent, 0 is 30 */
	uint64_t max_upload;      /* bytes, 0 is 2 GiB */
	struct serve_changes changes;
	struct serve_live live;
};

enum serve_topic {
	SERVE_STATUS,
	SERVE_ASSETS,
	SERVE_CONVERSATIONS,
	SERVE_OPERATIONS,
	SERVE_TOPIC_COUNT,
};

/* Answers from now on. Texts of config must outlive the server. NULL when it could not start, which
 * was then logged. */
struct server *serve_start(const struct serve_config *config);
/* Something of that kind changed: the pages that listen are told, at most once a second. Any
 * thread. */
void serve_publish(struct server *server, enum serve_topic topic);
/* Ends every connection and joins the threads; the writer must still answer changes meanwhile. */
void serve_stop(struct server *server);

/* Makes a key and a self-signed certificate for this host's names, both in one PEM file (mode
 * 0600), unless it exists. 0 or -errno. */
__attribute__((warn_unused_result)) int serve_make_certificate(const char *path);
/* Prints what the table of routes says, as docs/api.md or as openapi.json. */
void serve_print_api(struct buf *out);
void serve_print_openapi(struct buf *out);
