/* keyence_command.h - commands, devices and models of KEYENCE KV controllers. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/areas.h"

enum { KEYENCE_WORD_SIZE = 16 };

/* What stands behind a command. */
enum keyence_devices {
	KEYENCE_NONE,
	KEYENCE_ONE,	 /* a device */
	KEYENCE_COUNTED, /* a device and a count */
	KEYENCE_LIST,	 /* devices */
};

struct keyence_command {
	const char *word;
	enum ot_class class;
	enum keyence_devices devices;
	const char *name;
};

struct keyence_device {
	const char *name; /* static */
	bool relay;	  /* numbered by word and two digits of bit */
	uint32_t number;
	uint32_t width; /* addresses that one value takes */
};

/* The command written so, or NULL. */
const struct keyence_command *keyence_command_find(const char *word);

/* Reads a device as "DM100.U". False when it is none. */
bool keyence_device_read(const char *word, struct keyence_device *device);

/* Adds count values from a device on. */
void keyence_device_add(struct areas *areas, const struct keyence_device *device, uint32_t count);

/* "ok", or the name of the error that the line tells. */
const char *keyence_result_name(const uint8_t *line, size_t length);

/* Name of the model with this answer to ?K, or NULL. */
const char *keyence_model_name(const char *code);
