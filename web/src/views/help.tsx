/* help.tsx - keys, and the words that a newcomer asks about. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { words } from '../glossary';
import { otherLanguage, t, useLanguage, type TextKey } from '../i18n';
import { pages } from '../pages';
import { Sheet } from '../parts/keep';
import { Panel } from '../parts/small';
import type { Route } from '../router';

export function Help({ route }: { route: Route }) {
  const wanted = route.query.get('word');
  const language = useLanguage();
  const [other, setOther] = useState<Record<string, string>>({});
  /* S0-075: each word with what the other language calls it */
  useEffect(() => void otherLanguage().then((texts) => setOther(() => texts)), [language]);
  useEffect(() => {
    if (wanted) document.getElementById(`word-${wanted}`)?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.help')}</h1>
      </header>
      <div class="grid grid-help">
        <Panel title={t('help.words')}>
          <dl class="glossary">
            {words().map((entry) => (
              <div key={entry.id} id={`word-${entry.id}`} class={entry.id === wanted ? 'glossary-at' : undefined}>
                <dt>
                  {entry.name} <span class="quiet" lang={language === 'ja' ? 'en' : 'ja'}>{other[`glossary.${entry.id}.name`] === entry.name ? '' : other[`glossary.${entry.id}.name`]}</span>
                </dt>
                <dd>{entry.text}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={t('help.keys')}>
          <Sheet class="plain keys">
            <tbody>
              <tr>
                <th scope="row"><kbd>/</kbd></th>
                <td>{t('help.search')}</td>
              </tr>
              <tr>
                <th scope="row"><kbd>j</kbd> <kbd>k</kbd></th>
                <td>{t('help.rows')}</td>
              </tr>
              <tr>
                <th scope="row"><kbd>Enter</kbd></th>
                <td>{t('help.open')}</td>
              </tr>
              <tr>
                <th scope="row"><kbd>Esc</kbd></th>
                <td>{t('help.close')}</td>
              </tr>
              <tr>
                <th scope="row"><kbd>a</kbd> <kbd>w</kbd> <kbd>c</kbd></th>
                <td>{t('help.findings')}</td>
              </tr>
              <tr>
                <th scope="row"><kbd>a</kbd> <kbd>r</kbd></th>
                <td>{t('help.allowlist')}</td>
              </tr>
              {pages.map((page) => (
                <tr key={page.letter}>
                  <th scope="row"><kbd>g</kbd> <kbd>{page.letter}</kbd></th>
                  <td>{t(`page.${page.name}` as TextKey)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row"><kbd>?</kbd></th>
                <td>{t('help.this')}</td>
              </tr>
            </tbody>
          </Sheet>
        </Panel>
      </div>
    </div>
  );
}
