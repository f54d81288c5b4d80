/* scenario.h - what goes wrong, and when (samples/NAME.yaml). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct plant;

#define SCENARIO_EVENTS 160
#define SCENARIO_WORD   24

struct scenario_event {
	char what[SCENARIO_WORD]; /* a row of deed.h */
	char by[SCENARIO_WORD];   /* keys of world.c */
	char to[SCENARIO_WORD];
	char talk[SCENARIO_WORD]; /* a row of talks.h */
	int64_t at; /* nanoseconds after the start */
	unsigned count;
	unsigned every; /* seconds */
	unsigned port;  /* 0 the usual one */
	unsigned first; /* register, or what the talk takes it for */
};

struct scenario {
	unsigned minutes; /* of the capture when the user does not say */
	int64_t start;    /* 0: the usual time */
	struct scenario_event events[SCENARIO_EVENTS];
	size_t event_count;
};

/*
 * One of the samples by its name, or a file when the name has a slash. Returns 0, -ENOENT, or -EINVAL with what and where in error. Names of
 * devices are looked up when the plant begins.
 */
int scenario_load(const char *name, struct scenario *out, char *error, size_t size);
/* Reads the text of a sample. */
int scenario_parse(const void *text, size_t length, struct scenario *out, char *error, size_t size);
/* Makes the appointments. Returns 0 or -EINVAL. */
int scenario_begin(const struct scenario *s, struct plant *p, char *error, size_t size);
/* Prints the names of all samples, blanks between. */
void scenario_print_names(FILE *out);
