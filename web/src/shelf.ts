/* shelf.ts - the library as it was fetched: once a session, for its page, the search and "事例・資料" beside items. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { get, may } from './api';
import { say, type Words } from './views/assess_types';

export interface ShelfLink {
  link: string;
  /** None: a page, by its own name. */
  title: Words | null;
  page: string;
}

export interface ShelfPart {
  id: string | null;
  title: Words;
  links: ShelfLink[];
}

export interface ShelfEntry {
  id: string;
  kind: string;
  title: Words;
  text: Words;
  year: string | null;
  clause: Words | null;
  key: string | null;
  minutes: string | null;
  who: Words | null;
  measured: string | null;
  facets: string[];
  links: ShelfLink[];
  parts: ShelfPart[];
}

export interface Shelf {
  kinds: { id: string; title: Words; says: Words; source: Words; count: number }[];
  facets: { id: string; title: Words; values: { id: string; title: Words }[] }[];
  items: ShelfEntry[];
}

let kept: Promise<Shelf> | undefined;

export function shelf(): Promise<Shelf> {
  kept ??= get<Shelf>('/library').catch((cause: unknown) => {
    kept = undefined;
    throw cause;
  });
  return kept;
}

/** Until it is there, or for who may not see it: nothing. */
export function useShelf(): Shelf | undefined {
  const [data, set] = useState<Shelf>();
  useEffect(() => {
    if (may('risk')) shelf().then(set, () => undefined);
  }, []);
  return data;
}

/* data:sensor is a facet, and a class that items link to. */
export const linksOf = (entry: ShelfEntry): string[] => [...[...entry.links, ...entry.parts.flatMap((part) => part.links)].map((one) => one.link), ...entry.facets];

export const leadingTo = (data: Shelf | undefined, to: string): ShelfEntry[] => data?.items.filter((entry) => linksOf(entry).includes(to)) ?? [];

/** All of it that one would search for, in both languages: people remember either. */
export function mentions(entry: ShelfEntry, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [entry.title, entry.text, ...entry.parts.map((part) => part.title)].flatMap((said) => [said.ja, said.en]).concat(entry.id, say(entry.clause ?? undefined), entry.year ?? '').join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

/** Of "use:visualise". */
export function facetTitle(data: Shelf, facet: string): string {
  const [name, value] = facet.split(':');
  return say(data.facets.find((one) => one.id === name)?.values.find((one) => one.id === value)?.title);
}
