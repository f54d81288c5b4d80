/* job.h - hostile files are parsed where there is nothing to steal. SPDX-License-Identifier: Apache-2.0
 *
 * A small process is split off while the parent is still alone and single-threaded; for each piece of
 * work it splits off another, which confines itself: one descriptor in, one out.
 */
#pragma once

#include "serve/serve.h"

/* Splits the process off. To be called once, before confinement and before any thread. */
void job_prepare(void);
/* True when that process is gone: nobody but the monitor can start another. */
bool job_is_lost(void);
/* serve_jobs.packets: may be called by several threads. */
int job_packets(void *argument, const struct serve_cut *cut, int *answer);
/* serve_jobs.ledger: may be called by several threads. */
int job_ledger(void *argument, const struct serve_ledger_job *job, struct buf *answer);
/* serve_jobs.customer: the same. */
int job_customer(void *argument, int sealed, int plain, const char *words, int *answer);
/* serve_jobs.pack: the same. */
int job_pack(void *argument, int file, struct buf *answer);
/* serve_jobs.fill: the same. */
int job_fill(void *argument, int file, struct buf *answer);
/* Weasyprint was there when job_prepare() looked. */
bool job_makes_pdf(void);
/* serve_jobs.pdf: the same. */
int job_pdf(void *argument, int file, struct buf *answer);
/* serve_jobs.bundle: the same. */
int job_bundle(void *argument, int file, const char *keys, struct buf *answer);
