/* rights.c - THE TABLE of who may do what. SPDX-License-Identifier: Apache-2.0 */

#include "serve/rights.h"

#define R(upper) RIGHT_##upper
#define EVERYBODY (R(OWN) | R(LOOK))
#define READER	  (EVERYBODY | R(RISK))
#define WORKER	  (READER | R(DESCRIBE) | R(ANSWER) | R(HANDLE) | R(BUY))
#define ALL	  ((1u << RIGHT_COUNT) - 1)

/* A vendor sees the devices of his scope and none of its weak points; an auditor sees all and changes nothing. */
static const unsigned given[ROLE_COUNT] = {
        [ROLE_VIEWER] = READER,
        [ROLE_PRODUCTION] = WORKER,
        [ROLE_APPLICANT] = READER | R(APPLY),
        [ROLE_APPLICANT_MANAGER] = READER | R(APPLY) | R(ANSWER) | R(BUY),
        [ROLE_SECURITY] = WORKER | R(APPLY) | R(SUPPLY) | R(APPROVE) | R(JUDGE) | R(PACKETS) | R(AUDIT),
        [ROLE_PROCUREMENT] = READER | R(SUPPLY) | R(BUY),
        [ROLE_MANAGEMENT] = READER | R(APPROVE),
        [ROLE_VENDOR] = EVERYBODY | R(SUPPLY),
        [ROLE_AUDITOR] = READER | R(AUDIT),
        [ROLE_ADMINISTRATOR] = ALL,
};

unsigned role_rights(enum user_role role)
{
	return role < ROLE_COUNT ? given[role] : 0;
}

bool role_may(enum user_role role, unsigned rights)
{
	return (role_rights(role) & rights) != 0;
}

unsigned roles_rights(unsigned roles)
{
	unsigned rights = 0;

	for (int role = 0; role < ROLE_COUNT; role++)
		if (roles & 1u << role)
			rights |= role_rights((enum user_role)role);
	return rights;
}

#define NAME(upper, lower, says) #lower,
#define SAYS(upper, lower, says) says,

const char *right_name(size_t n)
{
	static const char *const names[] = {RIGHTS(NAME)};

	return names[n];
}

const char *right_says(size_t n)
{
	static const char *const words[] = {RIGHTS(SAYS)};

	return words[n];
}
