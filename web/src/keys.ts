/* keys.ts - the keyboard: / searches, g and a letter goes to a page, ? shows all, Esc closes. SPDX-License-Identifier: Apache-2.0 */
import { pages } from './pages';
import { go } from './router';

let leading = false;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);
}

/* A menu closes and gives the keyboard back to its button; else what stands beside the list closes. */
function closeOne(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
    return true;
  }
  const side = document.querySelector<HTMLElement>('.side-close');
  side?.click();
  return side !== null;
}

/** A press outside of an open menu closes it. */
export function onPress(event: PointerEvent): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) if (!menu.contains(event.target as Node)) menu.open = false;
}

export function onKey(event: KeyboardEvent): void {
  const inMenu = event.target instanceof HTMLElement && event.target.closest('details.menu') !== null;
  if (event.key === 'Escape' && (inMenu || !typing(event.target))) {
    if (closeOne()) event.preventDefault();
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (leading) {
    leading = false;
    const page = pages.find((entry) => entry.letter === event.key);
    if (!page) return;
    event.preventDefault();
    go(`#/${page.path}`);
    return;
  }
  if (event.key === 'g') {
    leading = true;
    window.setTimeout(() => (leading = false), 1500);
  } else if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search')?.focus();
  } else if (event.key === '?') {
    go('#/help');
  }
}
