/* import.c - `yagura import`: a bundle of advisories, without the page. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "advise/advise.h"
#include "advise/bundle.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "proc/job.h"
#include "store/account.h"

/* As the server does it: the lock says whose the database is. */
static int lock(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	fprintf(stderr, "yagura: %s: %s\n", path,
		errno == EWOULDBLOCK ? "a server runs on this database: send the bundle in through its page "
				       "(Vulnerabilities)"
				     : strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static int import_lines(struct store *store, const char *path, const struct buf *lines)
{
	const char *slash = strrchr(path, '/');
	struct bundle bundle;
	char error[256];
	int rc = store_begin(store);

	snprintf(error, sizeof(error), "%s", rc ? store_error(store) : "");
	if (rc == 0)
		rc = advise_import(store, &store_system, slash ? slash + 1 : path, lines->data,
				   lines->length, &bundle, error, sizeof(error));
	for (int more = 1; rc == 0 && more == 1;) {
		more = advise_run(store, clock_monotonic() + SECOND);
		rc = more < 0 ? more : 0;
	}
	if (rc == 0)
		rc = store_commit(store);
	if (rc != 0) {
		fprintf(stderr, "yagura: %s: %s\n", path, *error ? error : store_error(store));
		store_rollback(store);
		return 2;
	}
	printf("%lld advisories (%lld new or changed), %lld exploited vulnerabilities, %lld scores\n",
	       (long long)bundle.advisories, (long long)bundle.changed, (long long)bundle.kev,
	       (long long)bundle.epss);
	return 0;
}

static int import_file(struct store *store, const char *path, int file)
{
	struct arena arena = {0};
	struct buf lines = {0};
	const char *keys = NULL;
	int status = 2;
	int rc = store_setting(store, &store_system, BUNDLE_KEYS_SETTING, &arena, &keys);

	if (rc == 0)
		rc = job_bundle(NULL, file, keys ? keys : "", &lines);
	if (rc == 0)
		status = import_lines(store, path, &lines);
	else
		fprintf(stderr, "yagura: %s: %s\n", path,
			rc == -EINVAL ? buf_string(&lines) : strerror(-rc));
	buf_free(&lines);
	arena_free(&arena);
	return status;
}

static int import(const char *path, int file, const char *database)
{
	char error[512];
	int rc = 0;
	struct store *store = store_open(database, &rc, error, sizeof(error));

	if (!store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	const int held = lock(database);
	const int status = held < 0 ? 2 : import_file(store, path, file);
	store_close(store);
	if (held >= 0)
		close(held);
	return status;
}

int command_import(int argc, char **argv)
{
	const char *database = "yagura.db", *path = NULL;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--db") == 0 && i + 1 < argc)
			database = argv[++i];
		else if (argv[i][0] != '-' && !path)
			path = argv[i];
		else
			return cli_usage("import");
	}
	if (!path)
		return cli_usage("import");
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		fprintf(stderr, "yagura: %s: %s\n", path, strerror(errno));
		return 2;
	}
	job_prepare(); /* before the database is open: the child must not have it */
	const int status = import(path, file, database);
	close(file);
	return status;
}
