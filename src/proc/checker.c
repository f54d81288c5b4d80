/* checker.c - the process that asks devices whether they are there. SPDX-License-Identifier: Apache-2.0 */

#include "proc/checker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/memory.h"
#include "lib/sandbox.h"
#include "poll/echo.h"
#include "poll/schedule.h"
#include "proc/zygote.h"

#define NOBODY	 65534
#define ATTEMPTS 64 /* three seconds of the fastest rate are 30 */
#define QUEUE	 64
#define LOOK_MS	 20

enum checker_message { CHECKER_SOCKET = 1, CHECKER_ALLOW, CHECKER_ASK, CHECKER_ANSWER };

/* Payload of CHECKER_SOCKET, which brings the socket along. */
struct socket_message {
	uint32_t raw; /* 1: IP headers stand before what it gives */
};

struct allow_message {
	int64_t rate;
	int64_t until;
	uint64_t count;
	struct check_entry entries[CHECK_ENTRIES_MAX];
};

struct ask_message {
	uint32_t address;
	uint16_t port;
	uint8_t method;
	uint8_t none;
};

/* ---- in the process ---- */

struct attempt {
	bool used;
	int fd; /* of TCP */
	uint16_t sequence;
	uint64_t nonce;
	int64_t began;
	uint32_t from; /* our own address */
	struct ask_message ask;
};

struct checker {
	int server;
	int icmp; /* -1: this computer gives none */
	bool raw;
	uint16_t id;
	uint16_t sequence;
	struct allow_message allowed;
	struct bucket bucket;
	struct ask_message queue[QUEUE];
	size_t queued;
	struct attempt attempts[ATTEMPTS];
};

static void answer(const struct checker *c, const struct checker_answer *a)
{
	if (ipc_send(c->server, CHECKER_ANSWER, a, sizeof(*a), -1) != 0)
		_exit(3);
}

static void refuse(const struct checker *c, const struct ask_message *ask)
{
	answer(c, &(struct checker_answer){.address = ask->address,
					   .port = ask->port,
					   .method = ask->method,
					   .result = CHECK_UNSENT,
					   .round_trip_us = -1});
}

static void end_attempt(struct checker *c, struct attempt *a, enum check_result result)
{
	const bool answered = result == CHECK_ANSWERED || result == CHECK_REFUSED;

	if (a->fd >= 0)
		close(a->fd); /* nothing was sent over it, nothing is read */
	a->used = false;
	answer(c, &(struct checker_answer){.address = a->ask.address,
					   .port = a->ask.port,
					   .method = a->ask.method,
					   .result = (uint8_t)result,
					   .from = a->from,
					   .round_trip_us = answered ? (clock_monotonic() - a->began) / 1000 : -1});
}

static struct sockaddr_in socket_address(uint32_t address, uint16_t port)
{
	return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
}

/* From which of our addresses one asks there: a connected socket of UDP knows, and nothing is sent over it. */
static uint32_t own_address(uint32_t address)
{
	const struct sockaddr_in to = socket_address(address, 9);
	struct sockaddr_in own = {.sin_family = AF_INET};
	socklen_t size = sizeof(own);
	const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const bool known = fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0 &&
			   getsockname(fd, (struct sockaddr *)&own, &size) == 0;

	if (fd >= 0)
		close(fd);
	return known ? ntohl(own.sin_addr.s_addr) : 0;
}

static enum check_result result_of(int error)
{
	if (error == 0)
		return CHECK_ANSWERED;
	if (error == ECONNREFUSED)
		return CHECK_REFUSED;
	return error == ENETUNREACH || error == EACCES || error == EPERM || error == EINVAL ? CHECK_UNSENT : CHECK_SILENT;
}

/* Its own SYN is repeated once at most; the connection is closed as soon as it stands. */
static void connect_to(struct checker *c, struct attempt *a)
{
	const struct sockaddr_in to = socket_address(a->ask.address, a->ask.port);
	const int once = 1;

	a->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (a->fd < 0 || setsockopt(a->fd, IPPROTO_TCP, TCP_SYNCNT, &once, sizeof(once)) != 0)
		end_attempt(c, a, CHECK_UNSENT);
	else if (connect(a->fd, (const struct sockaddr *)&to, sizeof(to)) == 0)
		end_attempt(c, a, CHECK_ANSWERED);
	else if (errno != EINPROGRESS)
		end_attempt(c, a, result_of(errno));
}

