/* assess.h - assessments as JSON, for the routes that tell them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/matrix.h"
#include "serve/request.h"

/* {"ja":...,"en":...}, null when there are none. */
void put_both(struct json_out *j, const char *key, const struct words *words);
/* One item with all that is said of it. */
void put_judged(struct json_out *j, const char *key, const struct pack *pack,
                const struct judged *row);
/* All of it, into an object that is open. */
void put_assessment(struct json_out *j, const struct assessment *a);
/* The pack of this id; 404 is answered when there is none. */
const struct pack *request_pack(struct request *r, const char *id);
/* Assesses ?scope= (the viewer's own unless told); a problem is answered when it fails. */
bool request_assess(struct request *r, const struct pack *pack, struct assessment *a);
