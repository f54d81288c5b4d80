/* api.ts - the one place that talks to the server. SPDX-License-Identifier: Apache-2.0 */
import { language } from './i18n';
import { scope, scoped, scopedBody } from './scope';
import { remembered, signal } from './signal';
import type { Right, Session } from './types';

export const base = '/api/v1';

/** What went wrong, as the server told it (RFC 9457) or as the network did. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** The title in English, whatever the page speaks: what a program may compare. */
    readonly problem = title,
  ) {
    super(detail || title);
  }
}

/** Who is signed in; undefined until we know, null for nobody. */
export const session = signal<Session | null | undefined>(undefined);

/** Whether the person has the right, somewhere; the server asks again, and where. */
export const may = (right: Right): boolean => session.get()?.user.rights.includes(right) ?? false;
/** Whether he has it in the site that is assessed. */
export const mayHere = (right: Right): boolean => {
  const site = scope.get();
  return site ? (session.get()?.user.scopes.find((one) => one.id === site.id)?.rights.includes(right) ?? false) : may(right);
};
/** Answers items, keeps tasks, evidence and records. */
export const mayEdit = (): boolean => mayHere('answer');
/** Says what devices, zones, sensors and the ledger are. */
export const mayDescribe = (): boolean => may('describe');
/** Works on findings, vulnerabilities and the allow-list. */
export const mayHandle = (): boolean => may('handle');
/** Decides what is looked for and what is normal. */
export const mayJudge = (): boolean => may('judge');

/** Whether files that leave the page say no names and no addresses. */
export const anonymise = remembered('anonymise', false);
export const anonymised = (): 1 | undefined => (anonymise.get() ? 1 : undefined);

/** False while the server does not answer. */
export const reachable = signal(true);

/* Requests that met the end of a session wait here; they are sent again after the next sign-in. */
let waiting: (() => void)[] = [];
let signIns = 0;

export function signedIn(value: Session): void {
  signIns++;
  session.set(value);
  const list = waiting;
  waiting = [];
  for (const again of list) again();
}

/* Until somebody signs in; an answer that was on its way meanwhile speaks of the old session. */
function nextSignIn(sent: number): Promise<void> | undefined {
  if (sent !== signIns && session.get()) return undefined;
  return new Promise((again) => {
    waiting.push(again);
    session.set(null);
  });
}

interface Options {
  method?: string;
  body?: unknown;
  raw?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** An answer of 401 is the caller's, as in the sign-in itself. */
  anonymous?: boolean;
}

interface Told {
  title?: string;
  detail?: string;
  problem?: string;
}

async function problem(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as Told;
    return new ApiError(response.status, body.title ?? response.statusText, body.detail ?? '', body.problem);
  } catch {
    return new ApiError(response.status, response.statusText, '');
  }
}

async function send(path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language.get(), 'X-Yagura': '1', ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const response = await fetch(base + (scoped(path, options.body !== undefined)), {
      method: options.method ?? 'GET',
      headers,
      body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(scopedBody(path, options.body))),
      signal: options.signal,
      credentials: 'same-origin',
    });
    reachable.set(true);
    return response;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    reachable.set(false);
    throw new ApiError(0, 'unreachable', '');
  }
}

/** Sends a request and reads the JSON of its answer; throws ApiError. */
export async function api<T>(path: string, options: Options = {}): Promise<T> {
  const sent = signIns;
  const response = await send(path, options);
  if (response.status === 401 && !options.anonymous) {
    await nextSignIn(sent);
    return api<T>(path, options);
  }
  if (!response.ok) throw await problem(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** An answer that is a file. */
export async function download(path: string, options: Options = {}): Promise<Blob> {
  const response = await send(path, options);
  if (!response.ok) throw await problem(response);
  return response.blob();
}

/** Rows of texts, the first of titles, as an Excel workbook. */
export const workbook = (rows: string[][], format: 'xlsx' | 'csv' = 'xlsx'): Promise<Blob> => download(`/table.xlsx${query({ format, anonymise: anonymised() })}`, { method: 'POST', body: { rows } });

export const get = <T>(path: string, abort?: AbortSignal): Promise<T> => api<T>(path, { signal: abort });
export const post = <T>(path: string, body: unknown): Promise<T> => api<T>(path, { method: 'POST', body });
export const patch = <T>(path: string, body: unknown): Promise<T> => api<T>(path, { method: 'PATCH', body });
export const remove = <T>(path: string): Promise<T> => api<T>(path, { method: 'DELETE' });

/** Asks who we are; nobody is an answer too. */
export async function loadSession(): Promise<void> {
  try {
    signedIn(await api<Session>('/session', { anonymous: true }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 0) throw error;
    session.set(null);
  }
}

/** Query text of the values that are set. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const pairs = Object.entries(values).filter(([, v]) => v !== null && v !== undefined && v !== '');
  return pairs.length ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : '';
}

/** Sends a file, telling how far it is; `abort` stops it. */
export function upload<T>(path: string, file: File, progress: (sent: number) => void, abort?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', base + scoped(path));
    request.setRequestHeader('Accept-Language', language.get());
    request.setRequestHeader('X-Yagura', '1');
    request.setRequestHeader('X-Filename', encodeURIComponent(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onerror = () => reject(new ApiError(0, 'unreachable', ''));
    request.onabort = () => reject(new ApiError(0, 'stopped', ''));
    const sent = signIns;
    request.onload = () => finish<T>(request, sent, path, file, progress, abort).then(resolve, reject);
    abort?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function finish<T>(request: XMLHttpRequest, sent: number, path: string, file: File, progress: (sent: number) => void, abort?: AbortSignal): Promise<T> {
  if (request.status === 401) {
    await nextSignIn(sent);
    return upload<T>(path, file, progress, abort);
  }
  let body: unknown;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    body = undefined;
  }
  if (request.status >= 200 && request.status < 300) return body as T;
  const told = (body ?? {}) as Told;
  throw new ApiError(request.status, told.title ?? request.statusText, told.detail ?? '', told.problem);
}
