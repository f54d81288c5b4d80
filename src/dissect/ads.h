/* ads.h - ADS, the protocol of Beckhoff's TwinCAT: what its files share. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum ads_command {
	ADS_READ_DEVICE_INFO = 1,
	ADS_READ = 2,
	ADS_WRITE = 3,
	ADS_READ_STATE = 4,
	ADS_WRITE_CONTROL = 5,
	ADS_ADD_NOTIFICATION = 6,
	ADS_DELETE_NOTIFICATION = 7,
	ADS_NOTIFICATION = 8,
	ADS_READ_WRITE = 9,
};

enum ads_state {
	ADS_STATE_RESET = 2,
	ADS_STATE_RUN = 5,
	ADS_STATE_STOP = 6,
	ADS_STATE_CONFIG = 15,
	ADS_STATE_COUNT = 20,
};

enum {
	ADS_SYSTEM_PORT =
	        10000, /* the system service: files, registry, routes, mode of the whole runtime */
	ADS_PLC_FIRST = 800, /* PLC runtimes: 801, 811.. of TwinCAT 2, 851, 852.. of TwinCAT 3 */
	ADS_PLC_LAST = 899,
	ADS_CLIENT_FIRST = 32768, /* ports that routers give to programs that ask */
	ADS_TARGET_INFO = 700,    /* index group of the system service */
};

/* True for a port behind which a control program runs. */
static inline bool ads_is_plc(uint16_t port)
{
	return port >= ADS_PLC_FIRST && port <= ADS_PLC_LAST;
}

/* What is asked of which port. text borrows from the request. */
struct ads_request {
	uint16_t command;
	uint16_t port;
	bool cut;       /* the capture has not all of the data */
	uint32_t group; /* 0 where the command has none */
};

/* Reads the data of a request and fills in what is asked for. False when they are too short for the
 * command. */
bool ads_read_request(struct cursor *data, struct ads_request *request,
                      struct operation *operation);

/* "ok", or the name of the error. */
const char *ads_error_name(uint32_t error);
/* What a device says of itself: its servers, its state, what it is. Behind the result of the
 * answer. */
void ads_read_device_info(struct cursor *data, struct context *ctx);
void ads_read_state(struct cursor *data, struct context *ctx);
void ads_read_target(struct cursor *data, struct context *ctx);
/* "TwinCAT 3.1.4024", "PLC Server 2.11.2103": software of the sender. */
void ads_claim_version(struct context *ctx, const struct cursor *name, unsigned int major,
                       unsigned int minor, unsigned int build);

/* The last request, whose answer has no number of its own to know it by. */
struct ads_udp_state {
	operation_ref ref;
	uint32_t service;
	bool is_default; /* user and password of a route are those of the image */
};

/* A message of the service by which TwinCAT systems are found and given routes. */
enum verdict ads_udp_dissect(struct cursor *c, struct context *ctx, struct ads_udp_state *state);
