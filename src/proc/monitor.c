/* monitor.c - the parent of a running Yagura. SPDX-License-Identifier: Apache-2.0 */

#include "proc/monitor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <net/if.h>
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
#include "lib/sandbox.h"
#include "proc/child.h"
#include "proc/input.h"
#include "proc/interface.h"
#include "proc/listen.h"
#include "proc/messages.h"
#include "proc/server.h"

#define SOURCES_MAX   128
#define RUNNING_MAX   4 /* files read at once; the others wait their turn */
#define NOBODY	      65534
#define RESTART_AFTER SECOND
#define REFUSED_REST  (10 * SECOND)
#define SENSORS_END   (7 * SECOND / 10) /* what they may take to end, */
#define SERVER_END    (5 * SECOND / 4)	/* and the server after them: DESIGN wants 2 s */
#define SERVER_DEATHS 20 /* without a minute between them: then something is wrong for good */

enum source_state { SOURCE_WAITING, SOURCE_RUNNING, SOURCE_ENDED };

struct source_entry {
	uint32_t id;
	bool live;
	bool demo;
	enum source_state state;
	char name[SOURCE_NAME_MAX];
	int input; /* kept open: a server that starts anew wants it read again */
	unsigned int index; /* of the interface: another one when it was made anew */
	uint64_t size;
	struct sensor_child child;
	struct interface_watch watch;
};

struct monitor {
	const struct run_config *config;
	int listener;
	struct listen_address address;
	struct place place;
	int control; /* to the server */
	pid_t server;
	int64_t server_started;
	unsigned int server_deaths;
	int64_t rest; /* the server is started again so long after its last start, 0 it runs */
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

/* A place in the table: a new one, or that of a capture that was read. */
static struct source_entry *free_entry(struct monitor *m)
{
	if (m->sources < SOURCES_MAX) {
		m->source[m->sources].id = (uint32_t)m->sources + 1;
		return &m->source[m->sources++];
	}
	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];

		if (!s->live && s->state == SOURCE_ENDED) {
			close(s->input);
			return s;
		}
	}
	return NULL;
}

static struct source_entry *add_source(struct monitor *m, const char *name, int input, bool live)
{
	struct stat st;

	struct source_entry *s = free_entry(m);

	if (!s) {
		log_error("%s: more than %d sources at once", name, SOURCES_MAX);
		close(input);
		return NULL;
	}
	*s = (struct source_entry){.id = s->id, .live = live, .input = input};
	s->index = live ? if_nametoindex(name) : 0;
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
	int rc = ipc_send(m->control, MESSAGE_SOURCE, &message, sizeof(message), s->child.output);
	if (rc == -EAGAIN)
		return; /* the server is busy: once more in the next round */
	if (rc != 0)
		log_warn("%s: the server cannot be told of this source: %s", s->name, strerror(-rc));
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
	int input = dup(s->input);
	int rc = input < 0 || (!s->live && lseek(input, 0, SEEK_SET) != 0) ? -errno : 0;

