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

#include "lib/address.h"

struct allowed_edit;
struct answer_row;
struct block_list_row;
struct conduit_row;
struct buf;
struct calendar_row;
struct channel_row;
struct check_edit;
struct check_row;
struct embedded_file;
struct finding_edit;
struct grant;
struct inventory;
struct ledger_row;
struct network_row;
struct server;
struct source;
struct source_point;
struct store;
struct suppression;
struct viewer;
struct zone_row;

#define CHANGE_SECRET_SIZE 48
#define CHANGE_ERROR_SIZE  256

/* What the page can ask the writer to change, and which member of `struct change` says how. */
enum change_kind {
	CHANGE_SIGNIN_FAILED, /* session: user, from */
	CHANGE_SESSION_NEW,   /* session: user, from -> secret (we checked the password) */
	CHANGE_SESSION_ONCE,  /* session: secret, from -> secret */
	CHANGE_SESSION_TOUCH, /* session: secret */
	CHANGE_SESSION_END,   /* session: secret */
	CHANGE_USER_ADD,      /* user: name, grants, hash */
	CHANGE_USER_EDIT,     /* user: name, grants or NULL, disabled or -1, language or NULL, hash or NULL, keep */
	CHANGE_USER_REMOVE,   /* user: name */
	CHANGE_TOKEN_ADD,     /* token: name, expires_at -> secret */
	CHANGE_TOKEN_REMOVE,  /* token: id */
	CHANGE_ASSET_EDIT,    /* asset: number, values, count */
	CHANGE_ASSET_MERGE,   /* asset: number, other */
	CHANGE_MERGE_UNDO,    /* asset: number (of the merge), other (a device of its site, 0 the viewer's own) */
	CHANGE_SOURCE_EDIT,   /* source: id, name or NULL, point or NULL */
	CHANGE_SOURCE_MOVE,   /* source: id, site */
	CHANGE_LEDGER_IMPORT, /* ledger: filename, rows, count */
	CHANGE_SETTING,       /* setting: name, value */
	CHANGE_ANSWER,        /* answer -> its revision */
	CHANGE_GOVERN,        /* govern: apply, what -> id */
	CHANGE_FINDING,       /* judged: id, edit */
	CHANGE_SUPPRESS,      /* judged: suppression, reason -> id */
	CHANGE_UNSUPPRESS,    /* judged: id */
	CHANGE_DETECTOR,      /* judged: name, on, reason */
	CHANGE_ALLOWED,       /* judged: name (of the part), value (state), until */
	CHANGE_ALLOWED_ENTRY, /* judged: id, allowed */
	CHANGE_PHASE,         /* judged: place (enum phase_place), id, value */
	CHANGE_CALENDAR_ADD,  /* judged: calendar */
	CHANGE_CALENDAR_REMOVE, /* judged: id */
	CHANGE_BUNDLE,        /* bundle: filename, lines, length -> id, error */
	CHANGE_MATCH,         /* match: vulnerability, asset, state, because */
	CHANGE_ZONE,          /* zoning: zone, or remove -> error */
	CHANGE_NETWORK,       /* zoning: network, or remove -> error */
	CHANGE_CONDUIT,       /* zoning: conduit, or remove -> error */
	CHANGE_ZONING,        /* zoning: what (subnet, group, accept, drop), lang */
	CHANGE_PACKETS,       /* packets: detail; only for the audit trail */
	CHANGE_BLOCK_LIST,    /* block: row, entries, count -> id */
	CHANGE_BLOCK_LIST_REMOVE, /* block: id */
	CHANGE_CHANNEL,	      /* channel: id (0 a new one), row -> id */
	CHANGE_CHANNEL_REMOVE, /* channel: id */
	CHANGE_CHECK,	      /* check: edit -> error */
	CHANGE_CHECK_ADD,     /* check: rows, count -> id of the last, error */
	CHANGE_CHECK_REMOVE,  /* check: id */
	CHANGE_ERASE,         /* customer: scope, name -> error: what could not be done although it is gone */
	CHANGE_UPLOAD,        /* upload: fd, path, filename -> id of the source */
	CHANGE_KIND_COUNT,
};

/* name: role, level, zone, owner, importance, note, name; value NULL takes the word back. */
struct change_value {
	const char *name;
	const char *value;
};

/*
 * Texts and rows are borrowed from the HTTP thread, which waits until done is called: they need not
 * be copied. The writer makes the change with change_apply() in a transaction, commits, sets
 * result and calls done exactly once; then the change is gone.
 */
