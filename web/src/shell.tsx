/* shell.tsx - what stands around every page: where am I, search, the sensor's pulse. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { patch, reachable, remove, session } from './api';
import { number } from './format';
import { language, t, useLanguage, type Language, type TextKey } from './i18n';
import { onKey } from './keys';
import { status } from './live';
import { DropAnywhere, Uploads } from './parts/drop';
import { Icon, Logo, StateMark, type State } from './parts/icons';
import type { GlyphName } from './parts/glyphs';
import { useRoute } from './router';
import { Search } from './search';
import { useSignal } from './signal';
import type { Source } from './types';

interface Entry {
  path: string;
  name: GlyphName & ('overview' | 'assets' | 'map' | 'communications' | 'sensors' | 'ledger');
}

/* The five jobs; a job appears once it has a page. */
const jobs: { name: 'see'; entries: Entry[] }[] = [
  {
    name: 'see',
    entries: [
      { path: '/', name: 'overview' },
      { path: '/assets', name: 'assets' },
      { path: '/map', name: 'map' },
      { path: '/communications', name: 'communications' },
      { path: '/sensors', name: 'sensors' },
      { path: '/ledger', name: 'ledger' },
    ],
  },
];

const inside = (path: string, entry: string): boolean => (entry === '/' ? path === '/' : path === entry || path.startsWith(`${entry}/`));

function Navigation({ path }: { path: string }) {
  const link = (entry: { path: string; name: GlyphName }) => (
    <li key={entry.path}>
      <a href={`#${entry.path}`} aria-current={inside(path, entry.path) ? 'page' : undefined}>
        <Icon name={entry.name} />
        {t(`page.${entry.name}` as TextKey)}
      </a>
    </li>
  );
  return (
    <nav class="nav" aria-label={t('nav.label')}>
      {jobs.map((job) => (
        <details key={job.name} open>
          <summary>{t(`job.${job.name}` as TextKey)}</summary>
          <ul>{job.entries.map(link)}</ul>
        </details>
      ))}
      <ul class="nav-foot">
        {link({ path: '/settings', name: 'settings' })}
        {link({ path: '/help', name: 'help' })}
      </ul>
    </nav>
  );
}

/** The worst of the sources' states, and the sum of their rates. */
function pulseOf(sources: Source[]): { state: State; key: TextKey } {
  if (sources.length === 0) return { state: 'look', key: 'pulse.none' };
  if (sources.some((source) => source.state === 'broken')) return { state: 'act', key: 'pulse.broken' };
  if (sources.some((source) => source.state === 'running')) return { state: 'ok', key: 'pulse.running' };
  if (sources.some((source) => source.state === 'reading')) return { state: 'new', key: 'pulse.reading' };
  return { state: 'calm', key: 'pulse.done' };
}

function Pulse() {
  const now = useSignal(status);
  const online = useSignal(reachable);
  if (!online) {
    return (
      <span class="pulse" role="status">
        <StateMark state="act" /> {t('pulse.unreachable')}
      </span>
    );
  }
  if (!now) return <span class="pulse" />;
  const live = now.sources.filter((source) => source.kind === 'live');
  const { state, key } = pulseOf(now.sources);
  const flowing = now.sources.filter((source) => source.state === 'running' || source.state === 'reading');
  const rate = flowing.reduce((sum, source) => sum + source.packets_per_second, 0);
  const drops = now.sources.reduce((sum, source) => sum + source.kernel_drops + source.interface_drops, 0);
  const sent = live.reduce((sum, source) => sum + source.sent_frames, 0);
  const name = live.length === 1 ? live[0]!.interface ?? live[0]!.name : t('pulse.sources', { count: now.sources.length });
  return (
    <a class="pulse" href="#/sensors" title={t('pulse.hint')}>
      <StateMark state={state} />
      <span>{t(key)}</span>
      {now.sources.length > 0 && (
        <span class="pulse-numbers">
          {name} · {flowing.length > 0 && `${number(Math.round(rate))} pkt/s · `}
          {t('pulse.drops')} {number(drops)} · {t('pulse.sent')} {number(sent)}
        </span>
      )}
    </a>
  );
}

async function signOut(): Promise<void> {
  try {
    await remove('/session');
  } finally {
    location.reload();
  }
}

function switchLanguage(): void {
  const next: Language = language.get() === 'ja' ? 'en' : 'ja';
  language.set(next);
  void patch('/session', { language: next }).catch(() => undefined);
}

function TopBar() {
  const who = useSignal(session);
  const now = useSignal(status);
  const lang = useLanguage();
  return (
    <header class="top">
      <a class="brand" href="#/">
        <Logo />
        <span>Yagura</span>
      </a>
      <span class="site">{now?.site ?? who?.site ?? ''}</span>
      {(now?.demo ?? who?.demo) && <span class="sample">{t('sample')}</span>}
      <Search />
      <Pulse />
      <button type="button" class="button-plain" onClick={switchLanguage} lang={lang === 'ja' ? 'en' : 'ja'}>
        {lang === 'ja' ? 'English' : '日本語'}
      </button>
      {who && (
        <details class="menu">
          <summary>{who.user.name}</summary>
          <div class="menu-body">
            <a href="#/settings">{t('page.settings')}</a>
            <button type="button" class="button-plain" onClick={() => void signOut()}>
              {t('signout')}
            </button>
          </div>
        </details>
      )}
    </header>
  );
}

/* What is folded on the screen is open on paper. */
let unfolded: HTMLDetailsElement[] = [];

function unfold(): void {
  unfolded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open]):not(.menu)')];
  for (const part of unfolded) part.open = true;
}

function foldBack(): void {
  for (const part of unfolded) part.open = false;
}

export function Shell({ children }: { children: ComponentChildren }) {
  const here = useRoute();
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', foldBack);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', foldBack);
    };
  }, []);
  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <TopBar />
      <Navigation path={here.path} />
      <main id="main" tabIndex={0}>
        {children}
      </main>
      <Uploads />
      <DropAnywhere />
    </div>
  );
}
