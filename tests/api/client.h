/* client.h - a server with a store of its own, and requests to it. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "inventory/inventory.h"
#include "serve/serve.h"
#include "store/account.h"

#define PLANT_SPANS 64

/* The whole of a test: what src/proc is to the server. */
struct plant {
	char folder[64];
	char database[96];
	char certificate[96]; /* where one may be made */
	struct store *store;
	struct inventory *inventory;
	struct judge *judge; /* has learned what the plant's records say */
	pthread_mutex_t lock;
	struct server *server;
	int port;
	char once[ACCOUNT_SECRET_SIZE];
	char last_upload[256]; /* name of the capture that was sent in last */
	size_t uploaded;       /* its bytes */
	bool keeps;	       /* the captures that were read are still there */
	struct serve_cut cut;  /* what was cut from them last */
	struct serve_span spans[PLANT_SPANS]; /* of its files */
};

/* As src/proc does it, but at once. */
void plant_start(struct plant *plant);
void plant_stop(struct plant *plant);
/* Makes a user and a session of his; secret is the cookie. */
void plant_user(struct plant *plant, const char *name, enum user_role role, const char *password,
                char secret[ACCOUNT_SECRET_SIZE]);

struct answer {
	int status;
	char *head;
	char *body;
	size_t length;
};

/* Sends the bytes as they are and reads until the server closes. */
struct answer ask_raw(const struct plant *plant, const char *bytes, size_t length);
/* A request with a cookie (NULL none) and the headers that the page sends; body NULL: none. */
struct answer ask(const struct plant *plant, const char *method, const char *target,
                  const char *cookie, const char *body);
/* The same with headers of one's own, each ended by \r\n. */
struct answer ask_with(const struct plant *plant, const char *method, const char *target,
                       const char *headers, const char *body);
void answer_free(struct answer *answer);
/* A connection to the server; the caller closes. */
int plant_connect(const struct plant *plant);
/* A socket that listens on loopback, on any port. */
int plant_listen(int *port);
