/* routes.c - THE TABLE of the HTTP API. SPDX-License-Identifier: Apache-2.0 */

#include "serve/routes.h"

#include "serve/rights.h"
#include "serve/target.h"

#define TEXT   PARAMETER_TEXT
#define NUMBER PARAMETER_NUMBER
#define FLAG   PARAMETER_FLAG

static const struct parameter paged[] = {
        {"sort", TEXT, "key of the items, \"-\" before it: descending"},
        {"limit", NUMBER, "items of a page, 200 unless told, at most 10000"},
        {"after", TEXT, "`next` of the page before"},
        {NULL, TEXT, NULL},
};
static const struct parameter eve_file[] = {
        {"sort", TEXT, "key of the items, \"-\" before it: descending"},
        {"limit", NUMBER, "items of a page, 200 unless told, at most 10000"},
        {"after", TEXT, "`next` of the page before"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter table_file[] = {
        {"format", TEXT, "xlsx (unless told) or csv"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter sheet_file[] = {
        {"sort", TEXT, "key of the items, \"-\" before it: descending"},
        {"lang", TEXT, "of the columns: ja or en"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter sheet_lang[] = {
        {"lang", TEXT, "of the columns: ja or en"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter assets[] = {
        {"q", TEXT, "part of a name, address, vendor, model, serial number"},
        {"role", TEXT, "roles, apart by commas"},
        {"vendor", TEXT, "vendor; \"-\" finds those without"},
        {"zone", TEXT, "zone; \"-\" finds those without"},
        {"level", TEXT, "ISA-95 levels, apart by commas; \"-\" finds those without"},
        {"liveness", TEXT, "alive, silent, gone, asked (not heard, but the active check is answered) or unknown, apart by commas"},
        {"source", NUMBER, "id of the source that saw it last"},
        {"new", FLAG, "1: first seen within the last day of its source's own clock"},
        {NULL, TEXT, NULL},
};
static const struct parameter conversations[] = {
        {"asset", PARAMETER_ASSET, "device on either end"},
        {"protocol", TEXT, "protocol names, apart by commas"},
        {"q", TEXT, "part of a name, address or protocol"},
        {"industrial", FLAG, "1: protocols of the plant floor only"},
        {"unknown", FLAG, "1: only those whose protocol is not known"},
        {"measure", TEXT, "only what a gauge counted: outside, skips, remote, needless, bypass"},
        {"levels", TEXT, "of that: ISA-95 levels of the plant's end, apart by commas"},
        {"from_zone", TEXT, "zone that asks: its id, outside, or none"},
        {"to_zone", TEXT, "zone that is asked"},
        {"crossing", TEXT, "allowed, draft, unplanned, skip or outside, apart by commas"},
        {NULL, TEXT, NULL},
};
static const struct parameter operations[] = {
        {"asset", PARAMETER_ASSET, "device on either end"},
        {"class", TEXT, "classes, apart by commas"},
        {"protocol", TEXT, "protocol names, apart by commas"},
        {"q", TEXT, "part of a name, address, function or target"},
        {"changes", FLAG, "1: only classes that change something in the plant"},
        {"industrial", FLAG, "1: protocols of the plant floor only"},
        {NULL, TEXT, NULL},
};
static const struct parameter vulnerabilities[] = {
        {"q", TEXT, "part of a name or title"},
        {"outcome", TEXT, "for the worst device: affected, possible, not_affected or decided, apart by commas"},
        {"kev", FLAG, "1: only those known to be exploited"},
        {"open", FLAG, "1: only with a device that nobody has decided about"},
        {"asset", PARAMETER_ASSET, "that it was compared with"},
        {NULL, TEXT, NULL},
};
static const struct parameter map[] = {
        {"group", TEXT, "lanes by level, smkl, zone, vlan or subnet"},
        {NULL, TEXT, NULL},
};
static const struct parameter assessed[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"pack", TEXT, "id of the pack; meti-checklist unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter matrixed[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"pack", TEXT, "smkl-security unless told; smkl-original has the 16 cells of smart manufacturing"},
        {NULL, TEXT, NULL},
};
static const struct parameter asked[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"pack", TEXT, "id of the pack; meti-checklist unless told"},
        {"part", TEXT, "of one column alone: what is sent to a supplier"},
        {NULL, TEXT, NULL},
};
static const struct parameter governed[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"pack", TEXT, "id of the pack; all unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter calendared[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"lang", TEXT, "ja (unless told) or en"},
        {NULL, TEXT, NULL},
};
static const struct parameter documented[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"lang", TEXT, "ja (unless told) or en"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter packed[] = {
        {"pack", TEXT, "id of the pack"},
        {NULL, TEXT, NULL},
};
static const struct parameter papered[] = {
        {"lang", TEXT, "ja (unless told) or en"},
        {"format", TEXT, "html (unless told), docx or pdf"},
        {NULL, TEXT, NULL},
};
static const struct parameter scoped[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter registered[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"kind", TEXT, "work, data, component, object, zone, site, collector, containment, dataclass, dataform, activity, solution, output, path, contact, applies, community, technology, rebuild, proposal, newthreat, renewal or risktable; all unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter shelved[] = {
        {"q", TEXT, "part of a title or text"},
        {"kind", TEXT, "case, measure, technology, framework ..."},
        {"facet", TEXT, "use:visualise and the like, apart by commas: each must be so"},
        {"link", TEXT, "only what leads there: meti-checklist:3-5"},
        {NULL, TEXT, NULL},
};
static const struct parameter merged[] = {
        {"asset", PARAMETER_ASSET, "one of the devices: it tells the site; one's own unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter reported[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"lang", TEXT, "ja (unless told) or en"},
        {"format", TEXT, "html (unless told), docx or pdf"},
        {"save", FLAG, "1: as a file to be saved"},
        {"reader", TEXT, "of assessment and management, whom it leads with: executive, manager, worker, integrator or vendor"},
        {"period", TEXT, "of a report that may have one: fy2026 (from April), 2026-10 or 2026-10-01..2026-12-31"},
        {"anonymise", FLAG, "1: names and addresses are exchanged for others, the same throughout the file; networks stay networks"},
        {NULL, TEXT, NULL},
};
static const struct parameter kept[] = {
        {"format", TEXT, "html (unless told) or pdf"},
        {"save", FLAG, "1: as a file to be saved"},
        {NULL, TEXT, NULL},
};
static const struct parameter scanned[] = {
        {"hash", TEXT, "as it stands on the paper, at least its first 12 letters"},
        {"signed_by", TEXT, "who stamped it"},
        {"signed_on", TEXT, "on which day: 2026-11-21"},
        {NULL, TEXT, NULL},
};
static const struct parameter planned[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {"if", TEXT, "as if these were done: pack/part/item, apart by commas"},
        {NULL, TEXT, NULL},
};
static const struct parameter scoped_only[] = {
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter answered[] = {
        {"pack", TEXT, "id of the pack"},
        {"item", TEXT, "number of the item"},
        {"part", TEXT, "column of the pack, when it has some"},
        {"kind", TEXT, "answer (unless told) or target"},
        {"scope", NUMBER, "company, site, building or line; one's own unless told"},
        {NULL, TEXT, NULL},
};
static const struct parameter packets[] = {
        {"from", TEXT, "first time (RFC 3339), the oldest kept unless told"},
        {"to", TEXT, "last time, now unless told"},
        {"ip", TEXT, "address of one end"},
        {"peer", TEXT, "address of the other end"},
        {"port", NUMBER, "port of either end"},
        {NULL, TEXT, NULL},
};
static const struct parameter sheet[] = {
        {"sheet", TEXT, "sheet of the workbook, the first unless told"},
        {"header_row", NUMBER, "row of the column titles, guessed unless told"},
        {NULL, TEXT, NULL},
};

static const struct parameter findings[] = {
        {"state", TEXT, "states, apart by commas; open: new, acknowledged and work"},
        {"severity", TEXT, "severities, apart by commas"},
        {"detector", TEXT, "ids of detectors, apart by commas"},
        {"assigned", TEXT, "who works on it; \"-\" finds those without"},
        {"asset", PARAMETER_ASSET, "device, or the other side"},
        {"event", NUMBER, "those of one event"},
        {"zone", NUMBER, "of devices that stand in this zone"},
        {"threat", NUMBER, "a threat of METI's list: all detectors that tell of it"},
        {"days", NUMBER, "went on in so many days up to now"},
        {"grouped", FLAG, "1: of each event the most urgent one; with state=open and no other condition"},
        {"q", TEXT, "part of a name, address, detail or detector"},
        {NULL, TEXT, NULL},
};
static const struct parameter allowlist[] = {
        {"state", TEXT, "open (learned or late), accepted or refused"},
        {"kind", TEXT, "device, talk or fact"},
        {"asset", PARAMETER_ASSET, "device on either end"},
        {"q", TEXT, "part of a name, address, protocol, function or target"},
        {NULL, TEXT, NULL},
};
static const struct parameter checked[] = {
        {"asset", PARAMETER_ASSET, "device that was asked"},
        {"limit", NUMBER, "200 unless told, at most 10000"},
        {NULL, TEXT, NULL},
};
static const struct parameter exported[] = {
        {"asset", PARAMETER_ASSET, "device on either end"},
        {"open", FLAG, "1: also what nobody has judged yet"},
        {"enforce", FLAG, "1: what is not listed is stopped; else it is told and passes"},
        {NULL, TEXT, NULL},
};

#define RIGHT(upper) .rights = RIGHT_##upper
#define EITHER(one, other) .rights = RIGHT_##one | RIGHT_##other
#define GET           METHOD_GET
#define POST          METHOD_POST
#define PATCH         METHOD_PATCH
#define DELETE        METHOD_DELETE
#define JSON(keys)    .body = BODY_JSON, .sends = keys

/* clang-format off */
const struct route routes[] = {
        {GET, "/session", session_get, .first = true, RIGHT(OWN), .says = "who is signed in"},
        {POST, "/session", session_post, .open = true, RIGHT(OWN), JSON("name, password; or token"), .says = "signs in with a password, or once with a token"},
        {PATCH, "/session", session_patch, .first = true, RIGHT(OWN), JSON("password and current (the one until now), language, purpose (know, checklist, application, diagnosis)"), .says = "sets one's own password, language, or what one is here for"},
        {DELETE, "/session", session_delete, .first = true, RIGHT(OWN), .says = "signs out"},
        {GET, "/status", status_get, RIGHT(LOOK), .says = "sources, counts and problems of today"},
        {GET, "/sources", sources_get, RIGHT(LOOK), .says = "observation points: interfaces and captures"},
        {PATCH, "/sources/{id}", source_patch, RIGHT(DESCRIBE), JSON("name, point {line, switch, date, method}"), .says = "names an observation point"},
        {POST, "/sources/{id}/site", source_site_post, RIGHT(ADMINISTER), JSON("site"), .says = "from now on this interface or log of another sensor is heard for that site; what it told stays where it is (both sites must be one's own)"},
        {POST, "/captures", capture_post, RIGHT(DESCRIBE), .body = BODY_CAPTURE, .says = "sends a capture in; X-Filename is its name, percent-encoded"},
        {GET, "/stats/{id}", stats_get, RIGHT(LOOK), .says = "all counters of a source"},
        {GET, "/assets", assets_get, RIGHT(LOOK), .parameters = {assets, paged}, .says = "devices"},
        {GET, "/assets.csv", assets_csv, RIGHT(LOOK), .parameters = {assets, sheet_file}, .says = "devices, for spreadsheets"},
        {GET, "/assets.xlsx", assets_xlsx, RIGHT(LOOK), .parameters = {assets, sheet_file}, .says = "devices, as an Excel workbook"},
        {GET, "/assets/{id}", asset_get, RIGHT(LOOK), .says = "a device, with all that is known of it"},
        {PATCH, "/assets/{id}", asset_patch, RIGHT(DESCRIBE), JSON("name, role, level, zone, owner, importance, note, seldom (yes: not always connected); null takes back"), .says = "says something of a device, as an operator"},
        {GET, "/assets/{id}/peers", asset_peers, RIGHT(LOOK), .says = "with whom it speaks"},
        {GET, "/assets/{id}/timeline", asset_timeline, RIGHT(LOOK), .says = "what happened to it, newest first"},
        {GET, "/assets/{id}/vulnerabilities", asset_vulnerabilities, RIGHT(RISK), .says = "what advisories mean for it, by priority"},
        {POST, "/assets/{id}/merges", asset_merge, RIGHT(DESCRIBE), JSON("with"), .says = "joins two devices that are one"},
        {DELETE, "/merges/{id}", merge_delete, RIGHT(DESCRIBE), .parameters = {merged}, .says = "takes a join back"},
        {GET, "/conversations", conversations_get, RIGHT(LOOK), .parameters = {conversations, paged}, .says = "who speaks with whom"},
        {GET, "/conversations.csv", conversations_csv, RIGHT(LOOK), .parameters = {conversations, sheet_file}, .says = "the same, for spreadsheets"},
        {GET, "/conversations.xlsx", conversations_xlsx, RIGHT(LOOK), .parameters = {conversations, sheet_file}, .says = "the same, as an Excel workbook"},
        {GET, "/operations", operations_get, RIGHT(LOOK), .parameters = {operations, paged}, .says = "what is asked of devices"},
        {GET, "/operations.csv", operations_csv, RIGHT(LOOK), .parameters = {operations, sheet_file}, .says = "the same, for spreadsheets"},
        {GET, "/operations.xlsx", operations_xlsx, RIGHT(LOOK), .parameters = {operations, sheet_file}, .says = "the same, as an Excel workbook"},
        {GET, "/zones", zones_get, RIGHT(LOOK), .says = "zones, networks, conduits, and how many conversations keep to them"},
        {POST, "/zones", zone_post, RIGHT(DESCRIBE), JSON("name, kind, smkl (1, 2, 3, idmz, office), importance, note, draft"), .says = "draws a zone"},
        {POST, "/zones/proposal", zones_propose, RIGHT(DESCRIBE), JSON("by (subnet, group), lang"), .says = "proposes zones, networks and conduits from what was seen, as drafts"},
        {POST, "/zones/drafts", zones_drafts, RIGHT(JUDGE), JSON("accept"), .says = "accepts all drafts, or drops them"},
        {PATCH, "/zones/{id}", zone_patch, RIGHT(DESCRIBE), JSON("as of POST /zones"), .says = "changes a zone"},
        {DELETE, "/zones/{id}", zone_delete, RIGHT(DESCRIBE), .says = "removes a zone with its networks and conduits"},
        {POST, "/networks", network_post, RIGHT(DESCRIBE), JSON("zone, name, subnets, vlans, smkl, importance, note, draft, class (field, control, control-info, production-info, idmz, enterprise), level (0 to 5), model (perimeter, zero-trust), hurdles [cost, work, production, legacy], renewal (renewed, continued)"), .says = "adds a network to a zone"},
        {PATCH, "/networks/{id}", network_patch, RIGHT(DESCRIBE), JSON("as of POST /networks"), .says = "changes a network"},
        {DELETE, "/networks/{id}", network_delete, RIGHT(DESCRIBE), .says = "removes a network"},
        {POST, "/conduits", conduit_post, RIGHT(DESCRIBE), JSON("from and to (a zone or outside), both, protocols, classes, note, draft"), .says = "says what may pass between two zones"},
        {PATCH, "/conduits/{id}", conduit_patch, RIGHT(DESCRIBE), JSON("as of POST /conduits"), .says = "changes a conduit"},
        {DELETE, "/conduits/{id}", conduit_delete, RIGHT(DESCRIBE), .says = "removes a conduit"},
        {GET, "/crossings", crossings_get, RIGHT(LOOK), .says = "what passes between zones, and whether a conduit lets it; the worst first"},
        {GET, "/map", map_get, RIGHT(LOOK), .parameters = {map}, .says = "devices and the lines between them, at most 5000"},
        {GET, "/packets", packets_get, RIGHT(PACKETS), .parameters = {packets}, .says = "packets that sensors of interfaces still hold, as a pcapng file"},
        {GET, "/ledger", ledger_get, RIGHT(LOOK), .says = "the plant's own list of devices"},
        {GET, "/ledger.xlsx", ledger_xlsx, RIGHT(LOOK), .parameters = {sheet_lang}, .says = "the same, as an Excel workbook that comes back in without loss"},
        {POST, "/ledger/preview", ledger_preview, RIGHT(DESCRIBE), .body = BODY_LEDGER, .parameters = {sheet}, .says = "sends a ledger (xlsx, csv) in and shows its first rows"},
        {POST, "/ledger", ledger_post, RIGHT(DESCRIBE), JSON("id, sheet, header_row, map, preview"), .says = "takes the previewed ledger over, in the place of the one before; preview: true tells what that would change"},
        {GET, "/packs", packs_get, RIGHT(RISK), .says = "frameworks that can be answered"},
        {POST, "/packs", pack_post, RIGHT(JUDGE), .body = BODY_LEDGER, .parameters = {governed}, .says = "sends a pack (YAML, or xlsx as of /packs.xlsx) in, at most 8 MB; a new version keeps the answers"},
        {GET, "/packs.yaml", pack_yaml, RIGHT(RISK), .parameters = {packed}, .says = "one of them, to be changed and sent in under a new version"},
        {GET, "/packs.xlsx", pack_xlsx, RIGHT(RISK), .parameters = {packed, sheet_lang}, .says = "the same as an Excel workbook, a row an item, that comes back in without loss"},
        {GET, "/checklist", checklist_get, RIGHT(RISK), .parameters = {assessed}, .says = "a pack's items with their answers and what gauges say of them"},
        {GET, "/smkl", smkl_get, RIGHT(RISK), .parameters = {matrixed}, .says = "the SMKL Security matrix with its requirements, or the original one's"},
        {GET, "/score", score_get, RIGHT(RISK), .parameters = {assessed}, .says = "the maturity of measures in points: a trial proposal"},
        {GET, "/plan", plan_get, RIGHT(RISK), .parameters = {planned}, .says = "what is not done, the next to do first, and what the matrix becomes"},
        {GET, "/answers", answers_get, RIGHT(RISK), .parameters = {answered}, .says = "all that was answered to one item, newest first"},
        {GET, "/answers.xlsx", answers_xlsx, RIGHT(RISK), .parameters = {asked, sheet_lang}, .says = "answers and measurements of a pack, as an Excel workbook that comes back in without loss"},
        {POST, "/answers/preview", answers_preview, EITHER(ANSWER, BUY), .body = BODY_LEDGER, .parameters = {asked}, .says = "sends such a workbook in and tells what it would change"},
        {POST, "/answers", answers_post, EITHER(ANSWER, BUY), JSON("id, pack, part, scope"), .says = "takes the previewed answers over: all or none"},
        {PATCH, "/answers", answer_patch, EITHER(ANSWER, BUY), JSON("pack, item, part, kind, value, reason, override, document, reviewed_on, due_on, scope, revision"), .says = "answers an item, or sets a target; revision is the one that was seen"},
        {GET, "/register", register_get, RIGHT(RISK), .parameters = {registered}, .says = "works, data and protected objects that the steps gathered"},
        {PATCH, "/register", register_patch, RIGHT(ANSWER), JSON("id (none: a new one), kind, name, body (text of a JSON object), revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {DELETE, "/register/{id}", register_delete, RIGHT(ANSWER), .says = "shows it no more"},
        {GET, "/stakeholders", stakeholders_get, RIGHT(LOOK), .says = "kinds of companies and people that have a part in the plant, what is expected of each in which stage, countries and their law"},
        {GET, "/suppliers", suppliers_get, RIGHT(RISK), .parameters = {scoped}, .says = "the register of them, with the devices and zones that they reach"},
        {PATCH, "/suppliers", supplier_patch, RIGHT(BUY), JSON("id (none: a new one), name, kind, stages, sides, brings, makers, country, person, day, night, vulnerability, contract, substitute, note, small, zones, devices, revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {DELETE, "/suppliers/{id}", supplier_delete, RIGHT(BUY), .says = "shows it no more"},
        {GET, "/procurement", procurement_get, RIGHT(LOOK), .says = "categories, units, uses and topics of what an order may require"},
        {GET, "/orders", orders_get, RIGHT(RISK), .parameters = {scoped}, .says = "what is bought, newest first"},
        {GET, "/orders/{id}", order_get, RIGHT(RISK), .says = "one, with what is proposed to require and why, and what came of each"},
        {PATCH, "/orders", order_patch, RIGHT(BUY), JSON("id (none: a new one, which begins with what is proposed), title, grain, role, line, supplier, importance, conditions, protocols, due_on, note, state (draft sent ordered accepted), asset, revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {DELETE, "/orders/{id}", order_delete, RIGHT(BUY), .says = "shows it no more"},
        {PATCH, "/orders/{id}/items", order_items_patch, RIGHT(BUY), JSON("items [{item, wanted, category, title, text, reply, said, outcome (met extra accepted none), how, until, checked (good bad), found}]"), .says = "keeps requirements: all or none; an accepted risk asks for an exception"},
        {GET, "/orders/{id}/specification", order_specification_get, RIGHT(RISK), .parameters = {papered}, .says = "the specification for the supplier, as a page that prints on A4, a PDF or a Word document"},
        {GET, "/orders/{id}/acceptance", order_acceptance_get, RIGHT(RISK), .parameters = {papered}, .says = "the checklist for when it comes"},
        {GET, "/tasks", tasks_get, RIGHT(RISK), .parameters = {governed}, .says = "what people are to do, by due date"},
        {PATCH, "/tasks", task_patch, EITHER(ANSWER, BUY), JSON("id (none: a new one), title, kind, pack, part, item, finding, owner, starts_on, due_on, every (1m 3m 6m 1y), window, stops_line, cost, effect, follows, note, state (open work done dropped), revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {GET, "/tasks.ics", tasks_ics, RIGHT(RISK), .parameters = {calendared}, .says = "the same as a calendar (RFC 5545), with reviews of answers and ends of exceptions, evidence and accepted risks"},
        {GET, "/compare", compare_get, RIGHT(RISK), .parameters = {assessed}, .says = "sites beside one another: what each answered, and how it went"},
        {GET, "/sites", sites_get, RIGHT(LOOK), .says = "one's own scopes: company, sites and what is below them"},
        {POST, "/sites", site_post, RIGHT(ADMINISTER), JSON("name, parent"), .says = "adds a site"},
        {GET, "/customers/{id}", customer_get, RIGHT(ADMINISTER), .says = "what a site with all below it holds, in rows"},
        {POST, "/customers/{id}/file", customer_file_post, RIGHT(ADMINISTER), JSON("passphrase (at least 12 characters)"), .says = "all of that as one encrypted file, to be handed over"},
        {POST, "/customers/{id}/erase", customer_erase_post, RIGHT(ADMINISTER), JSON("name, again (its name, twice)"), .says = "erases all of that, out of the file of the database too; the trail keeps who, when and a hash. left: what could not be done"},
        {POST, "/customers/upload", customer_upload, RIGHT(ADMINISTER), .body = BODY_CAPTURE, .says = "sends such a file in; it is kept for an hour"},
        {POST, "/customers/preview", customer_preview, RIGHT(ADMINISTER), JSON("id (of /customers/upload), passphrase"), .says = "tells what it holds, and whether it is here already"},
        {POST, "/customers", customer_post, RIGHT(ADMINISTER), JSON("id, passphrase, name (its own unless told), parent (scope; one's own unless told)"), .says = "takes it over, under a scope of its own: all or nothing"},
        {GET, "/data-flows", data_flows_get, RIGHT(RISK), .says = "classes of data with their risk and what was seen of them, the ways they take, threats and measures"},
        {GET, "/profile", profile_get, RIGHT(RISK), .parameters = {assessed}, .says = "what kind of plant it is, what was seen of that, the targets that follow, and whose support ends when"},
        {GET, "/levels", levels_get, RIGHT(RISK), .parameters = {assessed}, .says = "SL, ML and PL of each zone, and how long it takes to tell, take up and close a finding"},
        {GET, "/uses", uses_get, RIGHT(RISK), .parameters = {scoped_only}, .says = "uses of data with what was seen of them and the risks their flows bring; what the traffic shows that nobody has named"},
        {PATCH, "/uses", use_patch, RIGHT(ANSWER), JSON("id (none: a new one), name, use_case, data, forms, changes (apart by blanks), flow, stage (plan design build run change end), owner, partner, agreed, protocols, from_zone, to_zone (id or outside), asset, sign, state (open dropped), note, revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {DELETE, "/uses/{id}", use_delete, RIGHT(ANSWER), .says = "removes one"},
        {GET, "/functions", functions_get, RIGHT(RISK), .says = "what devices of each zone do for the plant, as roles and protocols tell it: protected objects"},
        {GET, "/segments", segments_get, RIGHT(RISK), .parameters = {assessed}, .says = "where a continued part is weaker than the renewed part it speaks with, and the measures of each layer by their model"},
        {GET, "/library", library_get, RIGHT(RISK), .parameters = {shelved}, .says = "what documents bring, sorted, with where each leads in one's own plant"},
        {GET, "/library/{id}", library_one, RIGHT(RISK), .says = "one entry, with what the plant shows of it and which items are a framework's numbers"},
        {GET, "/basics", basics_get, RIGHT(RISK), .parameters = {scoped_only}, .says = "the basics of OT security as measured figures that lead to lists, how the plant is judged, vulnerabilities by zone"},
        {GET, "/vendors", vendors_get, RIGHT(RISK), .parameters = {scoped_only}, .says = "devices by line, zone, vendor and kind"},
        {GET, "/scenarios", scenarios_get, RIGHT(RISK), .parameters = {scoped_only}, .says = "scenarios of risk, how they stand today, and the table that values them"},
        {PATCH, "/scenarios", scenario_patch, EITHER(ANSWER, APPROVE), JSON("id (none: a new one), title, use, zone, impact (seven digits 0 to 3: confidentiality, integrity, availability, health, safety, environment, business), stakeholders, threats, measures, tasks (apart by blanks), depth, stage, state (open, treated; accepted wants the right to approve, because and until), method (asset, damage), threat, weakness, worth, residual (1 to 3), note, revision, scope"), .says = "keeps one; revision is the one that was seen"},
        {DELETE, "/scenarios/{id}", scenario_delete, RIGHT(ANSWER), .says = "removes one"},
        {GET, "/reports", reports_get, RIGHT(RISK), .says = "reports for people"},
        {POST, "/table.xlsx", table_xlsx, RIGHT(OWN), .body = BODY_TABLE, .parameters = {table_file}, .sends = "rows (of texts; the first are titles)", .says = "what the page shows as a table, as an Excel workbook"},
        {GET, "/reports/{id}", report_get, RIGHT(RISK), .parameters = {reported}, .says = "one of them, as a page that prints on A4, a PDF or a Word document"},
        {GET, "/oscal/{id}", oscal_get, RIGHT(RISK), .parameters = {documented}, .says = "assessment-results or poam: the checklist and the matrix, or the plan, as OSCAL 1.1.2 (JSON)"},
        {GET, "/report-head", report_head_get, RIGHT(RISK), .parameters = {scoped_only}, .says = "what stands at the head of each report: own words, titles of the fields for seals, a logo"},
        {PATCH, "/report-head", report_head_patch, RIGHT(ANSWER), .body = BODY_TABLE, .sends = "words, seals (a list, at most 6), logo (a PNG as base64, at most 300 kB), scope; what is empty is as above it", .says = "changes it, for this scope and what is below"},
        {GET, "/report-orders", report_orders_get, RIGHT(RISK), .parameters = {governed}, .says = "reports that write themselves on a day of each month"},
        {POST, "/report-orders", report_order_post, RIGHT(ANSWER), JSON("report, language, day (1 to 28), channel (who is told, or null), scope"), .says = "orders one, or changes the day and channel of the one that is"},
        {DELETE, "/report-orders/{id}", report_order_delete, RIGHT(ANSWER), .says = "ends one; what it wrote stays"},
        {POST, "/report-orders/{id}/write", report_order_write_post, RIGHT(ANSWER), JSON("nothing"), .says = "writes it now, as it would be on its day"},
        {GET, "/kept-reports", kept_reports_get, RIGHT(RISK), .parameters = {governed}, .says = "what was written by itself, the newest first"},
        {GET, "/kept-reports/{id}", kept_report_get, RIGHT(RISK), .parameters = {kept}, .says = "one of them as it was written, as a page that prints on A4 or a PDF"},
        {POST, "/forms", form_post, RIGHT(ANSWER), JSON("id (of /ledger/preview), sheet, pack, part, number, answer, remark (columns from 0), words {step: text}, measured, language, scope"), .says = "fills a workbook that was sent in: only those cells; tells what became of each item"},
        {GET, "/forms/{id}", form_get, RIGHT(ANSWER), .says = "the filled workbook"},
        {GET, "/evaluations", evaluations_get, RIGHT(RISK), .parameters = {answered}, .says = "verdicts of gauges: of each item the newest, or all of one item"},
        {GET, "/evidence", evidence_get, RIGHT(RISK), .parameters = {governed}, .says = "what answers stand on"},
        {POST, "/evidence", evidence_post, .rights = RIGHT_ANSWER | RIGHT_APPLY | RIGHT_SUPPLY, JSON("kind (document, link, record, photo), title, link, note, collected_on, effective_on, expires_on, hash, uses [pack/part/item], scope"), .says = "adds a piece of evidence for any number of items"},
        {DELETE, "/evidence/{id}", evidence_delete, RIGHT(ANSWER), .says = "shows it no more"},
        {GET, "/evidence/{id}/file", evidence_file_get, RIGHT(RISK), .says = "its file, always as an attachment"},
        {POST, "/evidence/{id}/file", evidence_file_post, .rights = RIGHT_ANSWER | RIGHT_APPLY | RIGHT_SUPPLY, .body = BODY_LEDGER, .says = "sends its file in, at most 20 MB; X-Filename is its name, percent-encoded"},
        {GET, "/exceptions", exceptions_get, RIGHT(RISK), .parameters = {governed}, .says = "what is not kept, for a reason, until a day"},
        {POST, "/exceptions", exception_post, EITHER(ANSWER, APPLY), JSON("pack, part, item, reason, measure, ends_on, scope"), .says = "asks for an exception"},
        {PATCH, "/exceptions/{id}", exception_patch, EITHER(ANSWER, APPROVE), JSON("state (approved, ended)"), .says = "approves it, or ends it"},
        {GET, "/snapshots", snapshots_get, RIGHT(RISK), .parameters = {governed}, .says = "assessments as they stood, newest first, and whether something changed since"},
        {GET, "/snapshots/{id}", snapshot_get, RIGHT(RISK), .says = "one, with all of its content"},
        {POST, "/snapshots", snapshot_post, RIGHT(ANSWER), JSON("pack, title, scope"), .says = "keeps the assessment as it stands now"},
        {POST, "/snapshots/{id}/scan", scan_post, RIGHT(APPROVE), .body = BODY_LEDGER, .parameters = {scanned}, .says = "registers the scan of the stamped paper (PDF, PNG, JPEG; at most 20 MB) as the approval of this record"},
        {PATCH, "/snapshots/{id}", snapshot_patch, RIGHT(APPROVE), JSON("approved, note"), .says = "approves it: this content, with its hash"},
        {GET, "/findings", findings_get, RIGHT(RISK), .parameters = {findings, paged}, .says = "what is wrong, the most urgent first"},
        {GET, "/findings.csv", findings_csv, RIGHT(RISK), .parameters = {findings, sheet_file}, .says = "the same, for spreadsheets"},
        {GET, "/findings.xlsx", findings_xlsx, RIGHT(RISK), .parameters = {findings, sheet_file}, .says = "the same, as an Excel workbook"},
        {GET, "/findings.eve", findings_eve, RIGHT(RISK), .parameters = {findings, eve_file}, .says = "the same as Suricata's EVE: alert records, a JSON line each"},
        {GET, "/findings/{id}", finding_get, RIGHT(RISK), .says = "one of them: why it matters, what to do, evidence, notes"},
        {PATCH, "/findings/{id}", finding_patch, RIGHT(HANDLE), JSON("state, reason, until, assigned_to, cause (misuse, misconfiguration, media, credentials, attack, fault); event: true does it to all that is open of its event; allow: true puts what it tells on the allow-list, until then, and closes it"), .says = "says how it stands: new, acknowledged, work, closed, accepted"},
        {GET, "/findings/{id}/packets", finding_packets_get, RIGHT(PACKETS), .says = "the packets that it rests on, as a pcapng file, as long as they are kept"},
        {POST, "/findings/{id}/comments", finding_comment, RIGHT(HANDLE), JSON("text"), .says = "adds a comment"},
        {GET, "/threats", threats_get, RIGHT(RISK), .says = "what was found of each of METI's threats in each zone in a year, and which of them any detector tells of"},
        {GET, "/detectors", detectors_get, RIGHT(RISK), .says = "what is looked for"},
        {PATCH, "/detectors/{id}", detector_patch, RIGHT(JUDGE), JSON("enabled, reason"), .says = "switches a detector off or on"},
        {GET, "/suppressions", suppressions_get, RIGHT(RISK), .says = "of whom nothing is told"},
        {POST, "/suppressions", suppression_post, RIGHT(JUDGE), JSON("detector, device, peer, until, reason"), .says = "lets a detector be silent of a device or a pair"},
        {DELETE, "/suppressions/{id}", suppression_delete, RIGHT(JUDGE), .says = "takes that back"},
        {GET, "/phases", phases_get, RIGHT(RISK), .says = "what each source, zone and network does with the unknown, and which hours it has learned: day, night, weekend, month_end, changeover"},
        {PATCH, "/phases/{id}", phase_patch, RIGHT(JUDGE), JSON("phase, again (true: a capture that was read and is kept is read once more)"), .says = "learn, review, enforce, or none; 0: of what comes in from now on; zone-3, network-5: of those, null: as their sources"},
        {GET, "/calendar", calendar_get, RIGHT(LOOK), .says = "what people say of the plant's days: changeovers and closings, newest first"},
        {POST, "/calendar", calendar_post, RIGHT(DESCRIBE), JSON("kind (changeover, month_end), first, last, note"), .says = "says that then there was a changeover or a closing of the month"},
        {DELETE, "/calendar/{id}", calendar_delete, RIGHT(DESCRIBE), .says = "takes that back"},
        {GET, "/allowlist", allowlist_get, RIGHT(RISK), .parameters = {allowlist, paged}, .says = "what was learned to be normal, in groups"},
        {PATCH, "/allowlist", allowlist_patch_all, RIGHT(JUDGE), JSON("state, expires"), .says = "accepts or refuses all that nobody has judged"},
        {GET, "/allowlist/{id}", allowlist_part, RIGHT(RISK), .says = "the entries of a group"},
        {PATCH, "/allowlist/{id}", allowlist_patch, RIGHT(HANDLE), JSON("state, expires"), .says = "accepts or refuses a group"},
        {PATCH, "/allowlist-entries/{id}", allowlist_entry_patch, RIGHT(HANDLE), JSON("state, expires, ranges (\"100-131, 200\"), wide (any)"), .says = "accepts, refuses, narrows or widens one entry; its ranges then stay"},
        {GET, "/exports", exports_get, RIGHT(RISK), .says = "what the accepted list can be written as for other programs"},
        {GET, "/exports/{id}", export_get, RIGHT(RISK), .parameters = {exported}, .says = "one of them, as a file: nftables, mud ..."},
        {GET, "/vulnerabilities", vulnerabilities_get, RIGHT(RISK), .parameters = {vulnerabilities, paged}, .says = "vulnerabilities that advisories say of the plant's devices, by priority"},
        {GET, "/vulnerabilities/{id}", vulnerability_get, RIGHT(RISK), .says = "one, with its advisories and devices"},
        {PATCH, "/vulnerabilities/{id}", vulnerability_patch, RIGHT(HANDLE), JSON("asset, state (open, not_affected, accepted, mitigated, fixed), because"), .says = "decides about a vulnerability of a device, until the advisory changes"},
        {GET, "/bundles", bundles_get, RIGHT(RISK), .says = "bundles of advisories that were taken over, newest first"},
        {POST, "/bundles", bundle_post, RIGHT(JUDGE), .body = BODY_BUNDLE, .says = "sends a signed bundle in; all of it is taken over or nothing"},
        {GET, "/blocklists", block_lists_get, RIGHT(RISK), .says = "the operator's lists of names and addresses that are not wanted"},
        {POST, "/blocklists", block_list_post, RIGHT(JUDGE), .body = BODY_LEDGER, .says = "sends one in (a name or network a line, a hosts file, a policy zone; at most 16 MB), in the place of the one of that name; X-Filename is it, percent-encoded"},
        {DELETE, "/blocklists/{id}", block_list_delete, RIGHT(JUDGE), .says = "removes one"},
        {GET, "/channels", channels_get, RIGHT(JUDGE), .says = "who is told of findings: mail, webhook, syslog; and what waits"},
        {POST, "/channels", channel_post, RIGHT(ADMINISTER), JSON("kind; name, enabled, captures, least, quiet, through, rate, language, secret; mail: server, port, security, user, from, to; webhook: url, format; syslog: server, port, transport, format, facility; certificate, link"), .says = "adds one; it is off unless enabled says else"},
        {PATCH, "/channels/{id}", channel_patch, RIGHT(ADMINISTER), JSON("the same but kind"), .says = "changes one; what waits is tried at once"},
        {DELETE, "/channels/{id}", channel_delete, RIGHT(ADMINISTER), .says = "removes one, and what waits for it"},
        {POST, "/channels/{id}/test", channel_test, RIGHT(ADMINISTER), JSON("nothing"), .says = "sends a test now and waits for it"},
        {GET, "/check", check_get, RIGHT(LOOK), .says = "the active check: whether it is on, until when, whom it may ask, how often it has asked, and how often sensors heard it"},
        {PATCH, "/check", check_patch, RIGHT(ADMINISTER), JSON("enabled, reason, until (within 30 days), rate (packets a second, 1 to 10)"), .says = "switches the active check on, which wants a reason and until, or off; off stops it at once"},
        {POST, "/check/targets", check_target_post, RIGHT(ADMINISTER), JSON("target (a device's id, an address or subnet), method (icmp, tcp), port (of tcp), interval (seconds, 60 to 86400)"), .says = "adds to whom it may ask; of a subnet only devices that were heard are asked"},
        {DELETE, "/check/targets/{id}", check_target_delete, RIGHT(ADMINISTER), .says = "takes one off the list"},
        {GET, "/check/results", check_results_get, RIGHT(LOOK), .parameters = {checked}, .says = "what came of it, newest first; the latest 10,000 are kept"},
        {GET, "/users", users_get, RIGHT(ADMINISTER), .says = "people"},
        {POST, "/users", user_post, RIGHT(ADMINISTER), JSON("name, role, scope (one's own unless told), or grants [{role, scope}], password"), .says = "adds somebody, whose roles each hold in their scope and below it"},
        {PATCH, "/users/{name}", user_patch, RIGHT(ADMINISTER), JSON("role, scope, or grants [{role, scope}] (all that he has in one's own scopes), password, disabled"), .says = "changes somebody's roles or password; disabled, he signs in no more"},
        {DELETE, "/users/{name}", user_delete, RIGHT(ADMINISTER), .says = "removes somebody"},
        {GET, "/tokens", tokens_get, RIGHT(OWN), .says = "one's own tokens; an administrator sees all"},
        {POST, "/tokens", token_post, RIGHT(OWN), JSON("name"), .says = "makes a token for a program; it is shown once"},
        {DELETE, "/tokens/{id}", token_delete, RIGHT(OWN), .says = "takes a token back"},
        {GET, "/audit/proof", audit_proof_get, RIGHT(AUDIT), .says = "whether the chain of the audit trail is whole"},
        {GET, "/audit", audit_get, RIGHT(AUDIT), .parameters = {paged}, .says = "what people did, newest first"},
        {GET, "/events", events_get, RIGHT(OWN), .says = "server-sent events: something of that kind changed"},
        {GET, "/openapi.json", openapi_get, RIGHT(OWN), .says = "this table, as OpenAPI 3.1"},
};
/* clang-format on */
const size_t route_count = sizeof(routes) / sizeof(routes[0]);

const char *method_name(enum method method)
{
	static const char *const names[] = {"GET", "POST", "PATCH", "DELETE"};

	return names[method];
}

const struct route *route_find(const struct target *target, enum method method,
                               const char **argument, unsigned *allowed)
{
	const struct route *found = NULL;
	const char *hit = NULL;

	*allowed = 0;
	for (size_t i = 0; i < route_count; i++) {
		if (!target_match(target, 2, routes[i].pattern, &hit))
			continue;
		*allowed |= 1u << routes[i].method;
		if (routes[i].method != method || found)
			continue;
		found = &routes[i];
		*argument = hit;
	}
	return found;
}

bool route_takes(const struct route *route, const char *parameter)
{
	for (size_t list = 0; list < 2; list++)
		for (const struct parameter *p = route->parameters[list]; p && p->name; p++)
			if (strcmp(p->name, parameter) == 0)
				return true;
	return false;
}
