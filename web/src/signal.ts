/* signal.ts - a value that views may watch. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';

export interface Signal<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function signal<T>(first: T): Signal<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: T) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value now; the view is drawn again when it changes. */
export function useSignal<T>(source: Signal<T>): T {
  const [, redraw] = useState(0);
  const drawn = source.get();
  useEffect(() => {
    const off = source.subscribe(() => redraw((n) => n + 1));
    if (!Object.is(source.get(), drawn)) redraw((n) => n + 1); /* it changed before anybody listened */
    return off;
  }, [source]);
  return drawn;
}

/** A setting that this browser remembers. */
export function remembered<T>(key: string, first: T): Signal<T> {
  const full = `yagura.${key}`;
  let start = first;
  try {
    const kept = localStorage.getItem(full);
    if (kept !== null) start = JSON.parse(kept) as T;
  } catch {
    /* a browser that keeps nothing still works */
  }
  const inner = signal(start);
  inner.subscribe(() => {
    try {
      localStorage.setItem(full, JSON.stringify(inner.get()));
    } catch {
      /* likewise */
    }
  });
  return inner;
}
