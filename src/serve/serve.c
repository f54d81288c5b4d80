/* serve.c - the page and its HTTP API. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include "govern/gauge.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/memory.h"
#include "serve/words.h"

#define CONNECTION_MEMORY (64u << 10) /* bounds the head of a request */

/* ---- changes ---- */

struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t ready;
	bool done;
};

/* Called by the writer. */
static void change_done(struct change *change)
{
	struct waiter *w = change->waiter;

	pthread_mutex_lock(&w->lock);
	w->done = true;
	pthread_cond_signal(&w->ready);
	pthread_mutex_unlock(&w->lock);
}

int request_change(struct request *r, struct change *change)
{
	const struct serve_changes *changes = &r->server->config.changes;
	struct waiter w = {.done = false};

	if (!changes->submit || atomic_load(&r->server->stopping))
		return -EROFS;
	pthread_mutex_init(&w.lock, NULL);
	pthread_cond_init(&w.ready, NULL);
	change->viewer = r->signed_in ? &r->who.viewer : NULL;
	change->done = change_done;
	change->waiter = &w;
	int rc = changes->submit(changes->argument, change);
	if (rc == 0) {
		pthread_mutex_lock(&w.lock);
		while (!w.done)
			pthread_cond_wait(&w.ready, &w.lock);
		pthread_mutex_unlock(&w.lock);
		rc = change->result;
	}
	pthread_cond_destroy(&w.ready);
	pthread_mutex_destroy(&w.lock);
	return rc;
}

void request_change_only(struct request *r, struct change *change)
{
	if (request_good(r, request_change(r, change)))
		request_nothing(r);
}

/* ---- libmicrohttpd ---- */

static const char *peer(struct request *r)
{
	const union MHD_ConnectionInfo *info =
	        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char *text = arena_alloc(&r->arena, INET6_ADDRSTRLEN);

	if (info && info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)info->client_addr)->sin_addr, text,
		          INET6_ADDRSTRLEN);
	else if (info && info->client_addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr,
		          text, INET6_ADDRSTRLEN);
	return text;
}

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
	if (value)
		(void)MHD_add_response_header(response, name, value);
}

/* The memory of out goes to libmicrohttpd. */
static struct MHD_Response *make_response(struct request *r)
{
	if (r->stream) {
		struct MHD_Response *stream = r->stream;

		r->stream = NULL;
		return stream;
	}
	struct MHD_Response *response = MHD_create_response_from_buffer(
	        r->out.length, r->out.data ? (void *)r->out.data : (void *)(uintptr_t) "",
	        r->out.data ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
	if (response)
		r->out = (struct buf){.data = NULL};
	return response;
}

static enum MHD_Result answer(struct request *r)
{
	char seconds[16];
	const bool data = r->route != NULL || r->status != 200;
	struct MHD_Response *response = make_response(r);

	if (!response)
		return MHD_NO;
	snprintf(seconds, sizeof(seconds), "%d", r->retry_after);
	answer_headers(response, data, r->policy);
	add_header(response, "Content-Type", r->type);
	add_header(response, "Set-Cookie", r->cookie);
	add_header(response, "Allow", r->allow);
	add_header(response, "Content-Disposition", r->disposition);
	add_header(response, "Retry-After", r->retry_after > 0 ? seconds : NULL);
	add_header(response, "WWW-Authenticate", r->status == 401 ? "Bearer" : NULL);
	const enum MHD_Result queued = MHD_queue_response(r->connection, r->status, response);
	MHD_destroy_response(response);
	return queued;
}

/* The target as it came, before anything is decoded. */
static void *on_uri(void *argument, const char *uri, struct MHD_Connection *connection)
{
	(void)connection;
	return request_new(argument, uri);
}

static enum MHD_Result on_request(void *argument, struct MHD_Connection *connection,
                                  const char *url, const char *method, const char *version,
                                  const char *upload, size_t *upload_size, void **context)
{
	struct request *r = *context;

	(void)argument;
	(void)url;
	(void)version;
	if (!r)
		return MHD_NO;
	if (!r->begun) {
		r->connection = connection;
		r->from = peer(r);
		return request_begin(r, method) ? MHD_YES : answer(r);
	}
	if (*upload_size > 0) {
		const bool taken = request_take(r, upload, *upload_size);

		*upload_size = 0;
		return taken ? MHD_YES : MHD_NO;
	}
	request_handle(r);
	return answer(r);
}

static void on_completed(void *argument, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
	(void)argument;
	(void)connection;
	(void)code;
	if (*context)
		request_free(*context);
	*context = NULL;
}

/* target.c decodes. */
static size_t leave_escaped(void *argument, struct MHD_Connection *connection, char *text)
{
	(void)argument;
	(void)connection;
	return strlen(text);
}

__attribute__((format(printf, 2, 0))) static void on_log(void *argument, const char *format,
                                                         va_list list)
{
	char text[256];

	(void)argument;
	vsnprintf(text, sizeof(text), format, list);
	text[strcspn(text, "\r\n")] = '\0';
	log_warn("serve: %s", text);
}

/* ---- start and stop ---- */

static bool is_loopback(const struct sockaddr *address, int *port)
{
	if (address->sa_family == AF_INET6) {
		const struct sockaddr_in6 *a = (const struct sockaddr_in6 *)address;

		*port = ntohs(a->sin6_port);
		return IN6_IS_ADDR_LOOPBACK(&a->sin6_addr);
	}
	const struct sockaddr_in *a = (const struct sockaddr_in *)address;
	*port = ntohs(a->sin_port);
	return ntohl(a->sin_addr.s_addr) >> 24 == 127;
}

/* The address comes from the socket: a port of 0 was chosen by the kernel. */
static bool learn_address(struct server *s)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);

	if (getsockname(s->config.listener, (struct sockaddr *)&address, &length) != 0) {
		log_error("serve: the listening socket: %s", strerror(errno));
		return false;
	}
	s->loopback = is_loopback((const struct sockaddr *)&address, &s->port);
	return true;
}

