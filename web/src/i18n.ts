/* i18n.ts - every text of the page, in Japanese and English. SPDX-License-Identifier: Apache-2.0 */
import type ja from './i18n/ja.json';
import { remembered, useSignal } from './signal';

export type Language = 'ja' | 'en';
export type TextKey = keyof typeof ja;
export type Args = Record<string, string | number>;

/* A language is a file of its own: who reads one does not wait for the other. */
const files: Record<Language, () => Promise<{ default: Record<string, string> }>> = { ja: () => import('./i18n/ja.json'), en: () => import('./i18n/en.json') };
const texts: Partial<Record<Language, Record<string, string>>> = {};

function preferred(): Language {
  return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

export const language = remembered<Language>('language', preferred());

const told = (): Record<string, string> => texts[language.get()] ?? {};

/** Brings the texts of a language; from then on the page speaks it. */
export async function speak(next: Language): Promise<void> {
  texts[next] ??= (await files[next]()).default;
  language.set(next);
}

/** What the other language says, for who reads both. */
export async function otherLanguage(): Promise<Record<string, string>> {
  const other: Language = language.get() === 'ja' ? 'en' : 'ja';
  texts[other] ??= (await files[other]()).default;
  return texts[other]!;
}

export function useLanguage(): Language {
  return useSignal(language);
}

/* {count|device|devices} takes the word that goes with the number. */
function plural(text: string, args: Args): string {
  return text.replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) => `{${name}} ${Number(args[name]) === 1 ? one : many}`);
}

function fill(text: string, args?: Args): string {
  if (!args) return text;
  return plural(text, args).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    if (value === undefined || value === null) return whole;
    return typeof value === 'number' ? value.toLocaleString(language.get()) : value;
  });
}

/** The text of a key, its {places} filled. */
export function t(key: TextKey, args?: Args): string {
  return fill(told()[key] ?? key, args);
}

/** The word for something the server names, or the name itself where we have no word. */
export function word(group: string, name: string | null | undefined, args?: Args): string {
  const key = `${group}.${name ?? 'unknown'}`;
  const text = told()[key];
  return text === undefined ? (name ?? '–') : fill(text, args);
}

/** What stands between the names of a list. */
export const comma = (): string => (language.get() === 'ja' ? '、' : ', ');

/** The same where names stand close: within brackets, beside a mark. */
export const dot = (): string => (language.get() === 'ja' ? '・' : ', ');

/** True when the page has a text for it. */
export function has(key: string): key is TextKey {
  return Object.hasOwn(told(), key);
}
