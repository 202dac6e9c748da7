import { type ComponentProps, memo } from 'react';
import { addressOf } from '../address.js';
import type { BoardModel } from '../data/model.js';
import type { Snapshot } from '../data/snapshot.js';
import { type Direction, firstDirection, type SortKey } from '../data/sorting.js';
import { useSnapshot } from '../data/use-board.js';
import { Act } from './act.js';
import { type ColumnName, columnsOf } from './model-columns.js';
import { VirtualRows } from './virtual-rows.js';

interface Sort {
  readonly key: SortKey;
  readonly direction: Direction;
  readonly onChange: (key: SortKey, direction: Direction) => void;
}

interface Props {
  readonly label: string;
  readonly models: readonly BoardModel[];
  readonly columns: readonly ColumnName[];
  /** Without it the order is fixed. */
  readonly sort?: Sort;
  /** Whether the rows' projects are named: not on a project's own page. */
  readonly namesProjects?: boolean;
}

/** Models, one a row, each with what can be done to it. */
export function ModelTable({ label, models, columns, sort, namesProjects = true }: Props) {
  const shown = columnsOf(columns);
  return (
    <div className="table">
      <table aria-label={label} aria-rowcount={models.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <Head name="Model" by="name" sort={sort} />
            {shown.map(({ name, isNumber, sort: by }) => (
              <Head key={name} name={name} isNumber={isNumber} by={by} sort={sort} />
            ))}
            <th scope="col">
              <span className="for-readers">Act</span>
            </th>
          </tr>
        </thead>
        <VirtualRows items={models} keyOf={({ arn }) => arn} columns={shown.length + 2}>
          {(model, row) => <Row key={model.arn} {...{ model, columns, namesProjects, row }} />}
        </VirtualRows>
      </table>
    </div>
  );
}

interface RowProps {
  readonly model: BoardModel;
  readonly columns: readonly ColumnName[];
  readonly namesProjects: boolean;
  /** What the list passes on to each row. */
  readonly row: ComponentProps<'tr'>;
}

function Row({ model, columns, namesProjects, row }: RowProps) {
  return (
    <tr {...row}>
      <th scope="row">
        <a data-row href={addressOf({ page: 'model', arn: model.arn })}>
          {namesProjects && <span className="quiet">{model.projectName} / </span>}
          {model.name}
        </a>
      </th>
      <Cells model={model} columns={columns} snapshot={useSnapshot()} />
      <td className="acts">
        <Act model={model} />
      </td>
    </tr>
  );
}

interface CellsProps {
  readonly model: BoardModel;
  readonly columns: readonly ColumnName[];
  readonly snapshot: Snapshot;
}

/** Drawn anew only where the model, its history or, for expected ends, what was observed is another. */
const Cells = memo(
  ({ model, columns, snapshot }: CellsProps) =>
    columnsOf(columns).map(({ name, isNumber, show }) => {
      const shown = show(model, snapshot);
      return (
        <td key={name} data-label={name} data-number={isNumber} data-empty={shown === null}>
          {shown ?? <span className="quiet">–</span>}
        </td>
      );
    }),
  (before, after) =>
    before.model === after.model &&
    before.snapshot.histories.get(before.model.arn) === after.snapshot.histories.get(after.model.arn) &&
    (!after.columns.includes('end') || before.snapshot.durations === after.snapshot.durations),
);

interface HeadProps {
  readonly name: string;
  readonly isNumber?: boolean | undefined;
  readonly by?: SortKey | undefined;
  readonly sort?: Sort | undefined;
}

/** A column's name; a press on it sorts by it, a second one turns the order round. */
function Head({ name, isNumber, by, sort }: HeadProps) {
  if (!by || !sort)
    return (
      <th scope="col" data-number={isNumber}>
        {name}
      </th>
    );
  const isSorted = sort.key === by;
  const turned = sort.direction === 'asc' ? 'desc' : 'asc';
  const words = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <th scope="col" data-number={isNumber} aria-sort={isSorted ? words[sort.direction] : 'none'}>
      <button
        type="button"
        className="sort"
        onClick={() => sort.onChange(by, isSorted ? turned : firstDirection(by))}
      >
        {name}
        <span aria-hidden="true">{isSorted ? (sort.direction === 'asc' ? '↑' : '↓') : '↕'}</span>
      </button>
    </th>
  );
}
