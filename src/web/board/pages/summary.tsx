import type { BoardModel, StatusGroup } from '../data/model.js';
import { useSnapshot } from '../data/use-board.js';

interface Props {
  readonly groups: Readonly<Record<StatusGroup, readonly BoardModel[]>>;
}

/** How much there is of what, at a glance. The burn rate and this month's cost have their place before the rest. */
export function Summary({ groups: { running, moving, failed } }: Props) {
  const { projects, isWhole } = useSnapshot();
  const units = running.reduce((sum, { minInferenceUnits }) => sum + (minInferenceUnits ?? 0), 0);
  const facts = [
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
