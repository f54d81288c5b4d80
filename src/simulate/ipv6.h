/* ipv6.h - what a network with IPv6 says though nobody configured it (RFC 8200, RFC 4861). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* A router advertisement with a prefix and a name server, to all. */
void ipv6_advertise_router(struct plant *p, struct host *from);
/* An advertisement to all that the address of owner is at from's MAC. */
void ipv6_advertise_address(struct plant *p, struct host *from, const struct host *owner);
