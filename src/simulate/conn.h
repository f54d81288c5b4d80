/* conn.h - TCP connections that both sides play (RFC 9293). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

#define CLIENT 0
#define SERVER 1

/* The handshake, not before conn->at and now. */
void conn_open(struct plant *p, struct conn *c, struct host *client, struct host *server,
               uint16_t port);
/* Sends bytes in segments; the other side acknowledges every second one. */
void conn_send(struct plant *p, struct conn *c, int side, const struct buf *bytes);
/* Lets time pass before the next frame. */
void conn_wait(struct conn *c, int64_t span);
/* A pure acknowledgment of whoever still owes one, after a delay. */
void conn_settle(struct plant *p, struct conn *c);
/* A probe of an idle connection, and its answer. */
void conn_keepalive(struct plant *p, struct conn *c, int side);
/* FIN from side, then from the other. */
void conn_close(struct plant *p, struct conn *c, int side);
/* SYN that is answered by RST, or not at all. */
void conn_refused(struct plant *p, int64_t when, struct host *client, struct host *server,
                  uint16_t port, bool answer);
