/* user.c - `yagura user`: people who may sign in. SPDX-License-Identifier: Apache-2.0 */

#include "cli/commands.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/account.h"

struct request {
	const char *database;
	const char *name;
	int role;
	bool password_from_stdin;
};

static bool parse(struct request *r, int argc, char **argv)
{
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--db") == 0 && i + 1 < argc)
			r->database = argv[++i];
		else if (strcmp(argv[i], "--role") == 0 && i + 1 < argc)
			r->role = account_role_parse(argv[++i]);
		else if (strcmp(argv[i], "--password-stdin") == 0)
			r->password_from_stdin = true;
		else if (argv[i][0] != '-' && !r->name)
			r->name = argv[i];
		else
			return false;
	}
	return r->name != NULL;
}

static int failed(const struct store *store, int rc)
{
	fprintf(stderr, "yagura: %s\n", store ? store_error(store) : strerror(-rc));
	return 2;
}

/* The first line of standard input, hashed. */
static int read_password(char hash[ACCOUNT_HASH_SIZE])
{
	char password[1024];

	if (!fgets(password, sizeof(password), stdin))
		return -EINVAL;
	password[strcspn(password, "\n")] = '\0';
	int rc = account_password_hash(password, hash);
	explicit_bzero(password, sizeof(password));
	return rc;
}

static int add(struct store *store, const struct request *r)
{
	char hash[ACCOUNT_HASH_SIZE], secret[ACCOUNT_SECRET_SIZE];

	if (r->role < 0) {
		fputs("yagura: --role is viewer, production, applicant, applicant-manager, security, procurement, management, vendor, "
		      "auditor or administrator\n", stderr);
		return 2;
	}
	if (r->password_from_stdin && read_password(hash) != 0) {
		fprintf(stderr, "yagura: a password needs at least %d characters\n",
			ACCOUNT_PASSWORD_MIN);
		return 2;
	}
	const struct grant grant = {STORE_ROOT_SCOPE, (enum user_role)r->role};
	int rc = account_user_add(store, &store_system, r->name, &grant, 1,
				  r->password_from_stdin ? hash : NULL);
	if (rc == 0)
		rc = store_audit(store, &store_system, "user.add", r->name, "from the command line");
	if (rc != 0)
		return failed(store, rc);
	if (r->password_from_stdin)
		return 0;
	rc = account_once_new(store, r->name, secret);
	if (rc != 0)
		return failed(store, rc);
	printf("%s signs in once with the page's address and: /#/signin?token=%s\n", r->name, secret);
	return 0;
}

static int token(struct store *store, const struct request *r)
{
	char secret[ACCOUNT_SECRET_SIZE];
	const int64_t root = STORE_ROOT_SCOPE;
	const struct viewer viewer = viewer_in(r->name, &root);
	int rc = account_token_add(store, &viewer, "command line", 0, secret);

	if (rc == 0)
		rc = store_audit(store, &store_system, "token.add", r->name, "from the command line");
	if (rc != 0)
		return failed(store, rc);
	printf("%s\n", secret);
	return 0;
}

int command_user(int argc, char **argv)
{
	struct request r = {.database = "yagura.db", .role = -1};
	char error[512];
	int rc = 0;

	if (argc < 3 || !parse(&r, argc, argv))
		return cli_usage("user");
	bool adds = strcmp(argv[1], "add") == 0;
	if (!adds && strcmp(argv[1], "token") != 0)
		return cli_usage("user");
	struct store *store = store_open(r.database, &rc, error, sizeof(error));
	if (!store) {
		fprintf(stderr, "yagura: %s\n", error);
		return 2;
	}
	rc = adds ? add(store, &r) : token(store, &r);
	store_close(store);
	return rc;
}
