/* server.c - the process that keeps and shows. SPDX-License-Identifier: Apache-2.0 */

#include "proc/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "advise/advise.h"
#include "govern/evaluate.h"
#include "govern/specimen.h"
#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "lib/sandbox.h"
#include "proc/checker.h"
#include "proc/checking.h"
#include "proc/job.h"
#include "proc/kept.h"
#include "proc/notifier.h"
#include "proc/poller.h"
#include "proc/sites.h"
#include "proc/writer.h"
#include "report/order.h"
#include "serve/words.h"
#include "store/account.h"
#include "store/finding.h"
#include "store/source_site.h"
#include "store/zoning.h"

#define COMMIT_AFTER (SECOND / 5) /* DESIGN 3: transactions of at most 200 ms */
#define RETRY_AFTER  (10 * SECOND)
#define MATCH_PIECE  (SECOND / 20)
#define MATCH_PAUSE  SECOND
#define MATCH_AGAIN  (600 * SECOND) /* who reaches a device changes slowly */
#define HOURLY_FIRST (30 * SECOND)
#define HOURLY_PAUSE (3600 * SECOND)
#define LAST_WORDS   (SECOND / 2) /* at the end, for what the sensors told */

static volatile sig_atomic_t ending;

static void on_end(int signal_number)
{
	(void)signal_number;
	ending = 1;
}

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
	int rc = w->failed ? -EIO : 0;
	w->changed[SERVE_FINDINGS] |= plants_have_news(w);
	if (rc == 0)
		rc = plants_save(w);
	if (rc == 0)
		rc = store_commit(w->store);
	if (rc != 0) {
		log_error("%s", store_error(w->store));
		store_rollback(w->store);
		w->failed = true;
		return false;
	}
	feed_committed(w);
	upload_committed(w);
	publish(w);
	return true;
}

/* Of the command line: it is cut for the site that it is read for. */
static void take_file(struct writer *w, const char *name, int fd)
{
	int64_t scope;

	if (store_site_now(w->store, name, "file", &scope) == 0)
		kept_take(scope, name, fd);
	else
		close(fd);
}

static void take_message(struct writer *w)
{
	struct ipc_message m;
	struct message_source source;
	struct message_source_end end;
	struct message_interface interface;
	struct message_file file;
	int rc = ipc_receive(w->config->control, &m);

	if (rc == 0)
		ending = 1; /* the monitor is gone */
	if (rc != 1)
		return;
	if (m.type == MESSAGE_SOURCE && m.length == sizeof(source) && m.fd >= 0) {
		memcpy(&source, m.payload, sizeof(source));
		source.name[sizeof(source.name) - 1] = '\0';
		if (fcntl(m.fd, F_SETFL, O_NONBLOCK) == 0)
			feed_open(w, &source, m.fd);
		else
			close(m.fd);
	} else if (m.type == MESSAGE_FILE && m.length == sizeof(file) && m.fd >= 0) {
		memcpy(&file, m.payload, sizeof(file));
		file.name[sizeof(file.name) - 1] = '\0';
		take_file(w, file.name, m.fd);
	} else if (m.type == MESSAGE_SOURCE_END && m.length == sizeof(end) && m.fd < 0) {
		memcpy(&end, m.payload, sizeof(end));
		end.why[sizeof(end.why) - 1] = '\0';
		feed_end(w, &end);
	} else if (m.type == MESSAGE_INTERFACE && m.length == sizeof(interface) &&
		   m.fd < 0) {
		memcpy(&interface, m.payload, sizeof(interface));
		feed_interface(w, &interface);
	} else {
		log_error("a message that is not on the list");
		_exit(3);
	}
}

/* Devices that are new or have changed are compared with what advisories say, a piece at a time. */
static void match_devices(struct writer *w)
{
	const int64_t now = clock_monotonic();

	if (w->failed || now < w->match_at)
		return;
	if (now >= w->match_again) {
		w->match_again = now + MATCH_AGAIN;
		if (!writer_begin(w) || advise_refresh(w->store) != 0)
			return;
	}
	if (!writer_begin(w))
		return;
	const int rc = advise_run(w->store, now + MATCH_PIECE);
	if (rc < 0)
		log_error("matching of vulnerabilities: %s", store_error(w->store));
	w->match_at = now + (rc == 1 ? 0 : MATCH_PAUSE);
	w->changed[SERVE_VULNERABILITIES] |= rc == 1;
}

