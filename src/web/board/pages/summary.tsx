import type { BoardModel, StatusGroup } from '../data/model.js';
import { burnRateOf, type Money, moneyText } from '../data/money.js';
import { useSnapshot } from '../data/use-board.js';

interface Props {
  readonly groups: Readonly<Record<StatusGroup, readonly BoardModel[]>>;
}

/** How much there is of what, and what it costs now, at a glance. */
export function Summary({ groups: { running, moving, failed } }: Props) {
  const { projects, isWhole } = useSnapshot();
  const units = running.reduce((sum, { minInferenceUnits }) => sum + (minInferenceUnits ?? 0), 0);
  const { hourly, unpriced } = burnRateOf(running);
  const facts = [
    ['Now', hourly ? moneyText(hourly) : running.length > 0 ? '?' : '0', costNote(hourly, unpriced)],
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

function costNote(hourly: Money | null, unpriced: number): string {
  if (unpriced === 0) return hourly ? 'an hour' : 'nothing is billed';
  return hourly ? `an hour, and ${unpriced} without a price` : 'no price is known';
}
