/* monitor.c - the parent of a running Yagura. SPDX-License-Identifier: Apache-2.0 */

#include "proc/monitor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "lib/sandbox.h"
#include "proc/listen.h"
#include "proc/messages.h"
#include "proc/receivers.h"
#include "proc/server.h"
#include "proc/sites.h"
#include "proc/sources.h"

#define RESTART_AFTER SECOND
#define REFUSED_REST  (10 * SECOND)
#define SERVER_END    (5 * SECOND / 4) /* after the sensors: DESIGN wants 2 s for all */
#define SERVER_DEATHS 20 /* without a minute between them: then something is wrong for good */

struct monitor {
	const struct run_config *config;
	int listener;
	struct listen_address address;
	struct place place;
	pid_t server;
	int64_t server_started;
	unsigned int server_deaths;
	int64_t rest; /* the server is started again so long after its last start, 0 it runs */
	struct sources sources;
	struct receivers receivers;
	int64_t started;
	int exit_status;
};

static volatile sig_atomic_t stopping;

static void on_stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

/* ---- the server ---- */

__attribute__((noreturn)) static void become_server(struct monitor *m, int control)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	for (int fd = 3; fd < 4096; fd++)
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
		.keep_bytes = ring_budget(&m->place, m->config->ring),
		.keep_days = m->sources.ring_days,
		.demo = m->config->demo,
		.run = m->config,
		.started = m->started,
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
	m->sources.control = ends[0];
	m->rest = 0;
	if (fcntl(m->sources.control, F_SETFL, O_NONBLOCK) != 0)
		return -errno;
	return m->server < 0 ? -EAGAIN : 0;
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
	sources_wire_again(&m->sources);
	receivers_wire_again(&m->receivers);
}

static void look_after_server(struct monitor *m)
{
	int status;

	if (m->rest && clock_monotonic() - m->server_started > m->rest)
		start_server_again(m);
	if (m->server < 0 || waitpid(m->server, &status, WNOHANG) != m->server)
		return;
	m->server = -1;
	close(m->sources.control);
	m->sources.control = -1;
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
	struct message_kept kept;
	int rc = ipc_receive(m->sources.control, &message);

	if (rc != 1)
		return;
	if (message.type == MESSAGE_CAPTURE && message.length == sizeof(capture) && message.fd >= 0) {
		memcpy(&capture, message.payload, sizeof(capture)); /* its word: a regular file */
		capture.name[sizeof(capture.name) - 1] = '\0';
		sources_add_capture(&m->sources, capture.name, capture.source, message.fd);
	} else if (message.type == MESSAGE_KEPT && message.length == sizeof(kept) && message.fd < 0) {
		memcpy(&kept, message.payload, sizeof(kept));
		sources_kept(&m->sources, kept.id);
	} else if (message.type == MESSAGE_AGAIN && message.length == sizeof(kept) && message.fd < 0) {
		memcpy(&kept, message.payload, sizeof(kept));
		sources_again(&m->sources, kept.id);
		receivers_again(&m->receivers, kept.id);
	} else if (message.type == MESSAGE_EMPTY && message.length == sizeof(kept) && message.fd < 0) {
		memcpy(&kept, message.payload, sizeof(kept));
		sources_empty(&m->sources, kept.id);
	} else {
		log_error("the server sent a message that is not on the list: it is ended");
		kill(m->server, SIGKILL);
	}
}

/* ---- start and end ---- */

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
	sources_stop(&m->sources);
	receivers_stop(&m->receivers);
	stop_server(m);
}

static void watch(struct monitor *m)
{
	while (!stopping) {
		struct pollfd p = {.fd = m->sources.control, .events = POLLIN};

		if (poll(&p, 1, 200) > 0 && p.revents & POLLIN)
			take_message(m);
		look_after_server(m);
		if (stopping)
			break;
		if (m->server < 0)
			continue;
		sources_look_after(&m->sources);
		receivers_look_after(&m->receivers, m->sources.control);
		sources_count(&m->sources);
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

	m->config = m->sources.config = config;
	m->server = -1;
	m->started = clock_now(); /* before anything is heard */
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	m->listener = listen_open(config->listen, &m->address);
	m->sources.place = &m->place;
	if (m->listener < 0 || !sites_good(config) || !place_prepare(config, &m->place) || !sources_open(&m->sources) ||
	    !receivers_open(&m->receivers, config) || !drop_privilege()) {
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