static int evaluate(struct writer *w)
{
	return evaluate_all(w->store, clock_now());
}

static int write_reports(struct writer *w)
{
	return report_orders_write(w->store, &(struct report_setting){w->config->site, words_find}, clock_now());
}

/* In a transaction of its own: one that fails takes nothing else with it. */
static void run_alone(struct writer *w, int (*run)(struct writer *), const char *what)
{
	if (!writer_commit(w) || !writer_begin(w))
		return;
	if (run(w) == 0) {
		(void)writer_commit(w);
		return;
	}
	log_error("%s: %s", what, store_error(w->store));
	store_rollback(w->store);
	w->open = false;
}

/* By the clock: soon after the start, then every hour. */
static void run_hourly(struct writer *w)
{
	const int64_t now = clock_monotonic();

	if (!w->hourly_at)
		w->hourly_at = now + HOURLY_FIRST;
	if (w->failed || now < w->hourly_at)
		return;
	w->hourly_at = now + HOURLY_PAUSE;
	run_alone(w, evaluate, "evaluation");
	run_alone(w, write_reports, "reports");
}

/* What found no room, in all plants that are at hand. */
static void tell_room(struct writer *w)
{
	struct serve_room room = {0};
	uint64_t own = 0;

	for (size_t i = 0; i < PLANTS_MAX; i++) {
		const struct plant *p = &w->plant[i];

		if (!p->scope)
			continue;
		const struct inventory_counters c = inventory_counters(p->inventory);
		const struct judge_counters j = judge_counters(p->judge);

		room.devices += c.refused_devices + c.refused_endpoints;
		room.allowed += j.refused_allowed;
		room.findings += j.evicted_findings;
		room.held += j.held_back;
		own += j.own;
	}
	serve_room(w->server, &room);
	serve_overheard(w->server, own);
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
	for (nfds_t i = 0; i < n; i++)
		p[i].revents = 0;
	if (poll(p, n, 100) < 0 && errno != EINTR)
		_exit(3);
	if (p[0].revents)
		take_message(w);
	for (nfds_t i = 2; i < n; i++)
		if (p[i].revents)
			feed_read(w, &w->feed[i - 2]);
	if (w->open && clock_monotonic() - w->opened > COMMIT_AFTER)
		writer_commit(w);
	change_all(w);
	feeds_again(w);
	match_devices(w);
	run_hourly(w);
	notifier_turn(w);
	checking_turn(w);
	if (w->server) {
		serve_full(w->server, w->failed);
		tell_room(w);
		serve_tick(w->server);
	}
}

/*
 * Nothing is taken in while the disk is full: the pipes fill and the sensors hold back. When there is
 * room again the process starts anew from what was committed, and is told everything again.
 */
static void wait_for_room(struct writer *w)
{
	if (!w->tried)
		w->tried = clock_monotonic(); /* a few pages are always left: not at once */
	if (clock_monotonic() - w->tried < RETRY_AFTER)
		return;
	w->tried = clock_monotonic();
	if (store_setting_put(w->store, &store_system, "writable", "yes") != 0) {
		log_error("still nothing can be written: %s", store_error(w->store));
		return;
	}
	log_info("there is room again: starting anew");
	_exit(1);
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

	if (store_lock(w->config->database, error, sizeof(error)) == 0)
		w->store = store_open(w->config->database, &rc, error, sizeof(error));
	if (!w->store) {
		fprintf(stderr, "yagura: %s\n", error);
		return SERVER_REFUSED;
	}
	if (w->config->demo && specimen_declare(w->store) != 0)
		log_warn("the model factory's answers: %s", store_error(w->store));
	if (!plant_root(w) || store_setting_put(w->store, &store_system, "site", w->config->site) != 0) {
		fprintf(stderr, "yagura: %s\n", store_error(w->store));
		return SERVER_REFUSED;
	}
	return sites_place(w->store, w->config->run, w->config->started) ? 0 : SERVER_REFUSED;
}