struct change {
	enum change_kind kind;
	const struct viewer *viewer; /* who asks; NULL: not signed in yet */
	union {
		struct {
			const char *user;
			const char *secret;
			const char *from; /* address of the peer */
		} session;
		struct {
			const char *name;
			const struct grant *grants;
			size_t grant_count;
			int disabled; /* 0, 1, -1 unchanged */
			const char *language;
			const char *purpose;
			const char *hash;
			const char *keep; /* session that stays */
		} user;
		struct {
			int64_t id;
			const char *name;
			int64_t expires_at;
		} token;
		struct {
			uint64_t number;
			uint64_t other;
			const struct change_value *values;
			size_t count;
		} asset;
		struct {
			int64_t id;
			const char *name;
			const struct source_point *point;
			int64_t site;
		} source;
		struct {
			const char *filename;
			const struct ledger_row *rows;
			size_t count;
		} ledger;
		struct {
			const char *name;
			const char *value;
		} setting;
		const struct answer_row *answer;
		struct {
			/* One call of the store, which keeps the trail itself. */
			int (*apply)(struct store *store, const struct viewer *viewer,
			             const void *what, int64_t *id);
			const void *what;
		} govern;
		struct {
			int64_t id;
			const struct finding_edit *edit;
			const struct suppression *suppression;
			const struct allowed_edit *allowed;
			const struct calendar_row *calendar;
			int place; /* enum phase_place */
			const char *name;
			const char *value;
			const char *reason;
			int64_t until;
			bool on; /* a detector; of a phase: the capture is read again */
			const int64_t *ids; /* of an edit: all of these, else id */
			size_t count;
		} judged;
		struct {
			const char *filename;
			const void *lines; /* of the job */
			size_t length;
			char *error; /* one line of CHANGE_ERROR_SIZE, when it is refused */
		} bundle;
		struct {
			int64_t vulnerability;
			uint64_t asset;
			const char *state;
			const char *because;
		} match;
		struct {
			struct zone_row *zone; /* id 0: a new one, whose id is given back */
			struct network_row *network;
			struct conduit_row *conduit;
			int64_t remove; /* id; 0: the row above is put */
			const char *what;
			const char *lang;
			char *error; /* one line of CHANGE_ERROR_SIZE, when it is -EINVAL */
		} zoning;
		struct {
			const char *detail;
		} packets;
		struct {
			int64_t id;
			const struct channel_row *row;
		} channel;
		struct {
			int64_t id;
			const struct check_edit *edit;
			const struct check_row *rows;
			size_t count;
			char *error; /* one line of CHANGE_ERROR_SIZE, when it is -EINVAL */
		} check;
		struct {
			int64_t id;
			const struct block_list_row *row;
			const char *const *entries;
			size_t count;
		} block;
		struct {
			int64_t scope;
			const char *name;
			char *error; /* one line of CHANGE_ERROR_SIZE */
		} customer;
		struct {
			int fd;           /* the whole file, at its start; duplicate it */
			const char *path; /* with result 0 the file is the writer's, to delete when
			                     read */
			const char *filename; /* as the user calls it */
		} upload;
	};
	int result; /* 0 or -errno; -ENOSPC the disk is full, -EROFS nothing is written now */
	int64_t id; /* given back */
	char secret[CHANGE_SECRET_SIZE]; /* given back */
	/* Called by the writer, from its thread. */
	void (*done)(struct change *change);
	void *waiter;        /* of done */
	struct change *next; /* for the queue's own use */
};

/* The site whose inventory change_apply() needs for this, 0 none. -ENOENT there is no such row. */
__attribute__((warn_unused_result)) int change_site(struct store *store, const struct change *change, int64_t *site);
/*
 * For the writer, inside a transaction: makes the change and its audit row. 0 or -errno, to be put
 * into result (after the commit, if it is 0). All kinds but CHANGE_UPLOAD (-ENOSYS), which proc
 * does. Edits and merges change the inventory too, and save it; without one they are -ENOSYS.
 */
__attribute__((warn_unused_result)) int
change_apply(struct store *store, struct inventory *inventory, struct change *change);

struct serve_changes {
	/* Queues. 0: done will be called, also when the program ends. -errno (-EAGAIN the queue is
	 * full): it will not. Called by several threads. */
	int (*submit)(void *argument, struct change *change);
	void *argument;
};

struct serve_ledger_job {
	int fd; /* at its start */
	const char *filename;
	const char *sheet;
	int header_row; /* the first row of the sheet is 1 */
	bool whole;
};

/* Packets of one, or between two; times in UTC nanoseconds, both ends included. */
struct serve_want {
	int64_t from;
	int64_t to;
	struct address ip; /* of one end */
	struct address peer; /* of the other */
	struct mac mac; /* of one end, where there is no IP */
	struct mac peer_mac;
	bool has_ip;
	bool has_peer;
	bool has_mac;
	bool has_peer_mac;
	int32_t port; /* of either end, -1 any */
};

