/* place.c - where the database lies, and as whom the server runs. SPDX-License-Identifier: Apache-2.0 */

#include "proc/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/memory.h"
#include "proc/monitor.h"

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash ? path : ".");

	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

bool place_can_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		fprintf(stderr, "yagura: %s: %s%s\n", path, strerror(errno),
			errno == EACCES ? " (the server runs as the owner of the database's folder)" : "");
	else
		close(fd);
	return fd >= 0;
}

/*
 * A database that root made (`sudo yagura user add`) goes to the owner of its folder. That owner may have
 * put a link there: only a file of root's with one name is given away.
 */
static void hand_over(const char *database, const struct place *place)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	size_t size = strlen(database) + 5;
	char *path = xmalloc(size);
	struct stat st;

	for (size_t i = 0; i < 3 && geteuid() == 0 && place->uid != 0; i++) {
		snprintf(path, size, "%s%s", database, ends[i]);
		int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == 0 &&
		    st.st_nlink == 1 && fchown(fd, place->uid, place->gid) != 0)
			log_warn("%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
	}
	free(path);
}

bool place_prepare(const struct run_config *config, struct place *out)
{
	const char *wanted[] = {config->web, config->certificate, config->key};
	struct stat st;

	*out = (struct place){.folder = folder_of(config->database)};
	if (stat(out->folder, &st) != 0) {
		fprintf(stderr, "yagura: %s: %s\n", out->folder, strerror(errno));
		return false;
	}
	out->uid = st.st_uid;
	out->gid = st.st_gid;
	for (size_t i = 0; i < 3; i++)
		if (wanted[i] && !place_can_read(wanted[i]))
			return false;
	hand_over(config->database, out);
	return true;
}
