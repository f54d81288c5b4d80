/* theme.ts - light, dark, or as the computer is set. SPDX-License-Identifier: Apache-2.0 */
import { language } from './i18n';
import { remembered } from './signal';

export type Theme = 'auto' | 'light' | 'dark';
export const theme = remembered<Theme>('theme', 'auto');

function apply(): void {
  document.documentElement.lang = language.get();
  if (theme.get() === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.get();
}

theme.subscribe(apply);
language.subscribe(apply);
apply();

/** The value of a colour of the style sheet, for the map's canvas. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
