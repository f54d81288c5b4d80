/* grant.h - roles in scopes, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/account.h"
#include "store/sql.h"

/* Those of this user that lie in the viewer's scopes (NULL: all), and whether he has others. */
int grant_read(struct store *store, const struct viewer *viewer, struct arena *arena, struct user_row *row);
/* These take the place of his in the viewer's scopes. -EACCES one is not in them, -EINVAL none would be left. */
int grant_replace(struct store *store, const struct viewer *viewer, int64_t user, const char *name,
		  const struct grant *grants, size_t count);
/* -EACCES when he holds a grant where the viewer has no say: what he may there is not the viewer's to use. */
int grant_all_within(struct store *store, const struct viewer *viewer, int64_t user);
/* Fills out with all that the user of this name holds, and with all those scopes. */
int grant_viewer(struct store *store, const char *name, struct arena *arena, struct viewer *out);
