/* sources.h - what status and uploads need of sources. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/server.h"

/* A whole object. */
void put_source(struct request *r, const struct source *source);
/* The name of the sent file, as the user calls it. */
const char *upload_name(struct request *r, const char *otherwise);
