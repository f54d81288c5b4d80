/* keys.ts - the keyboard: / searches, g and a letter goes to a page, ? shows all. SPDX-License-Identifier: Apache-2.0 */
import { pages } from './pages';
import { go } from './router';

let leading = false;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);
}

export function onKey(event: KeyboardEvent): void {
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