static void send_echo(struct checker *c, struct attempt *a)
{
	const struct sockaddr_in to = socket_address(a->ask.address, 0);
	uint8_t bytes[ECHO_SIZE];

	a->sequence = c->sequence++;
	if (c->icmp < 0 || getrandom(&a->nonce, sizeof(a->nonce), 0) != sizeof(a->nonce)) {
		end_attempt(c, a, CHECK_UNSENT);
		return;
	}
	echo_write(&(struct echo){.id = c->id, .sequence = a->sequence, .nonce = a->nonce}, bytes);
	if (sendto(c->icmp, bytes, sizeof(bytes), MSG_DONTWAIT, (const struct sockaddr *)&to, sizeof(to)) < 0)
		end_attempt(c, a, CHECK_UNSENT);
}

static struct attempt *attempt_at(struct checker *c, uint32_t address)
{
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (c->attempts[i].used && c->attempts[i].ask.address == address)
			return &c->attempts[i];
	return NULL;
}

static struct attempt *free_attempt(struct checker *c)
{
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (!c->attempts[i].used)
			return &c->attempts[i];
	return NULL;
}

/* Looked at again here, where it is sent: the planning process is not trusted with it. */
static bool may_ask(const struct checker *c, const struct ask_message *ask)
{
	return clock_now() < c->allowed.until &&
	       check_allows(c->allowed.entries, c->allowed.count, ask->address, ask->method, ask->port);
}

static void start(struct checker *c, const struct ask_message *ask)
{
	struct attempt *a = attempt_at(c, ask->address) ? NULL : free_attempt(c);

	if (!a || !may_ask(c, ask)) {
		refuse(c, ask);
		return;
	}
	*a = (struct attempt){.used = true, .fd = -1, .from = own_address(ask->address), .ask = *ask};
	a->began = clock_monotonic();
	if (ask->method == CHECK_TCP)
		connect_to(c, a);
	else
		send_echo(c, a);
}

static void start_next(struct checker *c)
{
	const int64_t cost = c->queue[0].method == CHECK_TCP ? CHECK_COST_TCP : CHECK_COST_ICMP;

	if (!c->queued || !bucket_take(&c->bucket, cost, clock_monotonic()))
		return;
	const struct ask_message ask = c->queue[0];

	memmove(c->queue, c->queue + 1, --c->queued * sizeof(c->queue[0]));
	start(c, &ask);
}

static void drop_disallowed(struct checker *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->queued; i++)
		if (may_ask(c, &c->queue[i]))
			c->queue[kept++] = c->queue[i];
	c->queued = kept;
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (c->attempts[i].used && c->attempts[i].fd >= 0 && !may_ask(c, &c->attempts[i].ask))
			end_attempt(c, &c->attempts[i], CHECK_SILENT);
}

static void take_allowed(struct checker *c, const struct allow_message *m)
{
	const int64_t rate = m->rate > CHECK_RATE_MAX ? CHECK_RATE_MAX : m->rate;

	if (m->count > CHECK_ENTRIES_MAX || m->rate < 1)
		_exit(3);
	c->allowed = *m;
	if (c->bucket.rate)
		bucket_rate(&c->bucket, rate, clock_monotonic());
	else
		bucket_open(&c->bucket, rate, clock_monotonic());
	drop_disallowed(c);
}

static void take_socket(struct checker *c, const struct ipc_message *m)
{
	struct socket_message s;

	memcpy(&s, m->payload, sizeof(s));
	c->icmp = m->fd;
	c->raw = s.raw;
}

static void take_message(struct checker *c)
{
	struct allow_message allow;
	struct ask_message ask;
	struct ipc_message m;

	if (ipc_receive(c->server, &m) != 1)
		_exit(0);
	if (m.type == CHECKER_SOCKET && m.length == sizeof(struct socket_message) && m.fd >= 0) {
		take_socket(c, &m);
	} else if (m.type == CHECKER_ALLOW && m.length == sizeof(allow) && m.fd < 0) {
		memcpy(&allow, m.payload, sizeof(allow));
		take_allowed(c, &allow);
	} else if (m.type == CHECKER_ASK && m.length == sizeof(ask) && m.fd < 0) {
		memcpy(&ask, m.payload, sizeof(ask));
		if (c->queued < QUEUE)
			c->queue[c->queued++] = ask;
		else
			refuse(c, &ask);
	} else {
		_exit(3);
	}
}

static void take_reply(struct checker *c)
{
	struct sockaddr_in from = {.sin_family = AF_INET};
	socklen_t size = sizeof(from);
	uint8_t bytes[256];
	struct echo echo;

	const ssize_t n = recvfrom(c->icmp, bytes, sizeof(bytes), MSG_DONTWAIT, (struct sockaddr *)&from, &size);
	if (n <= 0 || !echo_read(cursor_init(bytes, (size_t)n), c->raw, &echo))
		return;
	struct attempt *a = attempt_at(c, ntohl(from.sin_addr.s_addr));

	if (a && a->ask.method == CHECK_ICMP && a->sequence == echo.sequence && a->nonce == echo.nonce)
		end_attempt(c, a, CHECK_ANSWERED);
}

