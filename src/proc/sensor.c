/* sensor.c - the process that reads hostile packets. SPDX-License-Identifier: Apache-2.0 */

#include "proc/sensor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "capture/file.h"
#include "capture/live.h"
#include "capture/ring.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/sandbox.h"
#include "proc/ahead.h"
#include "proc/messages.h"
#include "proc/outlet.h"
#include "proc/pipeline.h"
#include "proc/ring_files.h"
#include "record/tell.h"

#define TELL_EVERY     (SECOND / 2) /* between two stats records */
#define LOOK_EVERY     16	    /* batches or bursts between two looks at the clock */
#define COUNTERS_MAX   512
#define BATCHES_MAX    64 /* from the ring between two looks at everything else */
#define SENSOR_MEMORY  ((size_t)1 << 30)

struct sensor {
	const struct sensor_config *config;
	struct pipeline pipeline;
	struct record_teller teller;
	struct outlet outlet;
	struct ring *ring; /* of the latest packets, NULL none */
	const char *interfaces[2];
	int64_t told;
	int64_t learn_until; /* by the file's clock, 0 not begun */
	bool learned;
	int64_t down; /* since when the interface is and nothing came, 0 it is up */
	struct arena arena;
	struct record_counter counters[COUNTERS_MAX];
	size_t counter_count;
};

static volatile sig_atomic_t ending;

static void on_end(int signal_number)
{
	(void)signal_number;
	ending = 1;
}

static bool put_record(void *argument, struct record *record)
{
	struct sensor *s = argument;

	return outlet_put(&s->outlet, record);
}

static void put_counter(void *argument, const char *name, uint64_t value)
{
	struct sensor *s = argument;
	bool always = strncmp(name, "app.", 4) != 0; /* of the dissectors only those that spoke */

	if ((value || always) && s->counter_count < COUNTERS_MAX)
		s->counters[s->counter_count++] =
			(struct record_counter){arena_strdup(&s->arena, name), value};
}

static void tell_stats(struct sensor *s, const char *state, const char *detail, uint64_t done,
		       uint64_t total)
{
	struct record r = {.type = RECORD_STATS,
			   .time = s->pipeline.now ? s->pipeline.now : clock_now(),
			   .in_iface = s->config->live ? s->config->name : NULL,
			   .src_port = -1,
			   .dest_port = -1};

	s->counter_count = 0;
	put_counter(s, s->config->live ? "capture.received" : "capture.file_bytes", done);
	put_counter(s, s->config->live ? "capture.kernel_drops" : "capture.file_size", total);
	put_counter(s, "records.refused", s->outlet.refused);
	if (s->ring) {
		uint64_t kept, refused;

		ring_statistics(s->ring, &kept, &refused);
		put_counter(s, "ring.kept", kept);
		put_counter(s, "ring.refused", refused);
	}
	pipeline_counters(&s->pipeline, put_counter, s);
	r.stats = (struct record_stats){.state = state,
					.detail = detail,
					.counters = s->counters,
					.counter_count = s->counter_count};
	outlet_put(&s->outlet, &r);
	outlet_flush(&s->outlet);
	arena_reset(&s->arena);
	s->told = clock_monotonic();
}

static void tell_progress(struct sensor *s, const struct capture_file *file, const char *state,
			  const char *detail)
{
	uint64_t done, total;

	capture_file_progress(file, &done, &total);
	tell_stats(s, state, detail, done, total);
}

static bool is_excluded(const struct sensor_config *c, uint64_t number)
{
	for (size_t i = 0; i < c->excluded; i++)
		if (c->exclude[i] == number)
			return true;
	return false;
}

/* True when a packet of this batch needs care after a crash. */
static bool needs_care(const struct sensor_config *c, uint64_t number, size_t count)
{
	if (c->step && c->step_at >= number && c->step_at < number + count)
		return true;
	for (size_t i = 0; i < c->excluded; i++)
		if (c->exclude[i] >= number && c->exclude[i] < number + count)
			return true;
	return false;
}

/* How many packets of the burst belong to the time of learning; past them, all is told first. */
static size_t still_learning(struct sensor *s, const struct burst *b)
{
	size_t n = 0;

	if (s->learn_until == 0 && b->count)
		s->learn_until = b->frame[0].time + s->config->learn;
	while (n < b->count && b->frame[n].time <= s->learn_until)
		n++;
	return n;
}

