/* tickboxes.tsx - boxes that are kept one by one as they are ticked. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { mayEdit, type ApiError } from '../api';
import { Failure } from './small';

interface Box {
  key: string;
  label: string;
  on: boolean;
}

/**
 * A box stands as it was ticked while that is being kept, and stands back with a word when it could not be. Keep
 * is told the box and all that are ticked now.
 */
export function TickBoxes({ boxes, keep }: { boxes: Box[]; keep: (key: string, ticked: string[]) => Promise<unknown> }) {
  const [moved, setMoved] = useState<Record<string, boolean>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  useEffect(() => setMoved({}), [boxes.map((box) => `${box.key}=${box.on}`).join()]);
  const isOn = (box: Box) => moved[box.key] ?? box.on;
  const tick = (box: Box, input: HTMLInputElement) => {
    if (busy) {
      input.checked = isOn(box);
      return;
    }
    const on = input.checked;
    setMoved({ ...moved, [box.key]: on });
    setError(undefined);
    setBusy(true);
    keep(
      box.key,
      boxes.filter((other) => (other === box ? on : isOn(other))).map((other) => other.key),
    )
      .catch((cause: ApiError) => {
        setMoved({ ...moved, [box.key]: !on });
        setError(cause);
      })
      .finally(() => setBusy(false));
  };
  return (
    <>
      <fieldset class="ticks" disabled={!mayEdit()} aria-busy={busy}>
        {boxes.map((box) => (
          <label key={box.key}>
            <input type="checkbox" checked={isOn(box)} onChange={(event) => tick(box, event.currentTarget)} /> <bdi>{box.label}</bdi>
          </label>
        ))}
      </fieldset>
      {error && <Failure error={error} />}
    </>
  );
}
