/* names.h - addresses and names: ARP, DHCP, DNS, NetBIOS, mDNS. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* ARP: from asks for to, or for its router when to is in another network. */
void names_resolve(struct plant *p, struct host *from, struct host *to);
/* ARP request for any address; answered when to is not NULL. */
void names_arp(struct plant *p, int64_t when, struct host *from, uint32_t ip, struct host *to);
/* An answer that nobody asked for. */
void names_arp_answer(struct plant *p, int64_t when, struct host *from, struct host *to);
