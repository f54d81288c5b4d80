/* findings.h - what the files of findings, detectors and the allow-list share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/server.h"
#include "store/finding.h"

struct detector;

/* The row of this id, or NULL. */
const struct detector *detector_of(const char *id);
/* "title": in both languages. */
void put_detector_title(struct json_out *j, const char *id);
/* ATT&CK for ICS, METI threats, IEC 62443-3-3, SMKL. */
void put_techniques(struct json_out *j, const struct detector *detector);
/* The findings that the request's parameters describe. False: a problem was answered. */
bool request_findings(struct request *r, const struct page *page, struct finding_row **rows,
                      struct listing *listing);
/* Ids of the detectors that tell of a threat of METI's list, apart by commas; "-" none. */
const char *detectors_of_threat(struct arena *arena, int64_t threat);
/* The time so many days ago, 0 for 0. */
int64_t days_ago(int64_t days);
/* A time of the JSON body; what is missing leaves it. False: a problem was answered. */
bool request_time(struct request *r, const char *key, int64_t *time);
/* The same of a time until which something is to hold: it has to be still to come. */
bool request_until(struct request *r, const char *key, int64_t *time);
/* Whether true, false, null or nothing stands under the key. False: a problem was answered. */
bool request_truth_good(struct request *r, const char *key);
