/* domain.h - names of the DNS as the detectors see them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The part that somebody has registered: "example.co.jp" of "a.b.example.co.jp"; within name. */
const char *domain_base(const char *name);
/* True for names that never leave a site: without a dot, .local, .arpa, ... */
bool domain_is_local(const char *name);
/* True when the first label of a base reads as if a program had thrown it: "rxcjhboaxupprlxs". */
bool domain_is_thrown(const char *base);
