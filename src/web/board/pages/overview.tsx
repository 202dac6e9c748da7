import { useDeferredValue, useMemo, useState } from 'react';
import { type BoardModel, byGroup } from '../data/model.js';
import { storedToken } from '../data/session.js';
import { matches } from '../data/sorting.js';
import { useSnapshot } from '../data/use-board.js';
import { Activity } from '../parts/activity.js';
import { Search } from '../parts/filters.js';
import type { ColumnName } from '../parts/model-columns.js';
import { ModelTable } from '../parts/model-table.js';
import { Hint, PageTitle } from '../parts/notice.js';
import { useParam } from '../route.js';
import { Budgets } from './budgets.js';
import { Projects } from './projects.js';
import { Summary } from './summary.js';
import { Workflows } from './workflows.js';

/** Failures that show before the viewer asks for all. */
const FEW_FAILED = 5;

/** A caller with a token may not see everything. */
function nothingRuns(): string {
  return storedToken() === null ? 'Nothing runs, so nothing is billed.' : 'Nothing runs that you may see.';
}

/** What runs, what is on its way, what failed lately, and the way to everything else. */
export function Overview() {
  const { models } = useSnapshot();
  const [typed, setTyped] = useParam('q');
  const search = useDeferredValue(typed.trim());
  const [areAllShown, showAll] = useState(false);
  const all = useMemo(() => byGroup(models.values()), [models]);
  const found = (group: readonly BoardModel[]) =>
    group.filter(({ projectName, name }) => matches(`${projectName} / ${name}`, search));
  const [running, moving, failed] = [found(all.running), found(all.moving), found(all.failed)];
  return (
    <>
      <div className="heading">
        <PageTitle>Overview</PageTitle>
        <Search label="Search projects and models" value={typed} onChange={setTyped} />
      </div>
      <Summary groups={all} />
      <Group
        title="Running"
        models={running}
        columns={['aliases', 'units', 'since', 'hourly', 'cost', 'stop', 'f1']}
        none={search ? 'None that runs is called so.' : nothingRuns()}
      />
      <Budgets />
      <Workflows />
      <Group title="On its way" models={moving} columns={['status', 'since', 'end', 'created']} />
      <Group
        title="Failed"
        models={areAllShown ? failed : failed.slice(0, FEW_FAILED)}
        columns={['status', 'why', 'created']}
      />
      {!areAllShown && failed.length > FEW_FAILED && (
        <button type="button" className="plain more" onClick={() => showAll(true)}>
          Show all {failed.length}
        </button>
      )}
      <Projects search={search} />
      <Activity />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly models: readonly BoardModel[];
  readonly columns: readonly ColumnName[];
  /** What to say of an empty group; without it there is no such section then. */
  readonly none?: string;
}

function Group({ title, models, columns, none }: GroupProps) {
  const id = `group-${title.toLowerCase().replaceAll(' ', '-')}`;
  if (models.length === 0 && none === undefined) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {models.length === 0 ? (
        <Hint>{none}</Hint>
      ) : (
        <ModelTable label={title} models={models} columns={columns} />
      )}
    </section>
  );
}
