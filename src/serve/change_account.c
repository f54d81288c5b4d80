/* change_account.c - what the writer does for changes of accounts. SPDX-License-Identifier: Apache-2.0 */

#include "serve/change_inside.h"

#include "store/account.h"

/* account.h keeps the trail of people, sessions and tokens itself; signing out is ours to tell. */

int change_signin_failed(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_signin_failed(store, c->session.user, c->session.from);
}

int change_session_new(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_session_new(store, c->session.user, c->session.from, c->secret);
}

int change_session_once(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_once_use(store, c->session.secret, c->session.from, c->secret);
}

int change_session_touch(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_touch(store, c->session.secret);
}

int change_session_end(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	const int rc = account_session_end(store, c->session.secret);

	return rc != 0 ? rc
	               : change_audit(store, c, "session.end", c->viewer ? c->viewer->user : "", NULL);
}

int change_user_add(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_user_add(store, c->viewer, c->user.name, c->user.grants, c->user.grant_count,
	                        c->user.hash);
}

int change_user_edit(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_user_edit(store, c->viewer, c->user.name,
	                         &(struct user_edit){.grants = c->user.grants,
	                                             .grant_count = c->user.grant_count,
	                                             .disabled = c->user.disabled,
	                                             .language = c->user.language,
	                                             .purpose = c->user.purpose,
	                                             .hash = c->user.hash,
	                                             .keep = c->user.keep});
}

int change_user_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_user_remove(store, c->viewer, c->user.name);
}

int change_token_add(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_token_add(store, c->viewer, c->token.name, c->token.expires_at, c->secret);
}

int change_token_remove(struct store *store, struct inventory *inventory, struct change *c)
{
	(void)inventory;
	return account_token_remove(store, c->viewer, c->token.id);
}
