/* child.c - a sensor process seen from its parent. SPDX-License-Identifier: Apache-2.0 */

#include "proc/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dissect/dissectors.h"
#include "lib/clock.h"
#include "lib/ipc.h"
#include "proc/messages.h"
#include "proc/ring_files.h"

#define HANG_LIMIT  (10 * SECOND)
#define CRASHES_MAX 60 /* of one file; an interface is watched for ever */
#define LAST_WORDS  (5 * SECOND) /* from the end of its output to its own */
#define SHORT_LIFE  (10 * SECOND)

static bool is_of_ring(const struct ring_files *ring, int fd)
{
	for (size_t i = 0; ring && i < ring->count; i++)
		if (ring->fd[i] == fd)
			return true;
	return ring && ring->stage == fd;
}

/* Everything but the standard streams and the descriptors of the role. */
static void close_others(const struct sensor_config *c, int output, int control)
{
	for (int fd = 3; fd < 4096; fd++)
		if (fd != c->input && fd != output && fd != control && !is_of_ring(c->ring, fd))
			close(fd);
}

__attribute__((noreturn)) static void become_sensor(struct sensor_child *c, int output,
							int control)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	close_others(&c->config, output, control);
	if (c->config.pause)
		sleep(1);
	c->config.output = output;
	c->config.control = control;
	_exit(sensor_run(&c->config));
}

static void close_pair(const int ends[2])
{
	if (ends[0] >= 0)
		close(ends[0]);
	if (ends[1] >= 0)
		close(ends[1]);
}

static int launch(struct sensor_child *c)
{
	int ends[2], orders[2] = {-1, -1};

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -errno;
	int rc = c->config.live ? ipc_pair(orders) : 0;
	c->config.page->running = -1;
	c->config.page->packets = 0;
	c->config.page->single = false;
	c->config.page->waiting = false;
	c->launched = c->seen_at = clock_monotonic();
	c->pid = rc == 0 ? fork() : -1;
	if (c->pid < 0) {
		rc = rc ? rc : -errno;
		close_pair(ends);
		close_pair(orders);
		return rc;
	}
	if (c->pid == 0)
		become_sensor(c, ends[1], orders[1]);
	close(ends[1]);
	if (orders[1] >= 0)
		close(orders[1]);
	c->output = ends[0];
	c->control = orders[0];
	return 0;
}

bool sensor_child_has_ended(const struct sensor_child *c)
{
	siginfo_t info = {0};

	return c->pid > 0 && waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid == c->pid;
}

int sensor_child_new_pipe(struct sensor_child *c)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -errno;
	int rc = ipc_send(c->control, MESSAGE_PIPE, NULL, 0, ends[1]);
	close(ends[1]);
	if (rc != 0) {
		close(ends[0]);
		return rc;
	}
	if (c->output >= 0)
		close(c->output);
	c->output = ends[0];
	return 0;
}

static void forget_ends(struct sensor_child *c)
{
	close_pair((int[]){c->output, c->control});
	c->output = -1;
	c->control = -1;
}

int sensor_child_start(struct sensor_child *c, const struct sensor_config *config)
{
	void *page = mmap(NULL, sizeof(struct sensor_page), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*c = (struct sensor_child){.config = *config, .pid = -1, .output = -1, .control = -1};
	if (page == MAP_FAILED)
		return -errno;
	c->config.page = page;
	return launch(c);
}

void sensor_child_watch(struct sensor_child *c)
{
	int64_t now = clock_monotonic();
	int64_t limit = c->config.hang_limit ? c->config.hang_limit : HANG_LIMIT;
	const struct sensor_page *page = c->config.page;
	uint64_t packets = page->packets;

	if (page->running < 0 || page->waiting || packets != c->seen_packets) {
		c->seen_packets = packets;
		c->seen_at = now;
	} else if (now - c->seen_at > limit) {
		kill(c->pid, SIGKILL);
	}
}

/* Counts the crash; true when this dissector has had its three. */
static bool had_enough(struct sensor_child *c, int row)
{
	size_t room = sizeof(c->crash) / sizeof(c->crash[0]);
	int64_t now = clock_monotonic();
	unsigned int recent = 0;

	c->crash[c->crashes++ % room] = (struct crash){now, row};
	for (size_t i = 0; i < room && i < c->crashes; i++)
		recent += c->crash[i].row == row && now - c->crash[i].at < CRASH_SPAN;
	return row >= 0 && recent >= CRASH_LIMIT;
}

static void disable(struct sensor_config *config, const char *name)
{
	for (size_t i = 0; i + 1 < SENSOR_DISABLED_MAX; i++) {
		if (!config->disabled[i]) {
			config->disabled[i] = name;
			return;
		}
	}
}

static const char *row_name(int row)
{
	int rows = 0;

	while (dissectors[rows])
		rows++;
	return row >= 0 && row < rows ? dissectors[row]->name : "no dissector";
}

/* What the next run must do differently. */
static void plan_next_run(struct sensor_child *c, bool enough)
{
	const struct sensor_page *page = c->config.page;

	c->config.boot++;
	c->config.pause = c->config.live && clock_monotonic() - c->launched < SHORT_LIFE;
	if (enough)
		disable(&c->config, row_name(page->running));
	if (c->config.live)
		return;
	c->config.step = !page->single;
	c->config.step_at = page->packets;
	if (page->single && !enough && c->config.excluded < SENSOR_EXCLUDED_MAX)
		c->config.exclude[c->config.excluded++] = page->packets;
}

/* Its output has ended; one that does not end by itself is ended. */
static int wait_for_end(pid_t pid)
{
	int64_t deadline = clock_monotonic() + LAST_WORDS;
	int status = 0;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (clock_monotonic() > deadline)
			kill(pid, SIGKILL);
		poll(NULL, 0, 5);
	}
	return status;
}

enum child_end sensor_child_ended(struct sensor_child *c, char *why, size_t size)
{
	const struct sensor_page *page = c->config.page;

	why[0] = '\0';
	forget_ends(c);
	int status = wait_for_end(c->pid);
	c->pid = -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) <= 2)
		return WEXITSTATUS(status) ? CHILD_BROKEN : CHILD_DONE;
	bool enough = had_enough(c, page->running);
	snprintf(why, size, "%s: the sensor ended by signal %d in %s near packet %llu%s",
		 c->config.name, WIFSIGNALED(status) ? WTERMSIG(status) : 0, row_name(page->running),
		 (unsigned long long)page->packets + 1,
		 enough ? "; this dissector is now switched off" : "");
	if (!c->config.live &&
	    (c->crashes > CRASHES_MAX || lseek(c->config.input, 0, SEEK_SET) != 0))
		return CHILD_GIVEN_UP;
	plan_next_run(c, enough);
	return launch(c) == 0 ? CHILD_AGAIN : CHILD_GIVEN_UP;
}

void sensor_child_ask_to_end(struct sensor_child *c)
{
	if (c->pid > 0)
		kill(c->pid, SIGTERM);
}

void sensor_child_stop(struct sensor_child *c)
{
	if (c->pid > 0) {
		kill(c->pid, SIGKILL);
		while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	forget_ends(c);
	if (c->config.page)
		munmap(c->config.page, sizeof(*c->config.page));
	if (c->config.input >= 0)
		close(c->config.input);
	*c = (struct sensor_child){
		.pid = -1, .output = -1, .control = -1, .config = {.input = -1}};
}
