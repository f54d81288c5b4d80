/* routes.h - THE TABLE of the HTTP API, from which docs/api.md and openapi.json are printed.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

struct request;
struct target;

enum method { METHOD_GET, METHOD_POST, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

enum body { BODY_NONE, BODY_JSON, BODY_TABLE, BODY_LEDGER, BODY_CAPTURE, BODY_BUNDLE };

enum parameter_type { PARAMETER_TEXT, PARAMETER_NUMBER, PARAMETER_FLAG, PARAMETER_ASSET };

struct parameter {
	const char *name; /* NULL ends a list */
	enum parameter_type type;
	const char *says;
};

/* Writes the answer, or a problem. */
typedef void route_function(struct request *request);

struct route {
	enum method method;
	const char *pattern; /* behind /api/v1 */
	route_function *handle;
	bool open;           /* needs no session */
	bool first;          /* answers also who must set his password before anything else */
	unsigned rights;     /* any of these (serve/rights.h) */
	enum body body;
	const char *says;
	const char *sends;                     /* JSON body: its keys */
	const struct parameter *parameters[2]; /* NULL: no more */
};

extern const struct route routes[];
extern const size_t route_count;

/* "GET" */
const char *method_name(enum method method);
/* The route of a path behind /api/v1, or NULL; *allowed tells the methods that the path has
 * otherwise. */
/* True when its row names this parameter. */
bool route_takes(const struct route *route, const char *parameter);
const struct route *route_find(const struct target *target, enum method method,
                               const char **argument, unsigned *allowed);

/* One file a group. */
route_function session_get, session_post, session_patch, session_delete;
route_function status_get, stats_get, sources_get, source_patch, source_site_post, capture_post;
route_function assets_get, assets_csv, assets_xlsx, asset_get, asset_patch, asset_peers, asset_timeline;
route_function asset_merge, merge_delete;
route_function conversations_get, conversations_csv, conversations_xlsx;
route_function operations_get, operations_csv, operations_xlsx;
route_function zones_get, zone_post, zone_patch, zone_delete, zones_propose, zones_drafts, crossings_get;
route_function network_post, network_patch, network_delete, conduit_post, conduit_patch, conduit_delete;
route_function map_get, packets_get;
route_function ledger_get, ledger_xlsx, ledger_preview, ledger_post;
route_function answers_xlsx, answers_preview, answers_post;
route_function vulnerabilities_get, vulnerability_get, vulnerability_patch, asset_vulnerabilities;
route_function bundles_get, bundle_post;
route_function users_get, user_post, user_patch, user_delete;
route_function tokens_get, token_post, token_delete, audit_get;
route_function pack_post, packs_get, pack_yaml, pack_xlsx, checklist_get, smkl_get, score_get, plan_get, answers_get, answer_patch;
route_function exceptions_get, exception_post, exception_patch, evaluations_get, audit_proof_get;
route_function stakeholders_get, suppliers_get, supplier_patch, supplier_delete;
route_function procurement_get, orders_get, order_get, order_patch, order_delete, order_items_patch;
route_function order_specification_get, order_acceptance_get;
route_function register_get, register_patch, register_delete, tasks_get, task_patch, tasks_ics;
route_function customer_get, customer_file_post, customer_upload, customer_preview, customer_post, customer_erase_post;
route_function compare_get, sites_get, site_post;
route_function data_flows_get, profile_get, levels_get, segments_get, functions_get;
route_function uses_get, basics_get, vendors_get, scenarios_get, scenario_patch, scenario_delete;
route_function use_patch;
route_function use_delete;
route_function library_get, library_one;
route_function reports_get, report_get, table_xlsx, scan_post;
route_function oscal_get, report_head_get, report_head_patch, report_orders_get, report_order_post, report_order_delete, report_order_write_post, kept_reports_get, kept_report_get;
route_function form_post, form_get;
route_function snapshots_get, snapshot_get, snapshot_post, snapshot_patch;
route_function evidence_get, evidence_post, evidence_delete, evidence_file_post, evidence_file_get;
route_function findings_get, findings_csv, findings_xlsx, findings_eve, finding_get, finding_patch, finding_comment, finding_packets_get;
route_function threats_get, detectors_get, detector_patch, suppressions_get, suppression_post, suppression_delete;
route_function allowlist_get, allowlist_part, allowlist_patch, allowlist_patch_all, allowlist_entry_patch, phases_get, phase_patch;
route_function calendar_get, calendar_post, calendar_delete;
route_function check_get, check_patch, check_target_post, check_target_delete, check_results_get;
route_function exports_get, export_get;
route_function channels_get, channel_post, channel_patch, channel_delete, channel_test;
route_function block_lists_get, block_list_post, block_list_delete;
route_function openapi_get, events_get;
