/* receivers.c - other sensors' logs, as the monitor holds them. SPDX-License-Identifier: Apache-2.0 */

#include "proc/receivers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "proc/receiver.h"

#define NOBODY	   65534
#define REST	   SECOND
#define FIRST_ID   100000

/* ---- what is read ---- */

/* Only a socket of an earlier run is in the way. */
static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct stat st;

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (lstat(path, &st) == 0 && (!S_ISSOCK(st.st_mode) || unlink(path) != 0))
		return -EEXIST;
	const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)) != 0 ||
	    chmod(path, 0660) != 0 || listen(fd, 4) != 0) {
		const int rc = -errno;

		if (fd >= 0)
			close(fd);
		return rc;
	}
	return fd;
}

static int open_log(struct receiver_entry *e)
{
	struct stat st;
	const int fd = open(e->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return -EINVAL;
	}
	e->inode = (uint64_t)st.st_ino;
	e->device = (uint64_t)st.st_dev;
	return fd;
}

static bool add(struct receivers *l, const char *path, bool is_socket)
{
	struct receiver_entry *e = &l->entry[l->count];

	*e = (struct receiver_entry){.id = FIRST_ID + (uint32_t)l->count, .socket = is_socket, .pid = -1,
				     .output = -1};
	if (snprintf(e->path, sizeof(e->path), "%s", path) >= (int)sizeof(e->path)) {
		fprintf(stderr, "yagura: %s: the name is too long\n", path);
		return false;
	}
	l->count++;
	e->input = is_socket ? listen_at(path) : open_log(e);
	if (e->input < 0 && (is_socket || e->input != -ENOENT)) {
		fprintf(stderr, "yagura: %s: %s\n", path,
			e->input == -EINVAL ? "not a file" : strerror(-e->input));
		return false;
	}
	return true;
}

bool receivers_open(struct receivers *l, const struct run_config *config)
{
	l->config = config;
	for (size_t i = 0; i < config->logs; i++)
		if (!add(l, config->log[i], false))
			return false;
	for (size_t i = 0; i < config->sockets; i++)
		if (!add(l, config->socket[i], true))
			return false;
	return true;
}

/* ---- who reads it ---- */

__attribute__((noreturn)) static void become_receiver(const struct receivers *l, const struct receiver_entry *e,
						      int output)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int fd = 3; fd < 4096; fd++)
		if (fd != e->input && fd != output)
			close(fd);
	_exit(receiver_run(&(struct receiver_config){
		.input = e->input,
		.socket = e->socket,
		.output = output,
		.name = e->path,
		.site = l->config->site,
		.uid = NOBODY,
		.gid = NOBODY,
	}));
}

static void start(struct receivers *l, struct receiver_entry *e)
{
	int ends[2];

	e->rest_until = clock_monotonic() + REST;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	e->pid = fork();
	if (e->pid == 0)
		become_receiver(l, e, ends[1]);
	close(ends[1]);
	if (e->pid < 0)
		close(ends[0]);
	else
		e->output = ends[0];
}

static void announce(struct receiver_entry *e, int control)
{
	struct message_source message = {.id = e->id, .live = 1, .log = 1};

	memcpy(message.name, e->path, sizeof(message.name));
	if (e->output < 0 || ipc_send(control, MESSAGE_SOURCE, &message, sizeof(message), e->output) == -EAGAIN)
		return;
	close(e->output);
	e->output = -1;
}

/* Reads what is left and ends by itself. */
static void ask_to_end(const struct receiver_entry *e)
{
	if (e->pid > 0)
		kill(e->pid, SIGTERM);
}

void receivers_again(struct receivers *l, uint32_t id)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->entry[i].id == id)
			ask_to_end(&l->entry[i]);
}

static void look_for_file(struct receiver_entry *e)
{
	const int fd = open_log(e);

	if (fd < 0 && fd != -ENOENT && !e->complained)
		log_warn("%s: %s", e->path, strerror(-fd));
	e->complained = fd < 0 && fd != -ENOENT;
	e->input = fd < 0 ? -1 : fd;
}

/* The log was renamed and another one begun: the old one is read to its end first. */
static bool was_rotated(const struct receiver_entry *e)
{
	struct stat st;

	return !e->socket && e->input >= 0 && stat(e->path, &st) == 0 &&
	       ((uint64_t)st.st_ino != e->inode || (uint64_t)st.st_dev != e->device);
}

static void forget_input(struct receiver_entry *e)
{
	if (e->socket)
		return;
	close(e->input);
	e->input = -1;
}

static void look_after(struct receivers *l, struct receiver_entry *e, int control, bool now_and_then)
{
	int status;

	if (e->pid > 0 && waitpid(e->pid, &status, WNOHANG) == e->pid) {
		e->pid = -1;
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			log_warn("%s: its reader ended (%s %d) and is started again", e->path,
				 WIFSIGNALED(status) ? "signal" : "status",
				 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		else if (was_rotated(e))
			forget_input(e);
	}
	if (now_and_then && e->pid > 0 && was_rotated(e))
		ask_to_end(e);
	if (e->input < 0 && now_and_then)
		look_for_file(e);
	if (e->pid < 0 && e->input >= 0 && clock_monotonic() > e->rest_until)
		start(l, e);
	announce(e, control);
}

void receivers_look_after(struct receivers *l, int control)
{
	const int64_t now = clock_monotonic();
	const bool now_and_then = now - l->looked >= SECOND;

	if (now_and_then)
		l->looked = now;
	for (size_t i = 0; i < l->count; i++)
		look_after(l, &l->entry[i], control, now_and_then);
}

static void end_now(struct receiver_entry *e)
{
	if (e->pid > 0 && kill(e->pid, SIGKILL) == 0)
		waitpid(e->pid, NULL, 0);
	if (e->output >= 0)
		close(e->output);
	e->pid = -1;
	e->output = -1;
	e->rest_until = 0;
}

void receivers_wire_again(struct receivers *l)
{
	for (size_t i = 0; i < l->count; i++)
		end_now(&l->entry[i]);
}

void receivers_stop(struct receivers *l)
{
	for (size_t i = 0; i < l->count; i++) {
		end_now(&l->entry[i]);
		if (l->entry[i].socket && l->entry[i].input >= 0)
			(void)unlink(l->entry[i].path);
	}
}