	if (rc == 0)
		rc = sensor_child_start(&s->child,
				    &(struct sensor_config){
					    .input = input,
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
		if (input >= 0)
			close(input);
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
		if (s->state == SOURCE_RUNNING)
			announce(m, s); /* when it could not be */
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

/* An interface that was taken away and came back is another one to the kernel: a new socket hears it. */
static void listen_again(struct monitor *m, struct source_entry *s)
{
	unsigned int index = if_nametoindex(s->name);
	char error[512];

	if (index == 0 || (index == s->index && s->state == SOURCE_RUNNING))
		return;
	int fd = capture_live_socket(s->name, m->config->filter, error, sizeof(error));
	if (fd < 0) {
		log_warn("%s", error);
		return;
	}
	log_info("%s is there again", s->name);
	if (s->state == SOURCE_RUNNING)
		sensor_child_stop(&s->child);
	close(s->input);
	s->input = fd;
	s->index = index;
	s->state = SOURCE_WAITING;
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

		if (s->live)
			listen_again(m, s);
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
		.place = &m->place,
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
	m->rest = 0;
	if (fcntl(m->control, F_SETFL, O_NONBLOCK) != 0)
		return -errno;
	return m->server < 0 ? -EAGAIN : 0;
}

/*
 * The new server knows nothing of what was under way: live sensors tell all again, files are read
 * again. Those that ended too, for what they told last may not have been kept; the server passes
 * over those that it has whole.
 */
static void wire_again(struct monitor *m)
{
	for (size_t i = 0; i < m->sources; i++) {
		struct source_entry *s = &m->source[i];

		if (s->live && s->state == SOURCE_RUNNING && sensor_child_new_pipe(&s->child) == 0) {
			announce(m, s);
			continue;
		}
		if (s->state == SOURCE_RUNNING)
			sensor_child_stop(&s->child);
		s->state = SOURCE_WAITING;
	}
}

/* Starts it, and ends everything when that has failed too often. */
static void start_server_again(struct monitor *m)
{
	if (m->server_deaths > SERVER_DEATHS || start_server(m) != 0) {
		log_error("the server does not stay alive");
		m->exit_status = 3;
		stopping = 1;
		return;
	}
	wire_again(m);
}

static void look_after_server(struct monitor *m)
{
	int status;

	if (m->rest && clock_monotonic() - m->server_started > m->rest)
		start_server_again(m);
	if (m->server < 0 || waitpid(m->server, &status, WNOHANG) != m->server)
		return;
	m->server = -1;
	close(m->control);
	m->control = -1;
	int64_t lived = clock_monotonic() - m->server_started;
	if (WIFEXITED(status) && WEXITSTATUS(status) == SERVER_REFUSED) {
		/* one that has worked before and cannot now (a full disk) may work again in a while */
		m->rest = REFUSED_REST;
		m->exit_status = m->server_deaths ? 0 : 2;
		stopping = m->server_deaths == 0;
		return;
	}
	m->server_deaths = lived > 60 * SECOND ? 1 : m->server_deaths + 1;
	log_warn("the server ended (%s %d) and is started again",
		 WIFSIGNALED(status) ? "signal" : "status",
		 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	if (lived < RESTART_AFTER)
		m->rest = RESTART_AFTER;
	else
		start_server_again(m);
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
	memcpy(&capture, message.payload, sizeof(capture)); /* the server's word: it was a regular file */
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
		int fd = input_open(m->config->file[i]);

		if (fd < 0)
			return false;
		add_source(m, m->config->file[i], fd, false);
	}
	return true;
}

static bool all_sensors_have_ended(const struct monitor *m)
{
	for (size_t i = 0; i < m->sources; i++)
		if (m->source[i].state == SOURCE_RUNNING &&
		    !sensor_child_has_ended(&m->source[i].child))
			return false;
	return true;
}

static void stop_server(struct monitor *m)
{
	int64_t deadline = clock_monotonic() + SERVER_END;

	if (m->server < 0)
		return;
	kill(m->server, SIGTERM);
	while (waitpid(m->server, NULL, WNOHANG) == 0) {
		if (clock_monotonic() > deadline)
			kill(m->server, SIGKILL);
		poll(NULL, 0, 5);
	}
}

/* Sensors first: the server keeps what they told last. */
static void stop_all(struct monitor *m)
{
	int64_t deadline = clock_monotonic() + SENSORS_END;

	for (size_t i = 0; i < m->sources; i++)
		if (m->source[i].state == SOURCE_RUNNING)
			sensor_child_ask_to_end(&m->source[i].child);
	while (!all_sensors_have_ended(m) && clock_monotonic() < deadline)
		poll(NULL, 0, 5);
	for (size_t i = 0; i < m->sources; i++)
		if (m->source[i].state == SOURCE_RUNNING)
			sensor_child_stop(&m->source[i].child);
	stop_server(m);
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
		if (m->server < 0)
			continue;
		look_after_sources(m);
		look_at_interfaces(m);
	}
}

/*
 * What a root parent may go on doing: open the socket of an interface that came back, end its children,
 * and give them the ids they take.
 */
static bool drop_privilege(void)
{
	static const int kept[] = {CAP_NET_RAW, CAP_KILL, CAP_SETUID, CAP_SETGID};
	int rc = sandbox_keep(kept, sizeof(kept) / sizeof(kept[0]));

	if (rc != 0)
		log_error("privileges cannot be dropped: %s", strerror(-rc));
	return rc == 0;
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
	if (m->listener < 0 || !open_sources(m) || !place_prepare(config, &m->place) ||
	    !drop_privilege()) {
		free(m->place.folder);
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
	free(m->place.folder);
	free(m);
	return rc;
}
