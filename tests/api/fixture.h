/* fixture.h - what a test of the API begins with: a plant, its people, and what they are answered.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "client.h"

#include "unit.h"

#include "serve/json_in.h"

/* One who is signed in while the tests run. */
struct person {
	const char *name;
	enum user_role role;
	const char *password;
	char *cookie; /* ACCOUNT_SECRET_SIZE bytes; NULL: nothing is asked in that name */
};

/* Each test program says who they are; a name of NULL ends them. */
extern const struct person people[];
/* The plant between fixture_start and fixture_stop. */
extern struct plant plant;

/* Set-up and tear-down of a group: the plant runs and everybody is signed in. */
int fixture_start(void **state);
int fixture_stop(void **state);

/* Signs in who was made with "a first password", gives him one of his own and returns the cookie; the caller frees. */
char *fixture_sign_in(const char *name);
/* Runs SQL on the plant's database: rows that no request makes. */
void fixture_rows(const char *sql);

/* Fails unless the answer has this status and its body this text; frees it. what is for the
 * message. */
void expect_answer(struct answer a, const char *what, int status, const char *holds);
/* The same for a request of who (NULL: nobody); target is below /api/v1. */
void expect(const char *method, const char *target, const char *who, const char *body, int status,
            const char *holds);
/* The status of an answer, which it frees; problems must look like problems (RFC 9457). */
int status_of(struct answer a);
/* The JSON of an answer that must have this status; the caller frees, the answer is freed. */
struct json_in *json_of(struct answer a, int status);
/* The JSON at target, which is below /api/v1; the caller frees. */
struct json_in *get(const char *target, const char *who);
/* How many items the list at target, below /api/v1, shows. */
size_t items_of(const char *target, const char *who);
