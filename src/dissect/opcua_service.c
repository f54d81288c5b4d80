/* opcua_service.c - the services of OPC UA (Part 4), by the numbers of Part 6's NodeIds. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/opcua.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	FIND_SERVERS = 422,
	GET_ENDPOINTS = 428,
	CREATE_SESSION = 461,
	ACTIVATE_SESSION = 467,
	READ = 631,
	WRITE = 673,
	SERVICE_FAULT = 397,
};

struct opcua_service {
	uint16_t request;
	uint16_t answer;
	enum ot_class class;
	const char *name;
	/* How the list of nodes is reached, and what else an item of it holds; NULL when none. */
	void (*skip_to_nodes)(struct cursor *);
	void (*skip_item)(struct cursor *);
	void (*read_request)(struct cursor *, struct context *);
	void (*read_answer)(struct cursor *, struct context *);
};

static void skip_none(struct cursor *c)
{
	(void)c;
}

/* 5.10.2: age and timestamps, then nodes with attribute, range and encoding. */
static void skip_read(struct cursor *c)
{
	cursor_skip(c, 12);
}

static void skip_read_item(struct cursor *c)
{
	cursor_skip(c, 4);
	opcua_string(c);
	cursor_skip(c, 2);
	opcua_string(c);
}

static void skip_write_item(struct cursor *c)
{
	struct opcua_value ignored;

	cursor_skip(c, 4);
	opcua_string(c);
	opcua_data_value(c, &ignored);
}

/* 5.8.2: the view and a limit stand before the nodes. */
static void skip_browse(struct cursor *c)
{
	opcua_node(c);
	cursor_skip(c, 16);
}

static void skip_browse_item(struct cursor *c)
{
	cursor_skip(c, 4);
	opcua_node(c);
	cursor_skip(c, 9);
}

/* 5.12.2: subscription and timestamps, then items that begin with a node. */
static void skip_monitor(struct cursor *c)
{
	cursor_skip(c, 8);
}

