/* poller.c - the one process that sends, and only what was asked for. SPDX-License-Identifier: Apache-2.0 */

#include "proc/poller.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/buf.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/sandbox.h"
#include "notify/deliver.h"
#include "proc/zygote.h"

#define NOBODY	       65534
#define SEND_SECONDS   60 /* a server that keeps us waiting longer has failed */
#define MEMORY	       ((size_t)1 << 30)
#define REQUEST_MAX    (4u << 20)

/* The request comes along as a file; the answer's pipe comes back as a message of this type. */
enum poller_message { POLLER_SEND = 1 };

/* Where the addresses of name servers really are: systemd keeps them outside of /etc. */
static char resolver[PATH_MAX];
static int zygote = -1;
static pthread_mutex_t zygote_lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- in the child ---- */

static bool read_request(int fd, struct buf *out)
{
	ssize_t n = 1;

	out->max = REQUEST_MAX;
	for (off_t at = 0; n > 0; at += n) {
		uint8_t *room = buf_reserve(out, 65536);

		if (!room)
			return false;
		n = pread(fd, room, 65536, at);
		out->length += n > 0 ? (size_t)n : 0;
	}
	return n == 0;
}

__attribute__((noreturn)) static void become_sender(int request, int output)
{
	char answer[1 + DELIVER_ERROR_SIZE] = "+";
	struct buf bytes = {0};

	alarm(SEND_SECONDS);
	signal(SIGPIPE, SIG_IGN);
	if (sandbox_enter(&(struct sandbox){.role = "poller",
					    .uid = NOBODY,
					    .gid = NOBODY,
					    .read_folder = "/etc",
					    .read_file = {*resolver ? resolver : NULL},
					    .network = true,
					    .connects = true,
					    .threads = true,
					    .memory = MEMORY}) != 0)
		_exit(3);
	if (!read_request(request, &bytes) ||
	    notify_deliver((const char *)bytes.data, bytes.length, answer + 1, DELIVER_ERROR_SIZE) != 0)
		answer[0] = '-';
	if (write(output, answer, 1 + strlen(answer + 1)) < 0)
		_exit(3);
	_exit(0);
}

/* ---- between ---- */

static void start_sender(int server, int request)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		_exit(3);
	const pid_t pid = fork();
	if (pid == 0) {
		close(server);
		close(ends[0]);
		become_sender(request, ends[1]);
	}
	close(ends[1]);
	if (ipc_send(server, POLLER_SEND, NULL, 0, ends[0]) != 0)
		_exit(3);
	close(ends[0]);
}

static void serve(int server)
{
	struct ipc_message m;

	while (ipc_receive(server, &m) == 1 && m.type == POLLER_SEND && m.length == 0 && m.fd >= 0) {
		start_sender(server, m.fd);
		close(m.fd);
	}
}

void poller_prepare(void)
{
	if (!realpath("/etc/resolv.conf", resolver))
		*resolver = '\0';
	zygote = zygote_start(&(struct sandbox){.role = "pollers",
						.uid = NOBODY,
						.gid = NOBODY,
						.read_folder = "/etc",
						.read_file = {*resolver ? resolver : NULL},
						.children = true},
			      serve);
}

/* ---- in the server ---- */

bool poller_is_lost(void)
{
	return zygote_is_lost(zygote);
}

/* The request as a file without a name. */
static int file_of(const char *bytes, size_t length)
{
	const int fd = memfd_create("request", MFD_CLOEXEC);

	for (size_t done = 0; fd >= 0 && done < length;) {
		const ssize_t n = write(fd, bytes + done, length - done);

		if (n <= 0 && errno != EINTR) {
			close(fd);
			return -EIO;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	return fd < 0 ? -errno : fd;
}

int poller_send(const char *request, size_t length, int *answer)
{
	const int file = length < REQUEST_MAX ? file_of(request, length) : -E2BIG;
	struct ipc_message m;

	*answer = -1;
	if (file < 0)
		return file;
	pthread_mutex_lock(&zygote_lock);
	int rc = zygote < 0 ? -ECHILD : ipc_send(zygote, POLLER_SEND, NULL, 0, file);
	if (rc == 0)
		rc = ipc_receive(zygote, &m) == 1 && m.fd >= 0 ? 0 : -ECHILD;
	pthread_mutex_unlock(&zygote_lock);
	close(file);
	if (rc == 0)
		*answer = m.fd;
	return rc;
}

int poller_result(int answer, bool wait, char *error, size_t size)
{
	struct pollfd p = {.fd = answer, .events = POLLIN};
	char text[1 + DELIVER_ERROR_SIZE] = "";
	size_t length = 0;
	ssize_t n = 1;

	if (!wait && poll(&p, 1, 0) <= 0)
		return -EAGAIN;
	while (n > 0 && length < sizeof(text) - 1) {
		n = read(answer, text + length, sizeof(text) - 1 - length);
		length += n > 0 ? (size_t)n : 0;
	}
	close(answer);
	if (text[0] == '+')
		return 0;
	snprintf(error, size, "%s", text[0] == '-' ? text + 1 : "the server kept us waiting for a minute");
	return -EIO;
}

int poller_notify(void *argument, const char *request, size_t length, char *error, size_t size)
{
	int answer;
	int rc = poller_send(request, length, &answer);

	(void)argument;
	if (rc == 0)
		return poller_result(answer, true, error, size);
	snprintf(error, size, "%s", strerror(-rc));
	return -EIO;
}
