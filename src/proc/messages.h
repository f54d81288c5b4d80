/* messages.h - what our processes may say to one another: a closed list. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

enum message_type {
	/* monitor to sensor: tell everything again into the pipe that comes along. No payload. */
	MESSAGE_PIPE = 1,
	/* monitor to server: a source runs, its records come out of the pipe that comes along. */
	MESSAGE_SOURCE,
	/* monitor to server: the capture of a source of this name, which comes along. */
	MESSAGE_FILE,
	/* monitor to server: a source has ended or crashed. */
	MESSAGE_SOURCE_END,
	/* monitor to server: counters of an interface, each second. */
	MESSAGE_INTERFACE,
	/* server to monitor: read the capture whose descriptor comes along. */
	MESSAGE_CAPTURE,
	/* server to monitor: all that this file told is committed, it is not wanted again. */
	MESSAGE_KEPT,
	/* server to monitor: let the sensor of this interface, or the reader of this log, begin anew. */
	MESSAGE_AGAIN,
	/* server to monitor: the same, and the packets of this interface go: a site that it was heard for was erased. */
	MESSAGE_EMPTY,
};

#define SOURCE_NAME_MAX 256

/* Payload of MESSAGE_SOURCE. */
struct message_source {
	uint32_t id;   /* of the monitor, for as long as it runs */
	uint32_t live; /* 1 an interface, 0 a file */
	uint32_t demo; /* 1 simulated */
	uint32_t log; /* 1 another sensor's log, with live */
	uint32_t learn; /* 1 a file whose beginning is learned from; its sensor says where that ends */
	uint64_t size; /* of a file, 0 unknown */
	uint64_t boot;
	uint64_t inode; /* of a file */
	int64_t source; /* of a file that was sent in: the server's own number, else 0 */
	char name[SOURCE_NAME_MAX];
};

/* Payload of MESSAGE_FILE. */
struct message_file {
	char name[SOURCE_NAME_MAX];
};

/* Payload of MESSAGE_SOURCE_END. */
struct message_source_end {
	uint32_t id;
	uint32_t again; /* it is started again: another MESSAGE_SOURCE follows */
	char why[512];	/* empty when it ended as it should */
};

/* Payload of MESSAGE_INTERFACE. */
struct message_interface {
	uint32_t id;
	uint64_t dropped; /* by the interface since it came up */
	uint64_t sent;	  /* frames that left through it since we watch */
};

/* Payload of MESSAGE_KEPT, MESSAGE_AGAIN and MESSAGE_EMPTY. */
struct message_kept {
	uint32_t id;
};

/* Payload of MESSAGE_CAPTURE. */
struct message_capture {
	int64_t source; /* given back with MESSAGE_SOURCE */
	char name[SOURCE_NAME_MAX];
};