static const struct opcua_service services[] = {
	{FIND_SERVERS, 425, OT_IDENTIFY, "FindServers", NULL, NULL, NULL, opcua_read_servers},
	{GET_ENDPOINTS, 431, OT_IDENTIFY, "GetEndpoints", NULL, NULL, NULL, opcua_read_endpoints},
	{437, 440, OT_SESSION, "RegisterServer", NULL, NULL, NULL, NULL},
	{446, 449, OT_SESSION, "OpenSecureChannel", NULL, NULL, NULL, NULL},
	{452, 455, OT_SESSION, "CloseSecureChannel", NULL, NULL, NULL, NULL},
	{CREATE_SESSION, 464, OT_SESSION, "CreateSession", NULL, NULL, opcua_read_client,
	 opcua_read_session_answer},
	{ACTIVATE_SESSION, 470, OT_SECURITY, "ActivateSession", NULL, NULL, opcua_read_user, NULL},
	{473, 476, OT_SESSION, "CloseSession", NULL, NULL, NULL, NULL},
	{479, 482, OT_SESSION, "Cancel", NULL, NULL, NULL, NULL},
	{488, 491, OT_CONFIG, "AddNodes", NULL, NULL, NULL, NULL},
	{494, 497, OT_CONFIG, "AddReferences", NULL, NULL, NULL, NULL},
	{500, 503, OT_CONFIG, "DeleteNodes", skip_none, NULL, NULL, NULL},
	{506, 509, OT_CONFIG, "DeleteReferences", skip_none, NULL, NULL, NULL},
	{527, 530, OT_READ, "Browse", skip_browse, skip_browse_item, NULL, NULL},
	{533, 536, OT_READ, "BrowseNext", NULL, NULL, NULL, NULL},
	{554, 557, OT_READ, "TranslateBrowsePathsToNodeIds", skip_none, NULL, NULL, NULL},
	{560, 563, OT_READ, "RegisterNodes", skip_none, skip_none, NULL, NULL},
	{566, 569, OT_READ, "UnregisterNodes", skip_none, skip_none, NULL, NULL},
	{615, 618, OT_READ, "QueryFirst", NULL, NULL, NULL, NULL},
	{621, 624, OT_READ, "QueryNext", NULL, NULL, NULL, NULL},
	{READ, 634, OT_READ, "Read", skip_read, skip_read_item, NULL, NULL},
	{664, 667, OT_READ, "HistoryRead", NULL, NULL, NULL, NULL},
	{WRITE, 676, OT_WRITE, "Write", skip_none, skip_write_item, NULL, NULL},
	{700, 703, OT_WRITE, "HistoryUpdate", NULL, NULL, NULL, NULL},
	{712, 715, OT_CONTROL, "Call", skip_none, NULL, NULL, NULL},
	{751, 754, OT_READ, "CreateMonitoredItems", skip_monitor, NULL, NULL, NULL},
	{763, 766, OT_READ, "ModifyMonitoredItems", NULL, NULL, NULL, NULL},
	{769, 772, OT_READ, "SetMonitoringMode", NULL, NULL, NULL, NULL},
	{775, 778, OT_READ, "SetTriggering", NULL, NULL, NULL, NULL},
	{781, 784, OT_READ, "DeleteMonitoredItems", NULL, NULL, NULL, NULL},
	{787, 790, OT_READ, "CreateSubscription", NULL, NULL, NULL, NULL},
	{793, 796, OT_READ, "ModifySubscription", NULL, NULL, NULL, NULL},
	{799, 802, OT_READ, "SetPublishingMode", NULL, NULL, NULL, NULL},
	{826, 829, OT_READ, "Publish", NULL, NULL, NULL, NULL},
	{832, 835, OT_READ, "Republish", NULL, NULL, NULL, NULL},
	{841, 844, OT_READ, "TransferSubscriptions", NULL, NULL, NULL, NULL},
	{847, 850, OT_READ, "DeleteSubscriptions", NULL, NULL, NULL, NULL},
	{12208, 12209, OT_IDENTIFY, "FindServersOnNetwork", NULL, NULL, NULL, NULL},
	{12211, 12212, OT_SESSION, "RegisterServer2", NULL, NULL, NULL, NULL},
};

const struct opcua_service *opcua_service_find(uint32_t type)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (services[i].request == type)
			return &services[i];
	return NULL;
}

static const struct opcua_service *answer_find(uint32_t type)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (services[i].answer == type)
			return &services[i];
	return NULL;
}

bool opcua_is_answer(uint32_t type)
{
	return type == SERVICE_FAULT || answer_find(type);
}

/* Part 4, 7.32. */
static void skip_request_header(struct cursor *c)
{
	struct opcua_node type;

	opcua_node(c);
	cursor_skip(c, 16);
	opcua_string(c);
	cursor_skip(c, 4);
	opcua_extension(c, &type);
}

/* 7.33; leaves the service's result. */
static uint32_t read_answer_header(struct cursor *c)
{
	struct opcua_node type;

	cursor_skip(c, 12);
	const uint32_t result = cursor_le32(c);
	const bool whole = cursor_ok(c);

	opcua_skip_diagnostic(c);
	opcua_skip_strings(c);
	opcua_extension(c, &type);
	return whole ? result : 0;
}

static void set_target(struct operation *operation, struct opcua_node *node)
{
	operation->number[0] = node->space;
	operation->number[1] = node->number;
	operation->target = "ns=%u;i=%u";
	if (node->number != OPCUA_NODE_OTHER)
		return;
	operation->text_length = cursor_left(&node->text);
	operation->text = cursor_take(&node->text, operation->text_length);
	operation->target = operation->text_length ? "ns=%u;s=%s" : "ns=%u";
}

