/* dhcp.h - a computer that starts. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* Discover, offer, request, acknowledgment; then the client announces its address. */
void dhcp_lease(struct plant *p, int64_t when, struct host *client, struct host *server);
