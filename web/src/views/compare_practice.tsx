/* compare_practice.tsx - what the best site has and this one has not, with how it does it (S0-031). SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Loading, Panel } from '../parts/small';
import { href } from '../router';
import { scope } from '../scope';
import { useSignal } from '../signal';
import { say, type Assessment, type Item } from './assess_types';

interface Site {
  id: string;
  name: string;
  done: number;
}

/** An answer that the network contradicts is no practice to follow. */
const isGood = (item: Item): boolean => item.done && item.match !== 'differs' && !item.not_applicable;

export function Practice({ pack, sites }: { pack: string; sites: Site[] }) {
  const chosen = useSignal(scope);
  const here = sites.find((site) => site.id === (chosen?.id ?? sites.find((one) => one.id === '1')?.id)) ?? sites.at(-1);
  const best = [...sites].filter((site) => site.id !== here?.id).sort((a, b) => b.done - a.done)[0];
  const path = (site: Site | undefined) => (site && best ? `/checklist?pack=${pack}&scope=${site.id}` : null);
  const there = useLoad<Assessment>(path(best)).data;
  const own = useLoad<Assessment>(path(here)).data;
  if (!here || !best) return null;
  if (!there || !own) return <Loading />;
  const mine = new Map(own.items.map((item) => [`${item.part}/${item.id}`, item]));
  const rows = there.items.filter((item) => isGood(item) && mine.get(`${item.part}/${item.id}`)?.done === false && !mine.get(`${item.part}/${item.id}`)?.not_applicable);
  return (
    <Panel title={t('practice.title', { best: best.name, here: here.name })} count={rows.length} id="practice">
      <p class="quiet">{t('practice.hint')}</p>
      {rows.length === 0 && <p>{t('practice.none')}</p>}
      {rows.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('practice.item')}</th>
              <th scope="col">{t('practice.how')}</th>
              <th scope="col">{t('practice.document')}</th>
              <th scope="col">{t('practice.measured')}</th>
              <th scope="col">{t('practice.next')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={`${item.part}/${item.id}`}>
                <th scope="row">
                  <a href={pack === 'smkl-security' ? href('/smkl', { cell: `${item.part}/${item.section}` }) : href('/checklist', { open: item.id })}>
                    {item.part && `${item.part} `}
                    {item.id}
                  </a>{' '}
                  {say(item.title)}
                </th>
                <td>
                  <bdi>{item.answer?.reason || '–'}</bdi>
                </td>
                <td>
                  <bdi>{item.answer?.document || '–'}</bdi>
                </td>
                <td>{word('match', item.match)}</td>
                <td>{say(item.next)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
    </Panel>
  );
}
