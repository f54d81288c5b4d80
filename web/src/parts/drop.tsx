/* drop.tsx - captures dropped anywhere on the page, and what becomes of them. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, upload } from '../api';
import { bytes } from '../format';
import { t } from '../i18n';
import { refresh, status } from '../live';
import { signal, useSignal } from '../signal';
import { Icon } from './icons';
import { Bar } from './small';
import { stateWord } from './source';

interface Upload {
  id: number;
  name: string;
  size: number;
  sent: number;
  state: 'sending' | 'sent' | 'failed';
  /** What the server made of it, once it has arrived. */
  source?: string;
  detail: string;
  stop: () => void;
}

export const uploads = signal<Upload[]>([]);
let numbered = 0;

const change = (id: number, values: Partial<Upload>): void =>
  uploads.set(uploads.get().map((entry) => (entry.id === id ? { ...entry, ...values } : entry)));
const forget = (id: number): void => uploads.set(uploads.get().filter((entry) => entry.id !== id));

function why(cause: unknown): string {
  if (!(cause instanceof ApiError)) return String(cause);
  if (cause.title === 'stopped') return t('upload.stopped');
  return cause.status === 0 ? t('error.unreachable') : cause.detail || cause.title;
}

export async function addCapture(file: File): Promise<void> {
  const id = ++numbered;
  const abort = new AbortController();
  uploads.set([...uploads.get(), { id, name: file.name, size: file.size, sent: 0, state: 'sending', detail: '', stop: () => abort.abort() }]);
  try {
    const { id: source } = await upload<{ id: string }>('/captures', file, (sent) => change(id, { sent }), abort.signal);
    change(id, { state: 'sent', sent: file.size, source });
    void refresh();
  } catch (cause) {
    change(id, { state: 'failed', detail: why(cause) });
  }
}

const doneShownMs = 6000;

/* A file is told of from its first byte to what became of it: sent, read, and how far that went. */
function UploadBox({ entry }: { entry: Upload }) {
  const source = useSignal(status)?.sources.find((one) => one.id === entry.source);
  const done = source?.state === 'done';
  useEffect(() => {
    if (!done) return;
    const wait = window.setTimeout(() => forget(entry.id), doneShownMs);
    return () => window.clearTimeout(wait);
  }, [done]);
  const name = entry.name;
  const told = {
    sending: t('upload.sending', { name }),
    failed: t('upload.failed', { name }),
    sent: !source ? t('upload.sent', { name }) : source.state === 'reading' ? t('source.reading', { name }) : done ? t('upload.read', { name, packets: source.packets }) : t('upload.broken', { name, state: stateWord(source) }),
  }[entry.state];
  const [part, whole] = source?.state === 'reading' ? [source.bytes, source.bytes_total] : [entry.sent, entry.size];
  const moving = entry.state === 'sending' || source?.state === 'reading';
  return (
    <div class="upload">
      <p>{told}</p>
      {moving && <Bar done={part} total={whole} label={name} />}
      {moving && (
        <p class="quiet">
          {bytes(part)} / {bytes(whole)}
        </p>
      )}
      {entry.state === 'failed' && <p class="quiet">{entry.detail}</p>}
      {source?.state === 'broken' && (
        <p>
          <a href="#/sensors">{t('problem.open')}</a>
        </p>
      )}
      <button type="button" class="button" onClick={() => (entry.state === 'sending' ? entry.stop() : forget(entry.id))}>
        {entry.state === 'sending' ? t('upload.stop') : t('close')}
      </button>
    </div>
  );
}

export function Uploads() {
  const list = useSignal(uploads);
  if (list.length === 0) return null;
  return (
    <div class="uploads" role="status">
      {list.map((entry) => (
        <UploadBox key={entry.id} entry={entry} />
      ))}
    </div>
  );
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere; a page with a place of its own for files marks it data-drop. */
export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const elsewhere = (event: DragEvent) => (event.target as Element | null)?.closest?.('[data-drop]') !== null && (event.target as Element | null)?.closest?.('[data-drop]') !== undefined;
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(!elsewhere(event));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (elsewhere(event)) return;
      for (const file of event.dataTransfer?.files ?? []) void addCapture(file);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div class="drop-over" aria-hidden="true">
      <Icon name="upload" size={40} />
      <p>{t('upload.drop_here')}</p>
    </div>
  );
}

interface PickProps {
  take: (file: File) => void;
  accept: string;
  title: string;
  hint: string;
}

/** A place for files: drop on it, or press it and choose. */
export function DropArea({ take, accept, title, hint }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      data-drop
      class={over ? 'drop-area drop-area-over' : 'drop-area'}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        for (const file of event.dataTransfer?.files ?? []) take(file);
      }}
    >
      <Icon name="upload" size={28} />
      <p>{title}</p>
      <p class="quiet">{hint}</p>
      <button type="button" class="button button-main" onClick={() => input.current?.click()}>
        {t('upload.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) take(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

export const captureTypes = '.pcap,.pcapng,.cap,.gz,.zst';
