/* register.ts - a change of a row of the register is laid upon what is kept, one after another. SPDX-License-Identifier: Apache-2.0 */
import { get, patch } from '../api';

interface Row {
  id: string;
  name: string;
  revision: number;
  body: object;
}

const underWay = new Map<string, Promise<unknown>>();

/** The next field is chosen while the one before is being kept: `change` gets what the row holds then. */
export function amend<T extends object>(kind: string, name: string, change: (body: Partial<T>) => T): Promise<unknown> {
  const save = async () => {
    const row = (await get<{ items: Row[] }>(`/register?kind=${kind}`)).items.find((one) => one.name === name);
    await patch('/register', { id: Number(row?.id ?? 0), kind, name, body: JSON.stringify(change((row?.body ?? {}) as Partial<T>)), revision: row?.revision ?? 0 });
  };
  const key = `${kind}/${name}`;
  const saved = (underWay.get(key) ?? Promise.resolve()).then(save, save);
  underWay.set(key, saved);
  return saved;
}
