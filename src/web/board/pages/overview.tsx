import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type BoardModel, byGroup } from '../data/model.js';
import { MOST_FOUND } from '../data/reading.js';
import { storedToken } from '../data/session.js';
import { matches } from '../data/sorting.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
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
  const search = useSearch(typed);
  const all = useMemo(() => byGroup(models.values()), [models]);
  const found = (group: readonly BoardModel[]) =>
    group.filter(({ projectName, name }) => matches(`${projectName} / ${name}`, search));
  return (
    <>
      <div className="heading">
        <PageTitle>Overview</PageTitle>
        <Search label="Search projects and models" value={typed} onChange={setTyped} />
      </div>
      <Summary groups={all} />
      <Group
        title="Running"
        models={found(all.running)}
        columns={['aliases', 'units', 'since', 'hourly', 'cost', 'stop', 'f1']}
        none={search ? 'None that runs is called so.' : nothingRuns()}
      />
      <Budgets />
      <Workflows />
      <Group title="On its way" models={found(all.moving)} columns={['status', 'since', 'end', 'created']} />
      <Failed models={found(all.failed)} />
      {search && <AtRest models={found(all.resting)} />}
      <Projects search={search} />
      <Activity />
    </>
  );
}

/** The newest first, a few until the viewer asks for all. */
function Failed({ models }: Pick<GroupProps, 'models'>) {
  const [areAllShown, showAll] = useState(false);
  const shown = areAllShown ? models : models.slice(0, FEW_FAILED);
  return (
    <>
      <Group title="Failed" models={shown} columns={['status', 'why', 'created']} />
      {shown.length < models.length && (
        <button type="button" className="plain more" onClick={() => showAll(true)}>
          Show all {models.length}
        </button>
      )}
    </>
  );
}

/** What a search has found besides. */
function AtRest({ models }: Pick<GroupProps, 'models'>) {
  return (
    <>
      <Group title="At rest" models={models} columns={['status', 'f1', 'created']} />
      {models.length >= MOST_FOUND && <Hint>There may be more: type more of the name.</Hint>}
    </>
  );
}

/** A search is sent once nobody has typed for so long. In milliseconds. */
const TYPING_MS = 250;

/** What is searched for; models at rest that are called so are read, for as long as the page shows. */
function useSearch(typed: string): string {
  const { store } = useBoard();
  const search = useDeferredValue(typed.trim());
  useEffect(() => {
    if (search === '') return;
    const begin = () => void store.search(search).catch(() => {}); // what is wrong shows in the stream, too
    const timer = setTimeout(begin, TYPING_MS);
    return () => {
      clearTimeout(timer);
      void store.search('');
    };
  }, [store, search]);
  return search;
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
