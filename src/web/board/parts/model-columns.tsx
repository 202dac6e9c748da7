import type { ReactNode } from 'react';
import { expectedEndOf, sinceOf } from '../data/history.js';
import type { BoardModel } from '../data/model.js';
import { moneyText } from '../data/money.js';
import type { Snapshot } from '../data/snapshot.js';
import type { SortKey } from '../data/sorting.js';
import { Aliases } from './aliases.js';
import { CostSoFar } from './cost.js';
import { Score } from './score.js';
import { Status } from './status.js';
import { Ago, For, In, spanOf, Until } from './time.js';

interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
  readonly sort?: SortKey;
  /** Null for nothing to show. */
  readonly show: (model: BoardModel, snapshot: Snapshot) => ReactNode;
}

/** What tables of models can show. */
const COLUMNS = {
  status: { name: 'Status', sort: 'status', show: ({ status }) => <Status status={status} /> },
  units: { name: 'Units', isNumber: true, sort: 'units', show: unitsOf },
  since: { name: 'For', isNumber: true, show: sinceIn },
  hourly: {
    name: 'An hour',
    isNumber: true,
    show: ({ hourlyCost }) => hourlyCost && moneyText(hourlyCost),
  },
  cost: { name: 'So far', isNumber: true, show: costIn },
  stop: { name: 'Stops', isNumber: true, show: ({ stopAt }) => stopAt && <In at={stopAt} /> },
  end: { name: 'Expected end', show: endIn },
  aliases: {
    name: 'Aliases',
    show: ({ aliases }) => (aliases.length > 0 ? <Aliases of={aliases} /> : null),
  },
  f1: {
    name: 'F1',
    isNumber: true,
    sort: 'f1',
    show: ({ evaluationResult: result }) =>
      typeof result?.f1Score === 'number' ? <Score value={result.f1Score} /> : null,
  },
  training: { name: 'Training', isNumber: true, sort: 'training', show: trainingOf },
  source: { name: 'Copied from', show: sourceOf },
  created: {
    name: 'Created',
    isNumber: true,
    sort: 'created',
    show: ({ creationTimestamp }) => <Ago at={creationTimestamp} />,
  },
  why: {
    name: 'Why',
    show: ({ statusMessage }) => statusMessage ?? <span className="quiet">AWS gives no reason</span>,
  },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;

export function columnsOf(names: readonly ColumnName[]): readonly Column[] {
  return names.map((it) => COLUMNS[it]);
}

function unitsOf({ minInferenceUnits: min, maxInferenceUnits: max }: BoardModel): ReactNode {
  if (min === null || min === undefined) return null;
  return max === null || max === undefined || max === min ? String(min) : `${min}–${max}`;
}

function sinceIn(model: BoardModel, { histories }: Snapshot): ReactNode {
  const since = sinceOf(model, histories);
  if (since === null) return null;
  return (
    <span>
      {model.isRunningSinceExact === false && '≥ '}
      <For since={since} />
    </span>
  );
}

function costIn(model: BoardModel): ReactNode {
  return model.runningSince && model.hourlyCost ? <CostSoFar model={model} /> : null;
}

function endIn(model: BoardModel, { histories, durations }: Snapshot): ReactNode {
  const end = expectedEndOf(model, histories, durations);
  return end && <Until at={end.at} title={`The median of ${end.from} observed.`} />;
}

function trainingOf({ billableTrainingTimeInSeconds: seconds }: BoardModel): ReactNode {
  return seconds === null || seconds === undefined ? null : spanOf(seconds * 1_000);
}

function sourceOf({ sourceModelVersionArn: arn }: BoardModel): ReactNode {
  const [, project, , name] = arn?.split('/') ?? [];
  return name === undefined ? null : `${project} / ${name}`;
}
