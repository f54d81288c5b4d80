/* answer_sheet.tsx - answers out as an Excel workbook, and back in with a preview of what changes. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { anonymised, base, mayEdit, post, query, upload } from '../api';
import { language, t } from '../i18n';
import { DropArea } from '../parts/drop';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { scoped } from '../scope';
import { faultText } from './assess_proof';
import { say, type Pack } from './assess_types';

interface Change {
  row: number;
  item: string;
  part: string;
  fault: string | null;
  fields: { ja: string; en: string; before: string; after: string }[];
}

interface Preview {
  id: string | null;
  rows: number;
  done: boolean;
  faults: number;
  changes: Change[];
}

function Changes({ pack, changes }: { pack: Pack; changes: Change[] }) {
  const columnOf = (id: string) => say(pack.columns.find((column) => column.id === id)?.title) || id;
  return (
    <div class="ledger-box" tabIndex={0} role="region" aria-label={t('answers_sheet.changes')}>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col" class="right">
              {t('ledger.row')}
            </th>
            <th scope="col">{t('answers_sheet.item')}</th>
            <th scope="col">{t('answers_sheet.field')}</th>
            <th scope="col">{t('answers_sheet.before')}</th>
            <th scope="col">{t('answers_sheet.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.flatMap((change) =>
            change.fields.map((field, index) => (
              <tr key={`${change.row} ${field.en}`}>
                <td class="right">{index === 0 && change.row}</td>
                <td>
                  {index === 0 && [change.item, change.part && columnOf(change.part)].filter(Boolean).join(' ')}
                  {index === 0 && change.fault && (
                    <p class="field-error">
                      <StateMark state="act" size={10} /> {change.fault}
                    </p>
                  )}
                </td>
                <td>{field[language.get()]}</td>
                <td>
                  <bdi>{field.before || '–'}</bdi>
                </td>
                <td>
                  <bdi>{field.after || '–'}</bdi>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </Sheet>
    </div>
  );
}

/** part: of one supplier alone. */
/** The framework itself, to be changed and sent in again under a new version. */
export const PackFiles = ({ id }: { id: string }) => (
  <>
    {['yaml', 'xlsx'].map((kind) => (
      <>
        {' '}
        <a key={kind} href={`${base}/packs.${kind}${query({ pack: id, lang: language.get() })}`} download>
          {kind === 'yaml' ? 'YAML' : 'Excel'}
        </a>
      </>
    ))}
  </>
);

export function AnswerSheet({ pack, part, may = mayEdit(), saved }: { pack: Pack; part?: string; may?: boolean; saved: () => void }) {
  const [preview, setPreview] = useState<Preview>();
  const [said, setSaid] = useState('');
  const send = async (file: File) => {
    setSaid('');
    try {
      setPreview(await upload<Preview>(scoped(`/answers/preview${query({ pack: pack.id, part })}`), file, () => undefined));
    } catch (cause) {
      setPreview(undefined);
      setSaid(faultText(cause));
    }
  };
  const apply = async () => {
    try {
      const done = await post<Preview>('/answers', { id: preview!.id, pack: pack.id, part: part ?? '' });
      setPreview(undefined);
      setSaid(t('answers_sheet.done', { count: done.changes.length }));
      saved();
    } catch (cause) {
      setSaid(faultText(cause));
    }
  };
  return (
    <details class="answer-sheet" open={Boolean(part)}>
      <summary>{t(part ? 'ask.collect' : 'answers_sheet.title')}</summary>
      {!part && <p>
        <a class="button" href={base + scoped(`/answers.xlsx${query({ pack: pack.id, lang: language.get(), anonymise: anonymised() })}`)}>
          {t('answers_sheet.save')}
        </a>
      </p>}
      {may && <DropArea take={(file) => void send(file)} accept=".xlsx" title={t('answers_sheet.drop')} hint={t('answers_sheet.hint')} />}
      {preview && preview.changes.length === 0 && <p role="status">{t('answers_sheet.same', { rows: preview.rows })}</p>}
      {preview && preview.changes.length > 0 && (
        <>
          <h3>{t('answers_sheet.changes')}</h3>
          <Changes pack={pack} changes={preview.changes} />
          <p>
            <button type="button" class="button button-main" disabled={preview.faults > 0} onClick={() => void apply()}>
              {t('answers_sheet.apply', { count: preview.changes.length })}
            </button>{' '}
            {preview.faults > 0 && <span class="field-error">{t('answers_sheet.faults', { count: preview.faults })}</span>}
          </p>
        </>
      )}
      {said && <p role="status">{said}</p>}
    </details>
  );
}
