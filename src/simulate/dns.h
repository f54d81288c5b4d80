/* dns.h - questions that the scenarios ask too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* A name as labels. */
void dns_say_name(struct buf *b, const char *name);
/* A question over the link, and one answer of its type with this data. */
void dns_ask(struct plant *p, struct link *l, const char *name, unsigned type, const struct buf *data);
/* A question that is answered with an error (RFC 1035 4.1.1), 3: there is no such name. */
void dns_fail(struct plant *p, struct link *l, const char *name, unsigned error);
