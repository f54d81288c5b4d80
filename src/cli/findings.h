/* findings.h - what was found, on a terminal or as alert records. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>

#include "judge/judge.h"

/* Prints them, the most urgent first, each with what to do. */
void findings_print(struct judge *judge, struct inventory *inventory, FILE *out);
/* Prints each as a line of EVE JSON. */
void findings_print_json(struct judge *judge, struct inventory *inventory, const char *site, FILE *out);
/* The most urgent that there is, SEVERITY_DEFAULT none. */
enum severity findings_worst(struct judge *judge);
