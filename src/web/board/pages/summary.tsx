import type { BoardModel, StatusGroup } from '../data/model.js';
import { burnRateOf, type Money, moneyText } from '../data/money.js';
import { useSnapshot } from '../data/use-board.js';
import { useQuery } from '../data/use-query.js';
import { BoardSpendDocument } from '../generated.js';

interface Props {
  readonly groups: Readonly<Record<StatusGroup, readonly BoardModel[]>>;
}

/** How much there is of what, and what it costs now, at a glance. */
export function Summary({ groups: { running, moving, failed } }: Props) {
  const { projects, isWhole } = useSnapshot();
  const units = running.reduce((sum, { minInferenceUnits }) => sum + (minInferenceUnits ?? 0), 0);
  const { hourly, unpriced } = burnRateOf(running);
  const month = useMonth();
  const facts = [
    ['Now', hourly ? moneyText(hourly) : running.length > 0 ? '?' : '0', costNote(hourly, unpriced)],
    ['This month', month.value, month.note],
    ['Running', running.length, running.length > 0 ? `${units} ${units === 1 ? 'unit' : 'units'}` : 'none'],
    ['On its way', moving.length, moving.length > 0 ? 'being changed' : 'none'],
    ['Failed', failed.length, failed.length > 0 ? 'see why below' : 'none'],
    ['Projects', projects.size, isWhole ? 'all accounts' : 'reading on…'],
  ] as const;
  return (
    <dl className="summary">
      {facts.map(([name, value, more]) => (
        <div key={name} data-fact={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{value.toLocaleString()}</strong> <span className="quiet">{more}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What this calendar month has cost so far, UTC; read again with everything else. */
function useMonth(): { readonly value: string; readonly note: string } {
  const { reads } = useSnapshot();
  const from = monthOf(Date.now());
  const loaded = useQuery(BoardSpendDocument, { from }, `${from} ${reads}`);
  if (loaded.kind === 'loading') return { value: '…', note: 'so far' };
  if (loaded.kind === 'failed') return { value: '?', note: 'cannot be read' };
  const { cost, basis, isCostComplete } = loaded.data.spend.total;
  if (!cost) return { value: '?', note: 'no price is known' };
  const gap = isCostComplete ? '' : ', part of it without a price';
  return { value: moneyText(cost), note: `${basis === 'AT_LEAST' ? 'at least' : 'so far'}${gap}` };
}

/** When its calendar month began, UTC. */
function monthOf(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 7)}-01T00:00:00.000Z`;
}

function costNote(hourly: Money | null, unpriced: number): string {
  if (unpriced === 0) return hourly ? 'an hour' : 'nothing runs';
  return hourly ? `an hour, and ${unpriced} without a price` : 'no price is known';
}