static bool start_page(struct writer *w)
{
	const struct server_config *c = w->config;

	w->server = serve_start(&(struct serve_config){
		.listener = c->listener,
		.address = (const struct sockaddr *)&c->address->storage,
		.certificate = c->certificate,
		.key = c->key,
		.web_folder = c->web,
		.database = c->database,
		.spool_folder = c->place->folder,
		.site = c->site,
		.version = "0.1.0",
		.demo = c->demo,
		.changes = {change_submit, w},
		.jobs = {w, job_ledger, job_bundle, job_pack, job_fill,
			 job_makes_pdf() ? job_pdf : NULL, job_packets, job_customer, kept_open, poller_notify},
	});
	return w->server != NULL;
}

static bool feeds_are_open(const struct writer *w)
{
	for (size_t i = 0; i < w->feeds; i++)
		if (w->feed[i].fd >= 0)
			return true;
	return false;
}

static int confine(const struct server_config *config)
{
	const char *wanted[] = {config->web, config->certificate, config->key};
	int rc = sandbox_enter(&(struct sandbox){.role = "server",
						 .uid = config->place->uid,
						 .gid = config->place->gid,
						 .write_folder = config->place->folder,
						 .read_folder = config->web,
						 .read_file = {config->certificate, config->key},
						 .network = true,
						 .threads = true,
						 .unwinds = true});
	for (size_t i = 0; i < 3; i++) /* what the monitor may read as root its owner may perhaps not */
		if (wanted[i] && !place_can_read(wanted[i]))
			return SERVER_REFUSED;
	if (rc == 0)
		return 0;
	log_error("cannot be confined: %s", strerror(-rc));
	return SERVER_REFUSED;
}

/* On the network the page is shown over TLS alone: without a certificate one is made, beside the database. */
static int prepare_tls(struct server_config *config)
{
	const char *folder = config->place->folder;
	size_t size = strlen(folder) + sizeof("/yagura.pem");
	char *path = xmalloc(size);

	if (config->address->loopback || config->certificate) {
		free(path);
		return 0;
	}
	snprintf(path, size, "%s/yagura.pem", folder);
	int rc = serve_make_certificate(path);
	if (rc != 0) {
		fprintf(stderr, "yagura: %s: %s\n", path, strerror(-rc));
		return SERVER_REFUSED;
	}
	config->certificate = path; /* until the process ends */
	config->key = path;
	return 0;
}

/* Keeps what the sensors told last, then lets the pages go. */
static void end(struct writer *w)
{
	int64_t deadline = clock_monotonic() + LAST_WORDS;

	while (feeds_are_open(w) && clock_monotonic() < deadline && !w->failed)
		turn(w);
	change_close(w);
	writer_commit(w);
	if (ending) /* it shuts the listening socket, which the next server would inherit */
		serve_stop(w->server);
	store_close(w->store);
}

int server_run(const struct server_config *given)
{
	static struct server_config config;
	static struct writer w;

	config = *given;
	w.config = &config;
	signal(SIGTERM, on_end);
	pthread_mutex_init(&w.lock, NULL);
	w.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	job_prepare();
	poller_prepare();
	checker_prepare();
	int rc = confine(&config);
	if (rc == 0)
		rc = prepare_tls(&config);
	if (rc == 0)
		rc = open_store(&w);
	if (rc != 0)
		return rc;
	checking_begin(&w);
	upload_resume(&w);
	kept_prune(&w);
	if (!start_page(&w))
		return SERVER_REFUSED;
	printf("Yagura serves %s://%s/\n", config.certificate ? "https" : "http",
	       config.address->text);
	fflush(stdout);
	print_first_signin(&w);
	while (!ending) {
		turn(&w);
		if (w.failed)
			wait_for_room(&w);
		if (job_is_lost() || poller_is_lost() || checker_is_lost()) {
			log_warn("a process that reads files, sends messages or asks devices is gone: starting anew");
			break;
		}
	}
	end(&w);
	return ending ? 0 : 1;
}