static void read_burst(struct sensor *s, struct burst *b)
{
	const bool learning = s->config->learn > 0 && !s->learned;

	pipeline_straighten(&s->pipeline, b);
	const size_t n = learning ? still_learning(s, b) : b->count;

	pipeline_read(&s->pipeline, b, 0, n);
	if (n == b->count)
		return;
	s->learned = true;
	pipeline_tell(&s->pipeline);
	tell_stats(s, "learned", NULL, 0, 0);
	pipeline_read(&s->pipeline, b, n, b->count);
}

static void feed_singly(struct sensor *s, const struct packet *batch, size_t count, uint64_t number)
{
	s->config->page->single = true;
	for (size_t i = 0; i < count; i++) {
		s->config->page->packets = number + i;
		if (is_excluded(s->config, number + i))
			continue;
		burst_clear(s->pipeline.burst);
		pipeline_decode(&s->pipeline, batch + i, 1, s->pipeline.burst);
		read_burst(s, s->pipeline.burst);
	}
	s->config->page->single = false;
}

static void feed(struct sensor *s, const struct packet *batch, size_t count, uint64_t number)
{
	s->config->page->packets = number;
	if (needs_care(s->config, number, count)) {
		feed_singly(s, batch, count, number);
		return;
	}
	burst_clear(s->pipeline.burst);
	pipeline_decode(&s->pipeline, batch, count, s->pipeline.burst);
	read_burst(s, s->pipeline.burst);
}

static bool is_time_to_tell(const struct sensor *s, unsigned int turn)
{
	return turn % LOOK_EVERY == 0 && clock_monotonic() - s->told > TELL_EVERY;
}

/* In one thread: where it dies, there is the packet to blame. */
static int read_with_care(struct sensor *s, struct capture_file *file)
{
	struct packet batch[PACKET_BATCH];
	uint64_t seen = 0;
	int n;

	for (unsigned int turn = 0; (n = capture_file_next(file, batch)) > 0; turn++) {
		feed(s, batch, (size_t)n, seen);
		seen += (uint64_t)n;
		if (is_time_to_tell(s, turn))
			tell_progress(s, file, "reading", NULL);
		if (s->outlet.broken)
			return 2;
	}
	return n;
}

static int read_ahead(struct sensor *s, struct capture_file *file, struct ahead *ahead)
{
	struct burst *b;

	for (unsigned int turn = 0; (b = ahead_next(ahead)) != NULL; turn++) {
		const uint64_t packets = b->packets;

		read_burst(s, b);
		s->config->page->packets += packets;
		if (is_time_to_tell(s, turn)) {
			ahead_hold(ahead);
			tell_progress(s, file, "reading", NULL);
			ahead_release(ahead);
		}
		if (s->outlet.broken)
			_exit(2); /* the thread may wait for its input for ever */
	}
	return ahead_stop(ahead);
}

static int read_file(struct sensor *s, struct capture_file *file)
{
	const bool careful = s->config->step || s->config->excluded;
	struct ahead *ahead = careful ? NULL : ahead_start(&s->pipeline, file);
	const int n = ahead ? read_ahead(s, file, ahead) : read_with_care(s, file);

	if (s->outlet.broken)
		return 2;
	pipeline_finish(&s->pipeline);
	tell_progress(s, file, n < 0 ? "broken" : "done", n < 0 ? capture_file_error(file) : NULL);
	return n < 0 ? 2 : 0;
}

static int run_file(struct sensor *s)
{
	char error[512];
	struct capture_file *file =
		capture_file_open(s->config->input, s->config->name, error, sizeof(error));

	if (!file) {
		tell_stats(s, "broken", error, 0, 0);
		return 2;
	}
	int rc = read_file(s, file);
	capture_file_close(file);
	return rc;
}

static void take_new_pipe(struct sensor *s, const struct ipc_message *m)
{
	if (m->type != MESSAGE_PIPE || m->fd < 0 || m->length != 0) {
		log_error("the monitor sent a message that no sensor knows");
		_exit(3);
	}
	outlet_renew(&s->outlet, m->fd);
	observer_tell_all(s->pipeline.observer, true);
}

/* False when the monitor is gone. */
static bool obey(struct sensor *s)
{
	struct ipc_message m;
	int rc = ipc_receive(s->config->control, &m);

	if (rc == 1)
		take_new_pipe(s, &m);
	return rc == 1 || rc == -EAGAIN || rc == -EINTR;
}

static void tell_live(struct sensor *s, struct capture_live *live, const char *state,
		      const char *detail)
{
	uint64_t received, dropped;

	capture_live_statistics(live, &received, &dropped);
	if (s->ring && s->config->ring_span)
		ring_forget(s->ring, clock_now() - s->config->ring_span);
	tell_stats(s, state, detail, received, dropped);
}

