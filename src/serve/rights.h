/* rights.h - THE TABLE of who may do what. SPDX-License-Identifier: Apache-2.0
 *
 * A route names rights, any one of which will do; a role has rights; somebody has roles, each in a scope and below
 * it. A request acts in those of his scopes where he has the right that its route names (request_narrow), and the
 * store shows and changes what is in them and nothing else. docs/api.md is printed from here.
 */
#pragma once

#include "store/account.h"

/* upper, name as the API tells it, what it lets one do */
#define RIGHTS(X)                                                                                  \
	X(OWN, own, "one's own session, password, tokens")                                         \
	X(LOOK, look, "devices, conversations, zones, sensors")                                    \
	X(RISK, risk, "findings, vulnerabilities, assessments, plans, reports")                    \
	X(DESCRIBE, describe, "says what devices, zones, sensors and the ledger are; adds captures") \
	X(ANSWER, answer, "answers items, keeps tasks, evidence and records")                      \
	X(HANDLE, handle, "works on findings, vulnerabilities and groups of the allow-list")       \
	X(APPLY, apply, "asks for exceptions and hands evidence in")                               \
	X(SUPPLY, supply, "hands evidence in, for what it delivers")                                \
	X(BUY, buy, "keeps suppliers, their questionnaires and orders")                             \
	X(APPROVE, approve, "approves records and exceptions")                                     \
	X(JUDGE, judge, "decides what is looked for, what is normal, and which packs are used")    \
	X(PACKETS, packets, "takes packets out")                                                   \
	X(AUDIT, audit, "reads the trail of what people did")                                      \
	X(ADMINISTER, administer, "people, sites, channels, the active check")

#define RIGHT_NUMBER(upper, lower, says) RIGHT_NUMBER_##upper,
enum { RIGHTS(RIGHT_NUMBER) RIGHT_COUNT };
#undef RIGHT_NUMBER

#define RIGHT_BIT(upper, lower, says) RIGHT_##upper = 1u << RIGHT_NUMBER_##upper,
enum right { RIGHTS(RIGHT_BIT) };
#undef RIGHT_BIT

/* All of the role, as bits. */
unsigned role_rights(enum user_role role);
/* True when the role has any of them. */
bool role_may(enum user_role role, unsigned rights);
/* All that these roles have together; a bit for each, 1 << enum user_role. */
unsigned roles_rights(unsigned roles);
/* "look"; what number n lets one do. */
const char *right_name(size_t n);
const char *right_says(size_t n);
