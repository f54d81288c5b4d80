/* register.ts - a change of a row of the register is laid upon what is kept, one after another. SPDX-License-Identifier: Apache-2.0 */
import { get, patch } from '../api';

interface Row {
  id: string;
  name: string;
  revision: number;
  body: object;
}

const underWay = new Map<string, Promise<unknown>>();

const put = (kind: string, name: string, body: object, id: string | number = 0, revision = 0): Promise<unknown> =>
  patch('/register', { id: Number(id), kind, name, body: JSON.stringify(body), revision });

/** One more row, whatever others are called. */
export const add = (kind: string, name: string, body: object): Promise<unknown> => put(kind, name, body);

/**
 * The next field is chosen while the one before is being kept: `change` gets what the row holds then. The row is
 * the one of this id, or, without, the one of this name, which comes into being when there is none.
 */
export function amend<T extends object>(kind: string, name: string, change: (body: Partial<T>) => T, id?: string): Promise<unknown> {
  const save = async () => {
    const row = (await get<{ items: Row[] }>(`/register?kind=${kind}`)).items.find((one) => (id ? one.id === id : one.name === name));
    await put(kind, row?.name ?? name, change((row?.body ?? {}) as Partial<T>), row?.id ?? id, row?.revision);
  };
  const key = `${kind}/${id ?? name}`;
  const saved = (underWay.get(key) ?? Promise.resolve()).then(save, save);
  underWay.set(key, saved);
  return saved;
}
