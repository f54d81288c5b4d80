/* communication_detail.tsx - one conversation or operation, said in a sentence and in full. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { bytes, duration, number, ranges } from '../format';
import { t, word } from '../i18n';
import { protocolName } from '../live';
import { AssetLink, Chip, Copy, Time } from '../parts/small';
import { href } from '../router';
import type { Conversation, Operation, Party } from '../types';

function Facts({ rows }: { rows: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Who({ party }: { party: Party }) {
  return (
    <span>
      <AssetLink id={party.asset} name={party.name || party.ip || party.mac || '–'} longest={34} /> <br />
      {party.ip && <Copy text={party.ip} />}
      {party.mac && <Copy text={party.mac} />}
    </span>
  );
}

export function ConversationDetail({ row }: { row: Conversation }) {
  return (
    <>
      <h2>{row.title || protocolName(row.protocol)}</h2>
      <Facts
        rows={[
          [t('party.client'), <Who party={row.client} />],
          [t('party.server'), <Who party={row.server} />],
          [t('port'), `${row.proto} ${row.port || ''}`],
          ['VLAN', row.vlan],
          [t('detail.to_server'), `${bytes(row.bytes_to_server)} · ${number(row.packets_to_server)} ${t('packets_unit')}`],
          [t('detail.to_client'), `${bytes(row.bytes_to_client)} · ${number(row.packets_to_client)} ${t('packets_unit')}`],
          [t('detail.flows'), t('detail.flows_text', { count: row.flows, answered: row.answered })],
          [t('conversation.state'), word('conversation.state', row.state)],
          [t('first_seen'), <Time at={row.first_seen} />],
          [t('last_seen'), <Time at={row.last_seen} />],
        ]}
      />
      {row.server.asset && (
        <p>
          <a href={href('/communications', { tab: 'operations', asset: row.server.asset, protocol: row.protocol })}>{t('detail.operations')}</a>
        </p>
      )}
    </>
  );
}

function sentence(row: Operation): string {
  return t('detail.sentence', {
    client: row.client.name || row.client.ip || row.client.mac || '–',
    server: row.server.name || row.server.ip || row.server.mac || '–',
    class: word('class', row.class),
    count: row.count,
  });
}

export function OperationDetail({ row }: { row: Operation }) {
  return (
    <>
      <h2>
        {row.function ?? t('operation.code', { code: row.code })} <Chip>{word('class', row.class)}</Chip>
      </h2>
      <p>{sentence(row)}</p>
      <Facts
        rows={[
          [t('party.client'), <Who party={row.client} />],
          [t('party.server'), <Who party={row.server} />],
          [t('protocol'), protocolName(row.protocol)],
          [t('detail.code'), `${row.pdu ? `${row.pdu} ` : ''}${row.code} (0x${row.code.toString(16)})${row.subcode === null ? '' : ` / ${row.subcode}`}`],
          [t('detail.target'), row.target],
          [t('detail.ranges'), [row.space, ranges(row.ranges, row.wide)].filter(Boolean).join(' ')],
          [t('operation.count'), number(row.count)],
          [t('operation.period'), row.period_us !== null && row.period_us >= 0 ? `${duration(row.period_us)} ± ${duration(row.jitter_us)}` : null],
          [t('detail.response'), row.response_us !== null && row.response_us >= 0 ? duration(row.response_us) : null],
          [t('operation.result'), row.result ?? t('operation.no_answer')],
          [t('detail.exceptions'), row.exceptions ? number(row.exceptions) : null],
          [t('first_seen'), <Time at={row.first_seen} />],
          [t('last_seen'), <Time at={row.last_seen} />],
        ]}
      />
    </>
  );
}