static bool load_keys(struct server *s)
{
	if (!s->config.certificate)
		return true;
	s->certificate = pem_read(s->config.certificate);
	s->key = pem_read(s->config.key ? s->config.key : s->config.certificate);
	return s->certificate && s->key;
}

static char *spool_folder(const struct serve_config *config)
{
	const char *slash = strrchr(config->database, '/');

	if (config->spool_folder)
		return xstrdup(config->spool_folder);
	if (!slash)
		return xstrdup(".");
	char *folder = xstrdup(config->database);
	folder[slash == config->database ? 1 : slash - config->database] = '\0';
	return folder;
}

static struct MHD_Daemon *start_daemon(struct server *s)
{
	const struct serve_config *c = &s->config;
	const unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
	                       MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
	                       (s->certificate ? MHD_USE_TLS : 0);
	const struct MHD_OptionItem tls[] = {
	        {MHD_OPTION_HTTPS_MEM_CERT, 0, s->certificate},
	        {MHD_OPTION_HTTPS_MEM_KEY, 0, s->key},
	        {MHD_OPTION_HTTPS_PRIORITIES, 0,
	         (void *)(uintptr_t) "SECURE192:SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
	        {MHD_OPTION_END, 0, NULL},
	};
	const struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};

	return MHD_start_daemon(
	        flags, 0, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
	        MHD_OPTION_LISTEN_SOCKET, c->listener, MHD_OPTION_URI_LOG_CALLBACK, on_uri, s,
	        MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_UNESCAPE_CALLBACK,
	        leave_escaped, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_THREAD_POOL_SIZE,
	        c->threads, MHD_OPTION_CONNECTION_LIMIT, c->max_connections,
	        MHD_OPTION_PER_IP_CONNECTION_LIMIT, c->max_per_address,
	        MHD_OPTION_CONNECTION_TIMEOUT, c->timeout, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	        (size_t)CONNECTION_MEMORY, MHD_OPTION_THREAD_STACK_SIZE, (size_t)1 << 20,
	        MHD_OPTION_ARRAY, s->certificate ? tls : plain, MHD_OPTION_END);
}

static void set_defaults(struct serve_config *c)
{
	c->threads = c->threads ? c->threads : 4;
	c->max_connections = c->max_connections ? c->max_connections : 256;
	c->max_per_address = c->max_per_address ? c->max_per_address : 32;
	c->timeout = c->timeout ? c->timeout : 30;
	c->max_upload = c->max_upload ? c->max_upload : UINT64_C(2) << 30;
	c->site = c->site ? c->site : "main";
	c->version = c->version ? c->version : "";
}

static void free_server(struct server *s)
{
	readers_close(s);
	ledgers_free(s);
	static_free(s);
	pthread_mutex_destroy(&s->lock);
	free(s->certificate);
	free(s->key);
	free(s->spool_folder);
	free(s);
}

struct server *serve_start(const struct serve_config *config)
{
	struct server *s = xcalloc(1, sizeof(*s));
	struct words title;
	struct words text;

	(void)pack_built_in(0); /* before there are threads */
	(void)gauge_words("any", "unknown", &title, &text);
	s->config = *config;
	set_defaults(&s->config);
	words_load();
	s->spool_folder = spool_folder(config);
	pthread_mutex_init(&s->lock, NULL);
	if (learn_address(s) && load_keys(s) && static_load(s))
		s->daemon = start_daemon(s);
	if (s->daemon)
		return s;
	log_error("serve: the page cannot be served");
	free_server(s);
	return NULL;
}

void serve_stop(struct server *server)
{
	atomic_store(&server->stopping, true);
	events_wake(server, true);
	MHD_stop_daemon(server->daemon);
	free_server(server);
}
