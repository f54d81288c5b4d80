/* customer.c - `yagura customer`: a site with all below it as an encrypted file, and back. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/sealed.h"
#include "proc/job.h"
#include "store/customer.h"
#include "store/customer_stream.h"

struct request {
	const char *database;
	const char *what; /* site, or file */
	const char *output;
	const char *name;
	const char *under;
	bool preview;
	char passphrase[SEALED_PASSPHRASE_MAX + 2];
	char plain[4096]; /* path of what is written; "" none */
	int fd;		  /* of it */
};

static bool parse(struct request *r, int argc, char **argv)
{
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--db") == 0 && i + 1 < argc)
			r->database = argv[++i];
		else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
			r->output = argv[++i];
		else if (strcmp(argv[i], "--name") == 0 && i + 1 < argc)
			r->name = argv[++i];
		else if (strcmp(argv[i], "--under") == 0 && i + 1 < argc)
			r->under = argv[++i];
		else if (strcmp(argv[i], "--preview") == 0)
			r->preview = true;
		else if (argv[i][0] != '-' && !r->what)
			r->what = argv[i];
		else
			return false;
	}
	return r->what != NULL;
}

/* The first line of standard input: what stands in arguments is seen by everybody. */
static bool read_passphrase(struct request *r)
{
	if (isatty(STDIN_FILENO))
		fputs("passphrase: ", stderr);
	if (!fgets(r->passphrase, sizeof(r->passphrase), stdin))
		r->passphrase[0] = '\0';
	r->passphrase[strcspn(r->passphrase, "\n")] = '\0';
	if (strlen(r->passphrase) >= SEALED_PASSPHRASE_MIN)
		return true;
	fprintf(stderr, "yagura: the first line of standard input is the passphrase, at least %d characters\n",
		SEALED_PASSPHRASE_MIN);
	return false;
}

static int failed(const char *about, const char *why)
{
	fprintf(stderr, "yagura: %s: %s\n", about, why);
	return 2;
}

/* Beside the database, readable by its owner alone. */
static int open_plain(struct request *r)
{
	snprintf(r->plain, sizeof(r->plain), "%s-part-XXXXXX", r->database);
	r->fd = mkostemp(r->plain, O_CLOEXEC);
	if (r->fd >= 0)
		return 0;
	const int rc = failed(r->plain, strerror(errno));

	r->plain[0] = '\0';
	return rc;
}

static void close_plain(struct request *r)
{
	if (!r->plain[0])
		return;
	close(r->fd);
	(void)unlink(r->plain);
}

/* By its name or number; 0 none. */
static int64_t find_site(struct store *store, const struct viewer *viewer, const char *text, struct arena *arena)
{
	struct scope *rows;
	size_t count;
	char number[24];

	if (store_scopes(store, viewer, arena, &rows, &count) != 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		snprintf(number, sizeof(number), "%" PRId64, rows[i].id);
		if (strcmp(rows[i].name, text) == 0 || strcmp(number, text) == 0)
			return rows[i].id;
	}
	return 0;
}

/* ---- out ---- */

static int seal(struct request *r)
{
	const int to = open(r->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (to < 0)
		return failed(r->output, strerror(errno));
	int rc = sealed_make(r->fd, to, r->passphrase);

	if (rc == 0 && fsync(to) != 0)
		rc = -errno;
	close(to);
	if (rc == 0)
		return 0;
	(void)unlink(r->output);
	return failed(r->output, strerror(-rc));
}

static int export_site(struct request *r, struct store *store, const struct viewer *viewer, struct arena *arena)
{
	const int64_t site = find_site(store, viewer, r->what, arena);
	struct customer c;

	if (!site)
		return failed(r->what, "there is no such site");
	if (open_plain(r) != 0)
		return 2;
	if (customer_count(store, viewer, site, arena, &c) != 0 || customer_write(store, viewer, site, r->plain) != 0 ||
	    store_audit_row(store, &store_system, "customer.export", site, c.name) != 0)
		return failed(r->what, store_error(store));
	if (seal(r) != 0)
		return 2;
	printf("%s: %" PRIu64 " rows\n", c.name, c.rows);
	return 0;
}

/* ---- in ---- */

static int unseal(struct request *r)
{
	const int from = open(r->what, O_RDONLY | O_CLOEXEC);

	if (from < 0)
		return failed(r->what, strerror(errno));
	if (open_plain(r) != 0) {
		close(from);
		return 2;
	}
	FILE *opened = tmpfile();
	char error[256] = "";
	int answer = -1;
	int rc = opened ? job_customer(NULL, from, fileno(opened), r->passphrase, &answer) : -errno;

	if (rc == 0) {
		rc = customer_write_down(answer, r->plain, error, sizeof(error));
		close(answer);
	}
	if (opened)
		fclose(opened);
	close(from);
	return rc == 0 ? 0 : failed(r->what, *error ? error : strerror(-rc));
}

static void print_customer(const struct customer *c)
{
	printf("%s, made by %s: %" PRIu64 " sites, %" PRIu64 " rows\n", c->name, c->made_by, c->scopes, c->rows);
	for (size_t i = 0; i < c->table_count; i++)
		printf("  %-20s %" PRIu64 "\n", c->tables[i].table, c->tables[i].count);
	if (*c->here)
		printf("this file came in already: %s\n", c->here);
	else if (c->name_taken)
		printf("there is a site of this name: give another with --name\n");
}

static int import_file(struct request *r, struct store *store, const struct viewer *viewer, struct arena *arena)
{
	struct customer c;
	const struct customer_coming coming = {
		.path = r->plain,
		.parent = r->under ? find_site(store, viewer, r->under, arena) : STORE_ROOT_SCOPE,
		.name = r->name,
		.written_down = true,
		.what = &c,
		.arena = arena,
	};
	int64_t site;

	if (!coming.parent)
		return failed(r->under, "there is no such site");
	if (unseal(r) != 0)
		return 2;
	const int rc = r->preview ? customer_look(store, viewer, r->plain, arena, &c)
				  : customer_read(store, viewer, &coming, &site);

	if (rc != 0)
		return failed(r->what, store_error(store));
	print_customer(&c);
	return 0;
}

int command_customer(int argc, char **argv)
{
	struct request r = {.database = "yagura.db"};
	struct arena arena = {0};
	struct viewer viewer;
	char error[512];
	int rc = 0;

	if (argc < 3 || !parse(&r, argc, argv))
		return cli_usage("customer");
	const bool exports = strcmp(argv[1], "export") == 0;
	if ((!exports && strcmp(argv[1], "import") != 0) || (exports && !r.output))
		return cli_usage("customer");
	if (!read_passphrase(&r))
		return 2;
	if (!exports)
		job_prepare(); /* while no thread and no database is there */
	if (!exports && !r.preview && store_lock(r.database, error, sizeof(error)) != 0)
		return failed(error, "take the file in on its page (Compare)");
	struct store *store = store_open(r.database, &rc, error, sizeof(error));
	if (!store)
		return failed(r.database, error);
	rc = account_everywhere(store, &arena, &viewer) != 0 ? failed(r.database, store_error(store))
	     : exports					     ? export_site(&r, store, &viewer, &arena)
							     : import_file(&r, store, &viewer, &arena);
	close_plain(&r);
	explicit_bzero(r.passphrase, sizeof(r.passphrase));
	store_close(store);
	arena_free(&arena);
	return rc;
}