/* What waits in the ring, but not for ever: 0 or -errno of the interface. */
static int read_ring(struct sensor *s, struct capture_live *live)
{
	struct packet batch[PACKET_BATCH];
	int n = 0;

	for (int i = 0; i < BATCHES_MAX && (n = capture_live_next(live, batch)) > 0; i++) {
		/* kept first: they may be what the pipeline dies of */
		for (int p = 0; s->ring && p < n; p++)
			ring_put(s->ring, &batch[p]);
		pipeline_feed(&s->pipeline, batch, (size_t)n);
		s->config->page->packets += (uint64_t)n;
		if (batch[n - 1].time > s->down) /* the ring may still hold older ones */
			s->down = 0;
	}
	if (n == -ENETDOWN)
		s->down = clock_now();
	if (s->ring && n <= 0) /* nothing waits now */
		ring_squeeze(s->ring);
	pipeline_tick(&s->pipeline, clock_now());
	return n < 0 && n != -ENETDOWN ? n : 0;
}

/* The monitor ends us: what was not told is told now; it waits a moment for that. */
static int end_live(struct sensor *s, struct capture_live *live)
{
	read_ring(s, live);
	s->outlet.wait = true;
	pipeline_finish(&s->pipeline);
	tell_live(s, live, "stopped", NULL);
	return 0;
}

static int read_live(struct sensor *s, struct capture_live *live)
{
	struct pollfd p[2] = {{.fd = capture_live_fd(live), .events = POLLIN},
			      {.fd = s->config->control, .events = POLLIN}};

	while (!ending) {
		p[0].revents = p[1].revents = 0;
		if (poll(p, s->config->control >= 0 ? 2 : 1, 200) < 0 && errno != EINTR)
			return 3;
		if (p[1].revents && !obey(s))
			return 0;
		int rc = read_ring(s, live);
		if (rc != 0) {
			tell_live(s, live, "broken", strerror(-rc));
			return 2;
		}
		if (clock_monotonic() - s->told > SECOND)
			tell_live(s, live, s->down ? "stopped" : "running",
				  s->down ? "the interface is down" : NULL);
		outlet_hear(&s->outlet);
		outlet_flush(&s->outlet);
	}
	return end_live(s, live);
}

static int run_live(struct sensor *s)
{
	char error[512];
	struct capture_live *live =
		capture_live_open(s->config->input, 0, 0, error, sizeof(error));

	signal(SIGTERM, on_end);
	if (!live) {
		tell_stats(s, "broken", error, 0, 0);
		return 2;
	}
	if (s->config->ring && s->config->ring->count) {
		const struct ring_files *files = s->config->ring;

		s->ring = ring_open(&(struct ring_place){files->fd, files->count, files->bytes, files->stage});
		if (!s->ring)
			log_warn("the packet ring cannot be used");
	}
	int rc = read_live(s, live);
	ring_close(s->ring);
	capture_live_close(live);
	return rc;
}

static void start(struct sensor *s, const struct sensor_config *config)
{
	struct pipeline_limits limits = pipeline_limits_default;

	*s = (struct sensor){
		.config = config,
		.interfaces = {config->live ? config->name : NULL},
		.outlet = {.fd = config->output,
			   .wait = !config->live,
			   .keep = config->live,
			   .waiting = &config->page->waiting,
			   .site = config->site,
			   .sensor = config->sensor,
			   .boot = config->boot},
		.told = clock_monotonic(),
	};
	limits.observe.from_file = !config->live;
	record_teller_init(&s->teller, put_record, s, s->interfaces);
	pipeline_init(&s->pipeline, &limits, &s->teller.teller);
	engine_watch(s->pipeline.engine, &config->page->running);
	for (size_t i = 0; i < SENSOR_DISABLED_MAX && config->disabled[i]; i++)
		engine_disable(s->pipeline.engine, config->disabled[i]);
}

int sensor_run(const struct sensor_config *config)
{
	static struct sensor s;
	int rc = sandbox_enter(&(struct sandbox){.role = "sensor",
						 .uid = config->uid,
						 .gid = config->gid,
						 .threads = !config->live,
						 .memory = SENSOR_MEMORY});

	if (rc != 0) {
		log_error("cannot be confined: %s", strerror(-rc));
		return 3;
	}
	start(&s, config);
	rc = config->live ? run_live(&s) : run_file(&s);
	if (s.outlet.wait)
		outlet_finish(&s.outlet);
	pipeline_free(&s.pipeline);
	outlet_free(&s.outlet);
	arena_free(&s.arena);
	return rc;
}
