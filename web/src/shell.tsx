/* shell.tsx - what stands around every page: where am I, search, the sensor's pulse. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { may, patch, reachable, remove, session } from './api';
import { number } from './format';
import { language, speak, t, useLanguage, type Language, type TextKey } from './i18n';
import { onKey, onPress } from './keys';
import { status } from './live';
import { findPage, jobs, pages, type PageRow } from './pages';
import { DropAnywhere, Uploads } from './parts/drop';
import { Icon, Logo, StateMark, type State } from './parts/icons';
import { jobOf } from './parts/lead';
import { useRoute } from './router';
import { scope } from './scope';
import { Search } from './search';
import { OpenFindings } from './views/findings';
import { useSignal } from './signal';
import type { Source } from './types';

const narrowScreen = window.matchMedia('(max-width: 760px)');

/* A narrow screen has the pages in one row, all of them. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(narrowScreen.matches);
  useEffect(() => {
    const see = () => setNarrow(narrowScreen.matches);
    narrowScreen.addEventListener('change', see);
    return () => narrowScreen.removeEventListener('change', see);
  }, []);
  return narrow;
}

function Navigation({ open }: { open: PageRow | undefined }) {
  const link = (page: PageRow) => (
    <li key={page.name}>
      <a href={`#/${page.path}`} aria-current={page === open ? 'page' : undefined}>
        <Icon name={page.name} />
        {t(`page.${page.name}` as TextKey)}
        {page.name === 'findings' && <OpenFindings />}
      </a>
    </li>
  );
  const narrow = useNarrow();
  const purpose = useSignal(session)?.user.purpose;
  const first = purpose ? jobOf[purpose] : 'see';
  const nav = useRef<HTMLElement>(null);
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [open, narrow]);
  const of = (job: PageRow['job']) => pages.filter((page) => page.job === job && may(page.right ?? 'look'));
  return (
    <nav class="nav" ref={nav} aria-label={t('nav.label')}>
      {jobs
        .filter((job) => of(job).length > 0)
        .map((job) => (
          <details key={job} open={narrow || job === (open?.name === 'overview' ? first : (open?.job ?? first))}>
            <summary>{t(`job.${job}` as TextKey)}</summary>
            <ul>{of(job).map(link)}</ul>
          </details>
        ))}
      <ul class="nav-foot">{of(null).map(link)}</ul>
    </nav>
  );
}

/** The worst of the sources' states, and the sum of their rates. */
function pulseOf(sources: Source[]): { state: State; key: TextKey } {
  if (sources.length === 0) return { state: 'look', key: 'pulse.none' };
  if (sources.some((source) => source.state === 'broken' && source.kind === 'live')) return { state: 'act', key: 'pulse.broken' };
  if (sources.some((source) => source.state === 'running')) return { state: 'ok', key: 'pulse.running' };
  if (sources.some((source) => source.state === 'reading')) return { state: 'new', key: 'pulse.reading' };
  if (sources.some((source) => source.state === 'broken')) return { state: 'look', key: 'pulse.file_broken' };
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
          {(now.check.enabled || now.check.sent > 0) && ` · ${t('pulse.checks')} ${number(now.check.sent)}`}
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
  void speak(next);
  void patch('/session', { language: next }).catch(() => undefined);
}

/* Every page asks anew for what it shows. */
function leaveSite(): void {
  scope.set(null);
  location.reload();
}

function TopBar() {
  const who = useSignal(session);
  const now = useSignal(status);
  const lang = useLanguage();
  const site = useSignal(scope);
  return (
    <header class="top">
      <a class="brand" href="#/">
        <Logo />
        <span>Yagura</span>
      </a>
      <span class="site">{now?.site ?? who?.site ?? ''}</span>
      {site && (
        <button type="button" class="chip-button" title={t('compare.leave')} onClick={leaveSite}>
          <bdi>{site.name}</bdi> ×
        </button>
      )}
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
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', foldBack);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPress);
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
      <Navigation open={findPage(here.parts[0])} />
      <main id="main" tabIndex={0}>
        {children}
      </main>
      <Uploads />
      <DropAnywhere />
    </div>
  );
}
