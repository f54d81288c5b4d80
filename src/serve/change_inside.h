/* change_inside.h - for the files of the writer's changes alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/serve.h"

typedef int apply_function(struct store *store, struct inventory *inventory, struct change *c);

/* Writes down what was done. */
int change_audit(struct store *store, const struct change *c, const char *action, const char *object, const char *detail);

/* Accounts (change_account.c): each does one kind of change. 0 or -errno. */
apply_function change_signin_failed, change_session_new, change_session_once, change_session_touch, change_session_end;
apply_function change_user_add, change_user_edit, change_user_remove, change_token_add, change_token_remove;

/* Whose inventory a change needs (change_site.c), by what it names. 0 or -errno. */
typedef int site_function(struct store *store, const struct change *c, int64_t *site);
/* One for each kind of thing; what is new goes where its maker stands. */
site_function change_site_of_viewer, change_site_of_device, change_site_of_merge, change_site_of_zone, change_site_of_network, change_site_of_conduit;
