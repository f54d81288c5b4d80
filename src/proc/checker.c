/* checker.c - the process that asks devices whether they are there. SPDX-License-Identifier: Apache-2.0 */

#include "proc/checker.h"

#include <errno.h>
#include <fcntl.h>
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
#include "proc/check_socket.h"
#include "proc/zygote.h"

#define NOBODY	 65534
#define ATTEMPTS 64 /* three seconds of the fastest rate are 30 */
#define QUEUE	 64
#define LOOK_MS	 20
#define FIXED	 3 /* descriptors besides those of attempts: the server, ICMP twice */

enum checker_message { CHECKER_SOCKET = 1, CHECKER_ALLOW, CHECKER_ASK, CHECKER_ANSWER };

/* Payload of CHECKER_SOCKET, which brings the socket along. */
struct socket_message {
	uint32_t ip6;
	uint32_t raw; /* 1: IPv4 headers stand before what it gives */
};

struct allow_message {
	int64_t rate;
	int64_t until;
	uint64_t count;
	struct check_entry entries[CHECK_ENTRIES_MAX];
};

struct ask_message {
	struct address address;
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
	struct address from; /* our own address */
	struct ask_message ask;
};

struct checker {
	int server;
	int icmp[2]; /* of IPv4 and IPv6; -1: this computer gives none */
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
	union check_place to;
	const socklen_t length = check_place(&a->ask.address, a->ask.port, &to);
	const int once = 1;

	a->fd = check_open_tcp(&a->ask.address);
	if (a->fd < 0 || setsockopt(a->fd, IPPROTO_TCP, TCP_SYNCNT, &once, sizeof(once)) != 0)
		end_attempt(c, a, CHECK_UNSENT);
	else if (connect(a->fd, &to.any, length) == 0)
		end_attempt(c, a, CHECK_ANSWERED);
	else if (errno != EINPROGRESS)
		end_attempt(c, a, result_of(errno));
}

static void send_echo(struct checker *c, struct attempt *a)
{
	const bool ip6 = !address_is_ip4(&a->ask.address);
	union check_place to;
	const socklen_t length = check_place(&a->ask.address, 0, &to);
	uint8_t bytes[ECHO_SIZE];

	a->sequence = c->sequence++;
	if (c->icmp[ip6] < 0 || getrandom(&a->nonce, sizeof(a->nonce), 0) != sizeof(a->nonce)) {
		end_attempt(c, a, CHECK_UNSENT);
		return;
	}
	echo_write(&(struct echo){.id = c->id, .sequence = a->sequence, .nonce = a->nonce, .ip6 = ip6}, bytes);
	if (sendto(c->icmp[ip6], bytes, sizeof(bytes), MSG_DONTWAIT, &to.any, length) < 0)
		end_attempt(c, a, CHECK_UNSENT);
}

static struct attempt *attempt_at(struct checker *c, const struct address *address)
{
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (c->attempts[i].used && address_equal(&c->attempts[i].ask.address, address))
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
	       check_allows(c->allowed.entries, c->allowed.count, &ask->address, ask->method, ask->port);
}

static void start(struct checker *c, const struct ask_message *ask)
{
	struct attempt *a = attempt_at(c, &ask->address) ? NULL : free_attempt(c);

	if (!a || !may_ask(c, ask)) {
		refuse(c, ask);
		return;
	}
	*a = (struct attempt){.used = true, .fd = -1, .from = check_own(&ask->address), .ask = *ask};
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
	c->icmp[s.ip6 != 0] = m->fd;
	c->raw |= s.raw && !s.ip6; /* of IPv6 no header is given */
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

static void take_reply(struct checker *c, bool ip6)
{
	const enum echo_form form = ip6 ? ECHO_IP6 : c->raw ? ECHO_WITH_IP4 : ECHO_BARE;
	union check_place from = {.any = {.sa_family = AF_UNSPEC}};
	socklen_t size = sizeof(from);
	uint8_t bytes[256];
	struct echo echo;

	const ssize_t n = recvfrom(c->icmp[ip6], bytes, sizeof(bytes), MSG_DONTWAIT, &from.any, &size);
	if (n <= 0 || !echo_read(cursor_init(bytes, (size_t)n), form, &echo))
		return;
	const struct address who = check_place_address(&from);
	struct attempt *a = attempt_at(c, &who);

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
	for (nfds_t i = FIXED; i < count; i++)
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
	struct pollfd p[FIXED + ATTEMPTS] = {{.fd = c->server, .events = POLLIN},
					     {.fd = c->icmp[0], .events = POLLIN},
					     {.fd = c->icmp[1], .events = POLLIN}};
	size_t of[FIXED + ATTEMPTS];
	bool busy = c->queued > 0;
	nfds_t n = FIXED;

	for (size_t i = 0; i < ATTEMPTS; i++) {
		busy |= c->attempts[i].used;
		if (c->attempts[i].used && c->attempts[i].fd >= 0) {
			of[n] = i;
			p[n++] = (struct pollfd){.fd = c->attempts[i].fd, .events = POLLOUT};
		}
	}
	if (poll(p, n, busy ? LOOK_MS : -1) < 0 && errno != EINTR)
		_exit(3);
	for (int ip6 = 0; ip6 < 2; ip6++)
		if (p[1 + ip6].revents)
			take_reply(c, ip6);
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
	c.icmp[0] = c.icmp[1] = -1;
	if (getrandom(&c.id, sizeof(c.id), 0) != sizeof(c.id))
		_exit(3);
	for (;;)
		turn(&c);
}

/* ---- in the server ---- */

static int process = -1;

/* Before it is confined; what this computer does not give is asked for by nobody. */
static void give_icmp(bool ip6)
{
	bool raw;
	const int fd = check_open_icmp(ip6, &raw);
	const struct socket_message s = {.ip6 = ip6, .raw = raw};

	if (process >= 0 && fd >= 0 && ipc_send(process, CHECKER_SOCKET, &s, sizeof(s), fd) != 0)
		log_warn("the active check gets no socket for ICMP");
	if (fd >= 0)
		close(fd);
}

void checker_prepare(void)
{
	process = zygote_start(&(struct sandbox){.role = "checker", .uid = NOBODY, .gid = NOBODY, .connects = true}, run);
	give_icmp(false);
	give_icmp(true);
	if (process >= 0 && fcntl(process, F_SETFL, O_NONBLOCK) != 0)
		log_warn("%s", strerror(errno));
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

int checker_ask(const struct address *address, uint8_t method, uint16_t port)
{
	const struct ask_message m = {.address = *address, .port = port, .method = method};

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