#define SERVE_WANTS_MAX 40

/* When what a file holds was heard for whom asks; both ends included. */
struct serve_span {
	int64_t from;
	int64_t to;
};

/* Which packets: those that any of the wants describes. */
struct serve_cut {
	struct serve_want want[SERVE_WANTS_MAX];
	size_t wants;
	uint64_t limit; /* bytes after which no more are cut, 0 none */
	bool captures;	/* some of the files are captures, not segments of a ring */
	const int *files; /* borrowed */
	const struct serve_span *spans; /* borrowed; of each file, NULL: all of it */
	size_t count;
};

/* Work that is done in a confined child. Called by several threads. */
struct serve_jobs {
	void *argument;
	/*
	 * Reads a ledger (xlsx, csv) in a confined child and writes JSON. sheet NULL and header_row
	 * 0: the preview of docs/api.md without "id", the rest guessed; whole: {"rows":[[text or
	 * null,...],...]}, all rows below header_row of that sheet. 0, -EINVAL: it is no ledger;
	 * answer then holds one line.
	 */
	int (*ledger)(void *argument, const struct serve_ledger_job *job, struct buf *answer);
	/*
	 * Checks and reads a bundle of advisories (a file at its start); keys: who may have signed
	 * it, "NAME BASE64" a line. 0: answer is what advise_import() takes; -EINVAL: one line.
	 */
	int (*bundle)(void *argument, int file, const char *keys, struct buf *answer);
	/* Reads a pack (YAML, xlsx): 0: answer is "id version", and of a workbook "\n" and the same as YAML;
	 * -EINVAL: one line that says where and why. */
	int (*pack)(void *argument, int file, struct buf *answer);
	/* Fills a workbook: file is what fill_order_write() wrote, answer what fill_job() says; -EINVAL:
	 * one line. */
	int (*fill)(void *argument, int file, struct buf *answer);
	/* Makes a PDF of the HTML in file; NULL: nothing here makes one. 0: answer is it; -EINVAL: one
	 * line. */
	int (*pdf)(void *argument, int file, struct buf *answer);
	/* Cuts packets out; pcapng comes out of *answer, which the caller closes. 0 or -errno. */
	int (*packets)(void *argument, const struct serve_cut *cut, int *answer);
	/* Opens a sealed file with these words into plain, an empty file, and tells what it holds: out of *answer, which
	 * the caller closes, comes what customer_write_down() reads. 0 or -errno. */
	int (*customer)(void *argument, int sealed, int plain, const char *words, int *answer);
	/* The capture that this source was read from, for the caller to close; -ENOENT: it is not kept. */
	int (*capture)(void *argument, const struct source *source);
	/* Sends a request (notify/message.h) and waits: 0, or -EIO and one line of why it did not arrive. */
	int (*notify)(void *argument, const char *request, size_t length, char *error, size_t size);
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
	struct serve_jobs jobs;
};

enum serve_topic {
	SERVE_STATUS,
	SERVE_ASSETS,
	SERVE_CONVERSATIONS,
	SERVE_OPERATIONS,
	SERVE_FINDINGS,
	SERVE_VULNERABILITIES,
	SERVE_TOPIC_COUNT,
};

/* Answers from now on. Texts of config must outlive the server. NULL when it could not start, which
 * was then logged. */
struct server *serve_start(const struct serve_config *config);
/* Something of that kind changed: the pages that listen are told, at most once a second. Any
 * thread. */
void serve_publish(struct server *server, enum serve_topic topic);
/* Nothing can be written now (the disk is full), or again: the pages say so. Any thread. */
void serve_full(struct server *server, bool full);
/* What found no room so far: the pages say so. Any thread. */
struct serve_room {
	uint64_t devices;  /* times that somebody was heard who could become none */
	uint64_t allowed;  /* times that something was not learned */
	uint64_t findings; /* that were let go */
	uint64_t held;     /* that were not made, for there were too many of the same kind */
};
void serve_room(struct server *server, const struct serve_room *room);
/* How often sensors heard the active check itself, and it was not judged. Any thread. */
void serve_overheard(struct server *server, uint64_t records);
/* Once a second: tells what the second's limit held back. */
void serve_tick(struct server *server);
/* Ends every connection and joins the threads; the writer must still answer changes meanwhile. */
void serve_stop(struct server *server);

/* Makes a key and a self-signed certificate for this host's names, both in one PEM file (mode
 * 0600), unless it exists. 0 or -errno. */
__attribute__((warn_unused_result)) int serve_make_certificate(const char *path);
/* Prints what the table of routes says, as docs/api.md or as openapi.json. */
void serve_print_api(struct buf *out);
void serve_print_openapi(struct buf *out);
