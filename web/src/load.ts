/* load.ts - answers of the server for views: one object, or a list by pages. SPDX-License-Identifier: Apache-2.0 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get } from './api';
import type { Page } from './types';

export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  reload: () => void;
  set: (data: T) => void;
}

const asError = (cause: unknown): ApiError => (cause instanceof ApiError ? cause : new ApiError(0, String(cause), ''));

/** One answer; asked again when the path or the version changes, the old one stays until then. */
export function useLoad<T>(path: string | null, version = 0): Loaded<T> {
  const [data, set] = useState<T>();
  const [error, setError] = useState<ApiError>();
  const [turn, setTurn] = useState(0);
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (path === null) return;
    if (last.current !== path) set(undefined);
    last.current = path;
    const abort = new AbortController();
    get<T>(path, abort.signal).then(
      (answer) => {
        set(() => answer);
        setError(undefined);
      },
      (cause) => {
        if (!abort.signal.aborted) setError(asError(cause));
      },
    );
    return () => abort.abort();
  }, [path, version, turn]);
  return { data, error, reload: useCallback(() => setTurn((n) => n + 1), []), set: (value) => set(() => value) };
}

export interface List<T> {
  path: string;
  rows: T[];
  total: number;
  /** True until the first page is there. */
  fresh: boolean;
  complete: boolean;
  error: ApiError | undefined;
  /** Makes sure that the row is on its way. */
  want: (index: number) => void;
  wantAll: () => void;
  /** Every row, once all are here. */
  all: () => Promise<T[]>;
  replace: (match: (row: T) => boolean, row: T) => void;
}

const firstPage = 200;
const laterPage = 5000;
const mostRefreshed = 5000;

interface Kept<T> {
  path: string;
  rows: T[];
  total: number;
  next: string | null;
  wanted: number;
  busy: boolean;
}

const withPage = (path: string, limit: number, after: string | null): string =>
  `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`;

/**
 * A list that is fetched as far as it is looked at. `version` renews what is on the page: a short
 * list at once, a long one only in its count, because its rows would move under the reader.
 */
export function useList<T>(path: string, version = 0): List<T> {
  const [, redraw] = useState(0);
  const [error, setError] = useState<ApiError>();
  const kept = useRef<Kept<T>>({ path: '', rows: [], total: 0, next: null, wanted: 0, busy: false });
  const draw = useCallback(() => redraw((n) => n + 1), []);

  const more = useCallback(async (state: Kept<T>) => {
    if (state.busy) return;
    state.busy = true;
    try {
      while (state === kept.current && state.next !== null && state.rows.length <= state.wanted) {
        const page = await get<Page<T>>(withPage(state.path, laterPage, state.next));
        if (state !== kept.current) return;
        state.rows = state.rows.concat(page.items);
        state.next = page.next;
        state.total = Math.max(page.total, state.rows.length);
        draw();
      }
    } catch (cause) {
      setError(asError(cause));
    } finally {
      state.busy = false;
    }
  }, [draw]);

  useEffect(() => {
    const old = kept.current;
    const same = old.path === path;
    if (same && (old.busy || old.rows.length > mostRefreshed)) return;
    const abort = new AbortController();
    const limit = same ? Math.max(firstPage, old.rows.length) : firstPage;
    get<Page<T>>(withPage(path, limit, null), abort.signal).then(
      (page) => {
        const wanted = same ? kept.current.wanted : 0;
        kept.current = { path, rows: page.items, total: page.total, next: page.next, wanted, busy: false };
        setError(undefined);
        draw();
        if (wanted >= page.items.length) void more(kept.current);
      },
      (cause) => {
        if (!abort.signal.aborted) setError(asError(cause));
      },
    );
    return () => abort.abort();
  }, [path, version, draw, more]);

  const state = kept.current;
  const want = useCallback((index: number) => {
    const now = kept.current;
    now.wanted = Math.max(now.wanted, index);
    if (now.rows.length <= index) void more(now);
  }, [more]);
  return {
    path,
    rows: state.rows,
    total: state.total,
    fresh: state.path === '',
    complete: state.next === null && state.path !== '',
    error,
    want,
    wantAll: useCallback(() => want(Number.MAX_SAFE_INTEGER), [want]),
    all: async () => {
      const now = kept.current;
      now.wanted = Number.MAX_SAFE_INTEGER;
      for (let before = -1; now.next !== null && now.rows.length !== before; ) {
        before = now.busy ? -1 : now.rows.length;
        await (now.busy ? new Promise((wait) => window.setTimeout(wait, 100)) : more(now));
      }
      return now.rows;
    },
    replace: (match, row) => {
      kept.current.rows = kept.current.rows.map((old) => (match(old) ? row : old));
      draw();
    },
  };
}
