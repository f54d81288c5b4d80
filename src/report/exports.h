/* exports.h - the functions behind the table of exports. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "report/export.h"

/* One file each. */
int export_acl_cisco(const struct export_job *job);
int export_acl_csv(const struct export_job *job);
int export_acl_mac(const struct export_job *job);
int export_acl_yamaha(const struct export_job *job);
int export_mud(const struct export_job *job);
int export_mud_all(const struct export_job *job);
int export_nftables(const struct export_job *job);
int export_rpz(const struct export_job *job);
int export_suricata(const struct export_job *job);
