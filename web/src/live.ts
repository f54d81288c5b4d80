/* live.ts - the state of the plant, fresh while the page is open. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { get, session } from './api';
import { word } from './i18n';
import { signal } from './signal';
import type { Status } from './types';

export type Topic = 'status' | 'assets' | 'conversations' | 'operations' | 'findings' | 'vulnerabilities';
const topics: Topic[] = ['status', 'assets', 'conversations', 'operations', 'findings', 'vulnerabilities'];

/** Numbers that grow whenever something of that kind changed. */
export const versions = Object.fromEntries(topics.map((topic) => [topic, signal(0)])) as Record<Topic, ReturnType<typeof signal<number>>>;

export const status = signal<Status | undefined>(undefined);

/** Packets each second of each source, since the page was opened: [source id] -> newest last. */
export const rates = new Map<string, number[]>();
const rateLength = 60;

function rememberRates(now: Status): void {
  for (const source of now.sources) {
    const list = rates.get(source.id) ?? [];
    list.push(source.packets_per_second);
    rates.set(source.id, list.slice(-rateLength));
  }
}

/** How people write a protocol, or another source of what we know. */
export function protocolName(name: string | null | undefined): string {
  const told = status.get()?.by_protocol.find((entry) => entry.protocol === name)?.title;
  return told || word('protocol', name);
}

let asking = false;
let again = false;

/** Asks for the status; calls while one is under way become one more. */
export async function refresh(): Promise<void> {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const now = await get<Status>('/status');
    rememberRates(now);
    status.set(now);
  } catch {
    /* api.reachable tells the reader */
  }
  asking = false;
  if (again) {
    again = false;
    void refresh();
  }
}

let events: EventSource | undefined;
let timer: number | undefined;

function listen(): void {
  events = new EventSource('/api/v1/events');
  for (const topic of topics) {
    events.addEventListener(topic, () => {
      versions[topic].set(versions[topic].get() + 1);
      if (topic === 'status') void refresh();
    });
  }
  events.onerror = () => {
    if (events?.readyState === EventSource.CLOSED) stop();
  };
}

function stop(): void {
  events?.close();
  events = undefined;
}

function everything(): void {
  for (const topic of topics) versions[topic].set(versions[topic].get() + 1);
  void refresh();
}

/* A browser opens six connections to a server: tabs that nobody looks at must not hold one each. */
function onVisibility(): void {
  if (document.hidden) return stop();
  if (!session.get()) return;
  listen();
  everything();
}

function tick(): void {
  if (!session.get() || document.hidden) return;
  if (events?.readyState === EventSource.OPEN) return void refresh();
  if (!events) listen();
  everything();
}

/** Starts once somebody is signed in; without events the page asks every ten seconds. */
export function start(): void {
  void refresh();
  if (!events && !document.hidden) listen();
  if (timer !== undefined) return;
  timer = window.setInterval(tick, 10_000);
  document.addEventListener('visibilitychange', onVisibility);
}

/** A counter that grows when the topic changed, at most every `gap` milliseconds. */
export function useVersion(topic: Topic, gap = 2000): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let wait: number | undefined;
    const off = versions[topic].subscribe(() => {
      if (wait !== undefined) return;
      wait = window.setTimeout(() => {
        wait = undefined;
        setVersion((n) => n + 1);
      }, gap);
    });
    return () => {
      off();
      window.clearTimeout(wait);
    };
  }, [topic, gap]);
  return version;
}