static void take_connection(struct checker *c, struct attempt *a)
{
	int error = 0;
	socklen_t size = sizeof(error);

	if (getsockopt(a->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		error = errno;
	end_attempt(c, a, result_of(error) == CHECK_UNSENT ? CHECK_SILENT : result_of(error)); /* something was sent */
}

static void take_connections(struct checker *c, const struct pollfd *p, const size_t *of, nfds_t count)
{
	for (nfds_t i = 2; i < count; i++)
		if (p[i].revents && c->attempts[of[i]].used)
			take_connection(c, &c->attempts[of[i]]);
}

static void give_up(struct checker *c)
{
	const int64_t now = clock_monotonic();

	for (size_t i = 0; i < ATTEMPTS; i++)
		if (c->attempts[i].used && now - c->attempts[i].began > CHECK_TIMEOUT)
			end_attempt(c, &c->attempts[i], CHECK_SILENT);
}

static void turn(struct checker *c)
{
	struct pollfd p[2 + ATTEMPTS] = {{.fd = c->server, .events = POLLIN}, {.fd = c->icmp, .events = POLLIN}};
	size_t of[2 + ATTEMPTS];
	bool busy = c->queued > 0;
	nfds_t n = 2;

	for (size_t i = 0; i < ATTEMPTS; i++) {
		busy |= c->attempts[i].used;
		if (c->attempts[i].used && c->attempts[i].fd >= 0) {
			of[n] = i;
			p[n++] = (struct pollfd){.fd = c->attempts[i].fd, .events = POLLOUT};
		}
	}
	if (poll(p, n, busy ? LOOK_MS : -1) < 0 && errno != EINTR)
		_exit(3);
	if (p[1].revents)
		take_reply(c);
	take_connections(c, p, of, n);
	if (p[0].revents) /* last: it may end attempts that were looked at */
		take_message(c);
	give_up(c);
	start_next(c);
}

static void run(int server)
{
	static struct checker c;

	c.server = server;
	c.icmp = -1;
	if (getrandom(&c.id, sizeof(c.id), 0) != sizeof(c.id))
		_exit(3);
	for (;;)
		turn(&c);
}

/* ---- in the server ---- */

static int process = -1;

/* Of all ICMP that this computer gets, replies to echoes alone. */
static void hear_replies_alone(int fd)
{
	const struct icmp_filter filter = {.data = ~(1u << ICMP_ECHOREPLY)};

	if (setsockopt(fd, SOL_RAW, ICMP_FILTER, &filter, sizeof(filter)) != 0)
		log_warn("ICMP cannot be filtered: %s", strerror(errno));
}

/* Where the system lets everybody ask, a socket that hears its own replies alone; else root's. */
static int open_icmp(struct socket_message *out)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_ICMP);

	out->raw = fd < 0;
	if (fd < 0) {
		fd = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP);
		if (fd >= 0)
			hear_replies_alone(fd);
	}
	return fd;
}

void checker_prepare(void)
{
	struct socket_message s;
	const int icmp = open_icmp(&s);

	process = zygote_start(&(struct sandbox){.role = "checker", .uid = NOBODY, .gid = NOBODY, .connects = true}, run);
	if (process >= 0 && icmp >= 0 && ipc_send(process, CHECKER_SOCKET, &s, sizeof(s), icmp) != 0)
		log_warn("the active check gets no socket for ICMP");
	if (process >= 0 && fcntl(process, F_SETFL, O_NONBLOCK) != 0)
		log_warn("%s", strerror(errno));
	if (icmp >= 0)
		close(icmp);
}

bool checker_is_lost(void)
{
	return zygote_is_lost(process);
}

int checker_allow(const struct check_entry *entries, size_t count, int64_t rate, int64_t until)
{
	struct allow_message m = {.rate = rate, .until = until, .count = count};

	if (count > CHECK_ENTRIES_MAX)
		return -E2BIG;
	if (count)
		memcpy(m.entries, entries, count * sizeof(m.entries[0]));
	return ipc_send(process, CHECKER_ALLOW, &m, sizeof(m), -1);
}

int checker_ask(uint32_t address, uint8_t method, uint16_t port)
{
	const struct ask_message m = {.address = address, .port = port, .method = method};

	return ipc_send(process, CHECKER_ASK, &m, sizeof(m), -1);
}

bool checker_answered(struct checker_answer *out)
{
	struct ipc_message m;

	if (process < 0 || ipc_receive(process, &m) != 1)
		return false;
	if (m.fd >= 0)
		close(m.fd);
	if (m.type != CHECKER_ANSWER || m.length != sizeof(*out))
		return false;
	memcpy(out, m.payload, sizeof(*out));
	return true;
}
