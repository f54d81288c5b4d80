/* monitor.c - the parent of a running Yagura. SPDX-License-Identifier: Apache-2.0 */

#include "proc/monitor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/live.h"
#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "proc/child.h"
#include "proc/interface.h"
#include "proc/listen.h"
#include "proc/messages.h"
#include "proc/server.h"

#define SOURCES_MAX   128
#define RUNNING_MAX   4 /* files read at once; the others wait their turn */
#define NOBODY	      65534
#define RESTART_AFTER SECOND
#define SERVER_DEATHS 20 /* without a minute between them: then something is wrong for good */

enum source_state { SOURCE_WAITING, SOURCE_RUNNING, SOURCE_ENDED };

struct source_entry {
	uint32_t id;
	bool live;
	bool demo;
	enum source_state state;
	char name[SOURCE_NAME_MAX];
	int input;
	uint64_t size;
	struct sensor_child child;
	struct interface_watch watch;
};

struct monitor {
	const struct run_config *config;
	int listener;
	struct listen_address address;
	int control; /* to the server */
	pid_t server;
	int64_t server_started;
	unsigned int server_deaths;
	struct source_entry source[SOURCES_MAX];
	size_t sources;
	int64_t looked; /* when the interfaces were last looked at */
	int exit_status;
};

static volatile sig_atomic_t stopping;

static void on_stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

/* ---- sources ---- */

static struct source_entry *add_source(struct monitor *m, const char *name, int input, bool live)
{
	struct stat st;

	if (m->sources == SOURCES_MAX) {
		log_error("%s: more than %d sources", name, SOURCES_MAX);
		close(input);
		return NULL;
	}
	struct source_entry *s = &m->source[m->sources++];
	*s = (struct source_entry){.id = (uint32_t)m->sources, .live = live, .input = input};
	s->demo = m->config->demo && !live;
	if (!live && fstat(input, &st) == 0 && S_ISREG(st.st_mode))
		s->size = (uint64_t)st.st_size;
	snprintf(s->name, sizeof(s->name), "%s", name);
	return s;
}

static void announce(struct monitor *m, struct source_entry *s)
{
	struct message_source message = {.id = s->id,
					 .live = s->live,
					 .demo = s->demo,
					 .boot = s->child.config.boot,
					 .size = s->size};

	if (s->child.output < 0)
		return;
	memcpy(message.name, s->name, sizeof(message.name));
	if (ipc_send(m->control, MESSAGE_SOURCE, &message, sizeof(message), s->child.output) != 0)
		log_warn("%s: the server cannot be told of this source", s->name);
	close(s->child.output);
	s->child.output = -1;
}

static void tell_end(struct monitor *m, const struct source_entry *s, bool again, const char *why)
{
	struct message_source_end message = {.id = s->id, .again = again};

	snprintf(message.why, sizeof(message.why), "%s", why);
	if (ipc_send(m->control, MESSAGE_SOURCE_END, &message, sizeof(message), -1) != 0)
		log_warn("%s: the server cannot be told of its end", s->name);
}

static void start_source(struct monitor *m, struct source_entry *s)
{
	int rc = sensor_child_start(&s->child,
				    &(struct sensor_config){
					    .input = s->input,
					    .control = -1,
					    .live = s->live,
					    .name = s->name,
					    .site = m->config->site,
					    .sensor = s->name,
					    .boot = (uint64_t)(clock_now() / 1000000),
					    .uid = NOBODY,
					    .gid = NOBODY,
				    });

	if (rc != 0) {
		log_error("%s: cannot start a sensor: %s", s->name, strerror(-rc));
		s->state = SOURCE_ENDED;
		return;
	}
	s->state = SOURCE_RUNNING;
	announce(m, s);
}

static void source_ended(struct monitor *m, struct source_entry *s)
{
	char why[512];
	enum child_end end = sensor_child_ended(&s->child, why, sizeof(why));

	if (*why)
		log_warn("%s", why);
	tell_end(m, s, end == CHILD_AGAIN, why);
	if (end == CHILD_AGAIN) {
		announce(m, s);
		return;
	}
	sensor_child_stop(&s->child);
	s->state = SOURCE_ENDED;
}

static void look_after_sources(struct monitor *m)
{
	size_t running = 0;

	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];

		if (s->state != SOURCE_RUNNING)
			continue;
		if (sensor_child_has_ended(&s->child))
			source_ended(m, s);
		else
			sensor_child_watch(&s->child);
		running += s->state == SOURCE_RUNNING && !s->live;
	}
	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];

		if (s->state == SOURCE_WAITING && (s->live || running < RUNNING_MAX)) {
			start_source(m, s);
			running += !s->live;
		}
	}
}

static void look_at_interfaces(struct monitor *m)
{
	int64_t now = clock_monotonic();

	if (now - m->looked < SECOND)
		return;
	m->looked = now;
	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];
		struct message_interface message = {.id = s->id};

		if (!s->live || s->state != SOURCE_RUNNING ||
		    !interface_counters(&s->watch, s->name, &message.dropped, &message.sent))
			continue;
		if (ipc_send(m->control, MESSAGE_INTERFACE, &message, sizeof(message), -1) != 0)
			return;
	}
}

