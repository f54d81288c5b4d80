/* specimen.h - what the model factory declares of itself (見本). SPDX-License-Identifier: Apache-2.0 */
#pragma once

struct store;

/* Adds samples/declared.yaml to a database in which nobody has answered yet; does nothing otherwise. 0
 * or -errno. */
__attribute__((warn_unused_result)) int specimen_declare(struct store *store);
