/* server.c - the process that keeps and shows. SPDX-License-Identifier: Apache-2.0 */

#include "proc/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "lib/sandbox.h"
#include "proc/job.h"
#include "proc/writer.h"
#include "store/account.h"

#define COMMIT_AFTER (SECOND / 5) /* DESIGN 3: transactions of at most 200 ms */
#define RETRY_AFTER  (10 * SECOND)

bool writer_begin(struct writer *w)
{
	if (w->failed)
		return false;
	if (w->open)
		return true;
	int rc = store_begin(w->store);
	if (rc != 0) {
		log_error("%s", store_error(w->store));
		w->failed = true;
		return false;
	}
	w->open = true;
	w->opened = clock_monotonic();
	return true;
}

static void publish(struct writer *w)
{
	for (int i = 0; i < SERVE_TOPIC_COUNT; i++) {
		if (w->changed[i] && w->server)
			serve_publish(w->server, (enum serve_topic)i);
		w->changed[i] = false;
	}
}

bool writer_commit(struct writer *w)
{
	if (!w->open)
		return !w->failed;
	w->open = false;
	int rc = w->failed ? -EIO
			   : store_save_inventory_changes(w->store, STORE_ROOT_SCOPE, w->inventory);
	if (rc == 0)
		rc = store_commit(w->store);
	if (rc != 0) {
		log_error("%s", store_error(w->store));
		store_rollback(w->store);
		w->failed = true;
		return false;
	}
	publish(w);
	return true;
}

static void take_message(struct writer *w)
{
	struct ipc_message m;
	struct message_source source;
	struct message_source_end end;
	struct message_interface interface;
	int rc = ipc_receive(w->config->control, &m);

	if (rc == 0)
		exit(0); /* the monitor is gone */
	if (rc != 1)
		return;
	if (m.type == MESSAGE_SOURCE && m.length == sizeof(source) && m.fd >= 0) {
		memcpy(&source, m.payload, sizeof(source));
		if (fcntl(m.fd, F_SETFL, O_NONBLOCK) == 0)
			feed_open(w, &source, m.fd);
	} else if (m.type == MESSAGE_SOURCE_END && m.length == sizeof(end)) {
		memcpy(&end, m.payload, sizeof(end));
		feed_end(w, &end);
	} else if (m.type == MESSAGE_INTERFACE && m.length == sizeof(interface)) {
		memcpy(&interface, m.payload, sizeof(interface));
		feed_interface(w, &interface);
	} else {
		log_error("a message that is not on the list");
		exit(3);
	}
}

/* One turn: whatever is ready, then the commit when it is due. */
static void turn(struct writer *w)
{
	struct pollfd p[2 + FEEDS_MAX];
	nfds_t n = 2;

	p[0] = (struct pollfd){.fd = w->config->control, .events = POLLIN};
	p[1] = (struct pollfd){.fd = w->wake, .events = POLLIN};
	for (size_t i = 0; i < w->feeds; i++, n++)
		p[n] = (struct pollfd){.fd = w->failed ? -1 : w->feed[i].fd, .events = POLLIN};
	if (poll(p, n, 100) < 0 && errno != EINTR)
		exit(3);
	if (p[0].revents)
		take_message(w);
	for (nfds_t i = 2; i < n; i++)
		if (p[i].revents)
			feed_read(w, &w->feed[i - 2]);
	if (w->open && clock_monotonic() - w->opened > COMMIT_AFTER)
		writer_commit(w);
	change_all(w);
	serve_tick(w->server);
}

/*
 * Nothing is taken in while the disk is full: the pipes fill and the sensors hold back. When there is
 * room again the process starts anew from what was committed, and is told everything again.
 */
static void wait_for_room(struct writer *w)
{
	static int64_t tried;

	if (clock_monotonic() - tried < RETRY_AFTER)
		return;
	tried = clock_monotonic();
	if (store_setting_put(w->store, &store_system, "writable", "yes") != 0) {
		log_error("still nothing can be written: %s", store_error(w->store));
		return;
	}
	log_info("there is room again: starting anew");
	exit(1);
}

static void print_first_signin(struct writer *w)
{
	char secret[ACCOUNT_SECRET_SIZE];

	if (account_first_signin(w->store, secret) != 1)
		return;
	printf("\n  First sign-in (this link works once, for 24 hours):\n  %s://%s/#/signin?token=%s\n\n",
	       w->config->certificate ? "https" : "http", w->config->address->text, secret);
	fflush(stdout);
}

static int open_store(struct writer *w)
{
	char error[512];
	int rc = 0;

	w->store = store_open(w->config->database, &rc, error, sizeof(error));
	if (!w->store) {
		fprintf(stderr, "yagura: %s\n", error);
		return SERVER_REFUSED;
	}
	w->inventory = inventory_new(NULL);
	if (store_load_inventory(w->store, STORE_ROOT_SCOPE, w->inventory) != 0) {
		fprintf(stderr, "yagura: %s\n", store_error(w->store));
		return SERVER_REFUSED;
	}
	if (store_setting_put(w->store, &store_system, "site", w->config->site) != 0) {
		fprintf(stderr, "yagura: %s\n", store_error(w->store));
		return SERVER_REFUSED;
	}
	return 0;
}

static bool start_page(struct writer *w, char *folder)
{
	const struct server_config *c = w->config;

	w->server = serve_start(&(struct serve_config){
		.listener = c->listener,
		.address = (const struct sockaddr *)&c->address->storage,
		.certificate = c->certificate,
		.key = c->key,
		.web_folder = c->web,
		.database = c->database,
		.spool_folder = folder,
		.site = c->site,
		.version = "0.1.0",
		.demo = c->demo,
		.changes = {change_submit, w},
		.jobs = {w, job_ledger},
	});
	return w->server != NULL;
}

/* The database's folder: the one place where this process may write. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash ? path : ".");

	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	return folder;
}

static int confine(const struct server_config *config, const char *folder)
{
	struct stat st;
	int rc = stat(folder, &st) == 0 ? 0 : -errno;

	if (rc != 0) {
		fprintf(stderr, "yagura: %s: %s\n", folder, strerror(-rc));
		return SERVER_REFUSED;
	}
	if (access(config->web, R_OK) != 0) {
		fprintf(stderr, "yagura: --web %s: %s (./run builds the page)\n", config->web,
			strerror(errno));
		return SERVER_REFUSED;
	}
	/* started as root it takes the ids of who owns the folder */
	rc = sandbox_enter(&(struct sandbox){.role = "server",
					     .uid = st.st_uid,
					     .gid = st.st_gid,
					     .write_folder = folder,
					     .read_folder = config->web,
					     .network = true,
					     .threads = true});
	if (rc == 0)
		return 0;
	log_error("cannot be confined: %s", strerror(-rc));
	return 3;
}

int server_run(const struct server_config *config)
{
	static struct writer w;
	char *folder = folder_of(config->database);

	w.config = config;
	pthread_mutex_init(&w.lock, NULL);
	w.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	job_prepare();
	int rc = confine(config, folder);
	if (rc == 0)
		rc = open_store(&w);
	if (rc != 0)
		return rc;
	if (!start_page(&w, folder))
		return SERVER_REFUSED;
	printf("Yagura serves %s://%s/\n", config->certificate ? "https" : "http",
	       config->address->text);
	fflush(stdout);
	print_first_signin(&w);
	for (;;) {
		turn(&w);
		if (w.failed)
			wait_for_room(&w);
	}
}
