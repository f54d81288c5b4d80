/* cip.h - parts of EtherNet/IP that the scenarios use too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* List Identity, session, Identity object, connection to the controller. */
void cip_hello(struct plant *p, struct link *l);
/* A service over the open connection: request and answer without the headers. */
void cip_ask(struct plant *p, struct link *l, const struct buf *request, const struct buf *answer);
/* The same without a connection (SendRRData). */
void cip_ask_unconnected(struct plant *p, struct link *l, const struct buf *request,
                         const struct buf *answer);