/* ---- the server ---- */

__attribute__((noreturn)) static void become_server(struct monitor *m, int control)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	for (int fd = 3; fd < 1024; fd++)
		if (fd != control && fd != m->listener)
			close(fd);
	_exit(server_run(&(struct server_config){
		.control = control,
		.listener = m->listener,
		.address = &m->address,
		.database = m->config->database,
		.site = m->config->site,
		.web = m->config->web,
		.certificate = m->config->certificate,
		.key = m->config->key,
		.demo = m->config->demo,
	}));
}

static int start_server(struct monitor *m)
{
	int ends[2];
	int rc = ipc_pair(ends);

	if (rc != 0)
		return rc;
	m->server_started = clock_monotonic();
	m->server = fork();
	if (m->server == 0)
		become_server(m, ends[1]);
	close(ends[1]);
	m->control = ends[0];
	if (fcntl(m->control, F_SETFL, O_NONBLOCK) != 0)
		return -errno;
	return m->server < 0 ? -EAGAIN : 0;
}

/* The new server knows nothing of what was under way: live sensors tell all again, files are read again. */
static void wire_again(struct monitor *m)
{
	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];

		if (s->state != SOURCE_RUNNING)
			continue;
		if (s->live && sensor_child_new_pipe(&s->child) == 0) {
			announce(m, s);
			continue;
		}
		int again = dup(s->child.config.input);
		sensor_child_stop(&s->child);
		s->input = again;
		s->state = again >= 0 && (s->live || lseek(again, 0, SEEK_SET) == 0)
				   ? SOURCE_WAITING
				   : SOURCE_ENDED;
	}
}

static void look_after_server(struct monitor *m)
{
	int status;

	if (waitpid(m->server, &status, WNOHANG) != m->server)
		return;
	close(m->control);
	if (WIFEXITED(status) && WEXITSTATUS(status) == SERVER_REFUSED) {
		m->exit_status = 2;
		stopping = 1;
		return;
	}
	int64_t lived = clock_monotonic() - m->server_started;
	m->server_deaths = lived > 60 * SECOND ? 1 : m->server_deaths + 1;
	log_warn("the server ended (%s %d) and is started again",
		 WIFSIGNALED(status) ? "signal" : "status",
		 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	if (m->server_deaths > SERVER_DEATHS || start_server(m) != 0) {
		log_error("the server does not stay alive");
		m->exit_status = 3;
		stopping = 1;
		return;
	}
	wire_again(m);
}

static void take_message(struct monitor *m)
{
	struct ipc_message message;
	struct message_capture capture;
	int rc = ipc_receive(m->control, &message);

	if (rc != 1)
		return;
	if (message.type != MESSAGE_CAPTURE || message.length != sizeof(capture) || message.fd < 0) {
		log_error("the server sent a message that is not on the list: it is ended");
		kill(m->server, SIGKILL);
		return;
	}
	memcpy(&capture, message.payload, sizeof(capture));
	capture.name[sizeof(capture.name) - 1] = '\0';
	add_source(m, capture.name, message.fd, false);
}

/* ---- start and end ---- */

static bool open_sources(struct monitor *m)
{
	char error[512];

	for (size_t i = 0; i < m->config->interfaces; i++) {
		int fd = capture_live_socket(m->config->interface[i], m->config->filter, error,
					     sizeof(error));

		if (fd < 0) {
			fprintf(stderr, "yagura: %s\n", error);
			return false;
		}
		add_source(m, m->config->interface[i], fd, true);
	}
	for (size_t i = 0; i < m->config->files; i++) {
		int fd = open(m->config->file[i], O_RDONLY | O_CLOEXEC);

		if (fd < 0) {
			fprintf(stderr, "yagura: %s: %s\n", m->config->file[i], strerror(errno));
			return false;
		}
		add_source(m, m->config->file[i], fd, false);
	}
	return true;
}

static void stop_all(struct monitor *m)
{
	for (size_t i = 0; i < m->sources; i++)
		if (m->source[i].state == SOURCE_RUNNING)
			sensor_child_stop(&m->source[i].child);
	if (m->server > 0) {
		kill(m->server, SIGTERM);
		waitpid(m->server, NULL, 0);
	}
}

static void watch(struct monitor *m)
{
	while (!stopping) {
		struct pollfd p = {.fd = m->control, .events = POLLIN};

		if (poll(&p, 1, 200) > 0 && p.revents & POLLIN)
			take_message(m);
		look_after_server(m);
		if (stopping)
			break;
		look_after_sources(m);
		look_at_interfaces(m);
	}
}

int monitor_run(const struct run_config *config)
{
	struct monitor *m = xcalloc(1, sizeof(*m));
	struct sigaction stop = {.sa_handler = on_stop};

	m->config = config;
	m->server = -1;
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	m->listener = listen_open(config->listen, &m->address);
	if (m->listener < 0 || !open_sources(m)) {
		free(m);
		return 2;
	}
	int rc = start_server(m);
	if (rc != 0) {
		log_error("the server cannot be started: %s", strerror(-rc));
		m->exit_status = 3;
	} else {
		watch(m);
	}
	stop_all(m);
	rc = m->exit_status;
	free(m);
	return rc;
}
