/* link.h - a contact of the world: connects, asks, answers. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Looks its devices and its talk up, and makes the first appointment. */
void link_start(struct plant *p, struct link *l, const struct contact *contact);
/* The same without an appointment. */
void link_prepare(struct plant *p, struct link *l, const struct contact *contact);
/* Asks for the address, connects, says hello. */
void link_open(struct plant *p, struct link *l);
/* p->ask goes to the server, p->answer comes back (nothing when it is empty); both are emptied. */
void link_ask(struct plant *p, struct link *l);
/* Only one direction; b is emptied. */
void link_send(struct plant *p, struct link *l, int side, struct buf *b);
/* Lets time pass. */
void link_wait(struct plant *p, struct link *l, int64_t span);
/* One turn of the talk outside its period: opens what must be open. */
void link_turn(struct plant *p, struct link *l);
/* True when somebody of the world connects to this TCP port of the host. */
bool link_serves(const struct plant *p, const struct host *h, uint16_t port);
