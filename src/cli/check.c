/* check.c - `yagura check`: would it work here, and if not, why. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include "capture/live.h"
#include "lib/clock.h"
#include "lib/memory.h"
#include "proc/monitor.h"
#include "store/store.h"

#define ROOM_WANTED (UINT64_C(1) << 30)
#define ROOM_NEEDED (UINT64_C(64) << 20)
#define BUILT	    (INT64_C(1735689600) * SECOND) /* 2025: a clock before that was never set */

enum state { GOOD, DOUBTFUL, BAD };

/* Looks at one thing; says in one line what it found. */
typedef enum state check_function(const struct run_config *config, char *said, size_t size);

static enum state check_capture(const struct run_config *c, char *said, size_t size)
{
	for (size_t i = 0; i < c->interfaces; i++) {
		int fd = capture_live_socket(c->interface[i], c->filter, said, size);

		if (fd < 0)
			return BAD;
		close(fd);
	}
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		snprintf(said, size, "%s: live capture needs root or CAP_NET_RAW; captures can be read",
			 strerror(errno));
		return c->interfaces ? BAD : DOUBTFUL;
	}
	close(fd);
	snprintf(said, size, "interfaces may be listened to");
	return GOOD;
}

static char *folder_of(const char *path)
{
	char *folder = xstrdup(path);
	char *slash = strrchr(folder, '/');

	if (!slash) {
		folder[0] = '.'; /* a path has one byte at least */
		folder[1] = '\0';
		return folder;
	}
	slash[slash == folder] = '\0';
	return folder;
}

static enum state check_disk(const struct run_config *c, char *said, size_t size)
{
	char *folder = folder_of(c->database);
	struct statvfs room;
	enum state state = BAD;

	if (statvfs(folder, &room) != 0 || access(folder, W_OK) != 0) {
		snprintf(said, size, "%s: %s", folder, strerror(errno));
	} else {
		uint64_t bytes = (uint64_t)room.f_bavail * room.f_frsize;

		snprintf(said, size, "%llu MB are free in %s", (unsigned long long)(bytes >> 20), folder);
		state = bytes < ROOM_NEEDED ? BAD : bytes < ROOM_WANTED ? DOUBTFUL : GOOD;
	}
	free(folder);
	return state;
}

static enum state check_clock(const struct run_config *c, char *said, size_t size)
{
	struct timex timex = {0};

	(void)c;
	if (clock_now() < BUILT) {
		snprintf(said, size, "it was never set: times of all findings would be wrong");
		return BAD;
	}
	if (adjtimex(&timex) < 0 || timex.status & STA_UNSYNC) {
		snprintf(said, size, "nothing keeps it right (NTP): times drift apart from other logs");
		return DOUBTFUL;
	}
	snprintf(said, size, "kept right by NTP");
	return GOOD;
}

static enum state check_database(const struct run_config *c, char *said, size_t size)
{
	int rc = 0;

	if (access(c->database, F_OK) != 0) {
		snprintf(said, size, "%s is made at the first run", c->database);
		return GOOD;
	}
	struct store *store = store_reader_open(c->database, 1000, &rc, said, size);
	if (!store)
		return BAD;
	store_close(store);
	snprintf(said, size, "%s can be read", c->database);
	return GOOD;
}

static enum state check_web(const struct run_config *c, char *said, size_t size)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/index.html", c->web);
	if (access(path, R_OK) != 0) {
		snprintf(said, size, "%s: %s (./run builds the page)", path, strerror(errno));
		return BAD;
	}
	snprintf(said, size, "%s", c->web);
	return GOOD;
}

static const struct {
	const char *name;
	check_function *check;
} checks[] = {
	{"capture", check_capture},   {"disk", check_disk}, {"clock", check_clock},
	{"database", check_database}, {"page", check_web},
};

static bool parse(struct run_config *c, int argc, char **argv)
{
	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--db") == 0)
			c->database = argv[i + 1];
		else if (strcmp(argv[i], "--web") == 0)
			c->web = argv[i + 1];
		else if (strcmp(argv[i], "-i") == 0 && c->interfaces < RUN_SOURCES_MAX)
			c->interface[c->interfaces++] = argv[i + 1];
		else
			return false;
	}
	return argc % 2 == 1 && *c->database;
}

int command_check(int argc, char **argv)
{
	static const char *const words[] = {"ok", "look", "BAD"};
	struct run_config config = {.database = "yagura.db", .web = "web/dist"};
	char said[512];
	int rc = 0;

	if (!parse(&config, argc, argv))
		return cli_usage("check");
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		enum state state = checks[i].check(&config, said, sizeof(said));

		printf("%-5s %-9s %s\n", words[state], checks[i].name, said);
		if (state == BAD)
			rc = 2;
	}
	return rc;
}
