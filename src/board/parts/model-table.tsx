import type { ReactNode } from 'react';
import type { BoardModel } from '../data/model.js';
import { addressOf } from '../route.js';
import { Act } from './act.js';
import { Score } from './score.js';
import { Status } from './status.js';
import { Ago } from './time.js';

interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
  readonly show: (model: BoardModel) => ReactNode;
}

const COLUMNS = {
  status: { name: 'Status', show: ({ status }: BoardModel) => <Status status={status} /> },
  units: { name: 'Units', isNumber: true, show: unitsOf },
  f1: { name: 'F1', show: ({ evaluationResult }: BoardModel) => <Score value={evaluationResult?.f1Score} /> },
  created: { name: 'Created', show: ({ creationTimestamp }: BoardModel) => <Ago at={creationTimestamp} /> },
  why: {
    name: 'Why',
    show: ({ statusMessage }: BoardModel) =>
      statusMessage ?? <span className="quiet">AWS gives no reason</span>,
  },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;

interface Props {
  readonly label: string;
  readonly models: readonly BoardModel[];
  readonly columns: readonly ColumnName[];
}

/** Models, one a row, each with what can be done to it. */
export function ModelTable({ label, models, columns }: Props) {
  const shown: readonly Column[] = columns.map((it) => COLUMNS[it]);
  return (
    <div className="table" tabIndex={-1}>
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            {shown.map(({ name, isNumber }) => (
              <th key={name} scope="col" data-number={isNumber}>
                {name}
              </th>
            ))}
            <th scope="col">
              <span className="for-readers">Act</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.arn}>
              <th scope="row">
                <a href={addressOf({ page: 'model', arn: model.arn })}>
                  <span className="quiet">{model.projectName} / </span>
                  {model.name}
                </a>
              </th>
              {shown.map(({ name, isNumber, show }) => (
                <td key={name} data-label={name} data-number={isNumber}>
                  {show(model)}
                </td>
              ))}
              <td>
                <Act model={model} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function unitsOf({ minInferenceUnits: min, maxInferenceUnits: max }: BoardModel): string {
  if (min === null || min === undefined) return '–';
  return max === null || max === undefined || max === min ? String(min) : `${min}–${max}`;
}
