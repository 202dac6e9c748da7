import { useEffect, useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { groupOf } from '../data/model.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import { ModelTable } from '../parts/model-table.js';
import { Notice, Skeleton } from '../parts/notice.js';

const ORDERS = {
  newest: [
    'Newest first',
    (a: BoardModel, b: BoardModel) => b.creationTimestamp.localeCompare(a.creationTimestamp),
  ],
  best: ['Best F1 first', (a: BoardModel, b: BoardModel) => scoreOf(b) - scoreOf(a)],
  name: ['By name', (a: BoardModel, b: BoardModel) => a.name.localeCompare(b.name)],
} as const;

const GROUPS = {
  all: 'All',
  running: 'Running',
  moving: 'On their way',
  resting: 'At rest',
  failed: 'Failed',
} as const;

/** All models of a project, to filter and to sort. */
export function ProjectPage({ arn }: { readonly arn: string }) {
  const { store } = useBoard();
  const { projects, models, complete, phase } = useSnapshot();
  const [error, setError] = useState<string | null>(null);
  const [group, setGroup] = useState<keyof typeof GROUPS>('all');
  const [order, setOrder] = useState<keyof typeof ORDERS>('newest');
  useEffect(() => {
    store.open(arn).catch((thrown: Error) => setError(thrown.message));
  }, [store, arn]);

  const project = projects.get(arn);
  if (error)
    return (
      <Notice kind="failed" title="This project could not be read">
        {error}
      </Notice>
    );
  if (!project && (complete.has(arn) || phase.kind === 'ready'))
    return <Notice title="There is no such project">It was deleted, or you may not see it.</Notice>;
  if (!project) return <Skeleton rows={5} />;

  const prefix = `${arn.slice(0, arn.lastIndexOf('/'))}/version/`;
  const own = [...models.values()]
    .filter((it) => it.arn.startsWith(prefix))
    .filter(({ status }) => group === 'all' || groupOf(status) === group)
    .sort(ORDERS[order][1]);
  return (
    <>
      <p className="crumbs">
        <a href="#/">Overview</a> / {project.accountId} / {project.region}
      </p>
      <div className="heading">
        <h2>{project.name}</h2>
        <Choice label="Show" value={group} of={GROUPS} onChange={setGroup} />
        <Choice
          label="Order"
          value={order}
          of={{ newest: ORDERS.newest[0], best: ORDERS.best[0], name: ORDERS.name[0] }}
          onChange={setOrder}
        />
      </div>
      {!complete.has(arn) && own.length === 0 ? (
        <Skeleton rows={5} />
      ) : own.length === 0 ? (
        <Notice title="No models here">
          <p>
            {group === 'all' ? 'Nothing has been trained in this project yet.' : 'None is in this state.'}
          </p>
        </Notice>
      ) : (
        <ModelTable
          label={`Models of ${project.name}`}
          models={own}
          columns={['status', 'units', 'f1', 'created']}
        />
      )}
    </>
  );
}

function scoreOf({ evaluationResult }: BoardModel): number {
  return evaluationResult?.f1Score ?? -1;
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly of: Readonly<Record<K, string>>;
  readonly onChange: (value: K) => void;
}

function Choice<K extends string>({ label, value, of, onChange }: ChoiceProps<K>) {
  return (
    <label className="choice">
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.target.value as K)}>
        {Object.entries<string>(of).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
