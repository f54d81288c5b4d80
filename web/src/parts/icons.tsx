/* icons.tsx - symbols as inline SVG; words beside them carry the meaning. SPDX-License-Identifier: Apache-2.0 */
import { glyphs, roleGlyphs, type GlyphName } from './glyphs';

interface IconProps {
  name: GlyphName;
  size?: number;
}

function Outline({ path, size }: { path: string; size: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export function Icon({ name, size = 18 }: IconProps) {
  return <Outline path={glyphs[name]} size={size} />;
}

export function RoleIcon({ role, size = 18 }: { role: string | null | undefined; size?: number }) {
  return <Outline path={roleGlyphs[role ?? 'unknown'] ?? roleGlyphs.unknown!} size={size} />;
}

export type State = 'act' | 'look' | 'new' | 'ok' | 'calm';

/** The shape that goes with a colour, so that the colour is never alone. */
export function StateMark({ state, size = 12 }: { state: State; size?: number }) {
  return (
    <svg class={`mark mark-${state}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {state === 'act' && <path d="M6 0.800 11.600 11H0.400z" />}
      {state === 'look' && <path d="M6 0 12 6 6 12 0 6z" />}
      {state === 'new' && <rect x="1" y="1" width="10" height="10" rx="2" />}
      {state === 'ok' && <circle cx="6" cy="6" r="5.500" />}
      {state === 'calm' && <circle cx="6" cy="6" r="4" />}
    </svg>
  );
}

/** Yagura: the watchtower. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg class="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 2 3 9v3h3v4l-3 3v2h4l-2 9h22l-2-9h4v-2l-3-3v-4h3V9zm-6 10h12v4H10zm1 9h10l1.400 6H9.600z" />
    </svg>
  );
}
