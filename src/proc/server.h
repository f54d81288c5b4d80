/* server.h - the process that keeps and shows: the one writer of the store, and the page. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "proc/listen.h"
#include "proc/place.h"

struct run_config;

/* Exit status: it will never work like this (wrong database, port, web folder); it has said why. */
#define SERVER_REFUSED 64

struct server_config {
	int control;  /* to the monitor */
	int listener; /* bound and listening */
	const struct listen_address *address;
	const struct place *place; /* of the database */
	const char *database;
	const char *site;
	const char *web;
	const char *certificate;
	const char *key;
	uint64_t keep_bytes; /* of captures that were sent in, 0 none */
	uint64_t keep_days;  /* they go after so many, 0 when there is no room left */
	bool demo;
	const struct run_config *run;
	int64_t started; /* the program: before anything was heard */
};

/* Confines the calling process and runs until it is told to end. Returns the exit status. */
int server_run(const struct server_config *config);
