/* readers.c - read-only stores, lent to one request at a time. SPDX-License-Identifier: Apache-2.0
 */

#include "serve/server.h"

#include "lib/log.h"

#define READ_LIMIT_MS 10000

struct store *reader_take(struct request *r)
{
	struct server *server = r->server;
	struct store *store = NULL;
	char error[256] = "";
	int rc = 0;

	pthread_mutex_lock(&server->lock);
	if (server->reader_count > 0)
		store = server->readers[--server->reader_count];
	pthread_mutex_unlock(&server->lock);
	if (store)
		return store;
	store = store_reader_open(server->config.database, READ_LIMIT_MS, &rc, error,
	                          sizeof(error));
	if (store)
		return store;
	log_warn("serve: %s", error);
	request_failed(r, rc);
	return NULL;
}

void reader_give(struct server *server, struct store *store)
{
	pthread_mutex_lock(&server->lock);
	if (server->reader_count < READERS_MAX) {
		server->readers[server->reader_count++] = store;
		store = NULL;
	}
	pthread_mutex_unlock(&server->lock);
	if (store)
		store_close(store);
}

void readers_close(struct server *server)
{
	while (server->reader_count > 0)
		store_close(server->readers[--server->reader_count]);
}