static uint16_t standard_node(const struct opcua_node *node)
{
	return node->space == 0 && node->number <= UINT16_MAX ? (uint16_t)node->number : 0;
}

/* One operation for each of the first nodes; remembers them for the answer. */
static void emit_nodes(const struct opcua_service *service, struct opcua_message *m,
		       struct context *ctx, const struct operation *head)
{
	struct opcua_state *state = ctx->state;
	uint8_t count = 0;

	service->skip_to_nodes(&m->body);
	for (uint32_t left = opcua_count(&m->body); left > 0 && count < OPCUA_BATCH; left--) {
		struct operation operation = *head;
		struct opcua_node node = opcua_node(&m->body);

		if (service->request == 712) /* the object, then its method */
			node = opcua_node(&m->body);
		if (!cursor_ok(&m->body))
			break;
		state->nodes[count] = standard_node(&node);
		set_target(&operation, &node);
		state->refs[count++] = emit_operation(ctx, &operation);
		if (!service->skip_item)
			break;
		service->skip_item(&m->body);
	}
	if (count == 0)
		state->refs[count++] = emit_operation(ctx, head);
	state->batch_request = m->request;
	state->batch_count = count;
	pending_add(&state->pending, m->request, state->refs[0], service->request);
}

void opcua_request(const struct opcua_service *service, struct opcua_message *m,
		   struct context *ctx)
{
	struct opcua_state *state = ctx->state;
	const struct operation head = {.class = service ? service->class : OT_DIAGNOSE,
				       .code = m->type,
				       .subcode = NO_SUBCODE,
				       .function = service ? service->name : NULL};

	skip_request_header(&m->body);
	if (service && service->skip_to_nodes) {
		emit_nodes(service, m, ctx, &head);
		return;
	}
	pending_add(&state->pending, m->request, emit_operation(ctx, &head), m->type);
	if (service && service->read_request)
		service->read_request(&m->body, ctx);
}

/* Reads and writes have a result for each node. */
static const char *read_result(struct cursor *c, uint32_t request, uint16_t node,
			       struct context *ctx)
{
	struct opcua_value value;

	if (request == WRITE)
		return opcua_status_name(cursor_le32(c));
	opcua_data_value(c, &value);
	if (cursor_ok(c) && node)
		opcua_read_value(&value, node, ctx);
	return cursor_ok(c) ? opcua_status_name(value.status) : "ok";
}

static void answer_nodes(struct opcua_message *m, struct context *ctx, uint32_t request)
{
	struct opcua_state *state = ctx->state;
	const uint32_t results = opcua_count(&m->body);

	for (uint8_t i = 0; i < state->batch_count && i < results && cursor_ok(&m->body); i++) {
		const char *result = read_result(&m->body, request, state->nodes[i], ctx);

		if (!ctx->cut || cursor_ok(&m->body))
			emit_answer(ctx, state->refs[i], result);
	}
	state->batch_count = 0;
}

void opcua_answer(struct opcua_message *m, struct context *ctx)
{
	struct opcua_state *state = ctx->state;
	const struct opcua_service *service = answer_find(m->type);
	struct pending_request request = {0};
	const bool told = !ctx->cut || cursor_peek(&m->body, 16); /* the service's result */
	const char *result = opcua_status_name(read_answer_header(&m->body));
	const bool known = pending_take(&state->pending, m->request, &request);
	const bool each = known && service && state->batch_request == m->request &&
			  state->batch_count > 0;

	if (service && service->read_answer && cursor_ok(&m->body))
		service->read_answer(&m->body, ctx);
	if (each && (request.detail == READ || request.detail == WRITE) && cursor_ok(&m->body)) {
		answer_nodes(m, ctx, request.detail);
		return;
	}
	emit_answer(ctx, told ? request.ref : 0, result);
	for (uint8_t i = 1; told && each && i < state->batch_count; i++)
		emit_answer(ctx, state->refs[i], result);
}
