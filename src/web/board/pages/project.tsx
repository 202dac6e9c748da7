import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type BoardModel, type BoardProject, groupOf, projectKeyOf } from '../data/model.js';
import { matches, parseSort, sorted } from '../data/sorting.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import { Awaited } from '../parts/awaited.js';
import { Choice, Search } from '../parts/filters.js';
import { ModelTable } from '../parts/model-table.js';
import { Hint, NoSuch, PageTitle, Skeleton, Unread } from '../parts/notice.js';
import { Trend } from '../parts/trend.js';
import { useParam } from '../route.js';

const SHOWN = {
  '': 'All',
  running: 'Running',
  moving: 'On their way',
  failed: 'Failed',
  resting: 'At rest',
} as const;

/** All models of a project. */
export function ProjectPage({ arn }: { readonly arn: string }) {
  const { projects, complete, isWhole } = useSnapshot();
  const error = useOpened(arn);
  const project = projects.get(arn);
  if (error) return <Unread what="project" why={error} />;
  if (project) return <Project project={project} isComplete={complete.has(arn)} />;
  return isWhole || complete.has(arn) ? <NoSuch what="project" /> : <Awaited arn={arn} />;
}

/** Has all models of the project read, again where they were lost; null, or why that is not possible. */
function useOpened(arn: string): string | null {
  const { store } = useBoard();
  const isComplete = useSnapshot().complete.has(arn);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    if (!isComplete) store.open(arn).catch((thrown: Error) => setError(thrown.message));
  }, [store, arn, isComplete]);
  return isComplete ? null : error;
}

interface ProjectProps {
  readonly project: BoardProject;
  readonly isComplete: boolean;
}

function Project({ project, isComplete }: ProjectProps) {
  const { models } = useSnapshot();
  const own = useMemo(() => {
    const key = projectKeyOf(project.arn);
    return [...models.values()].filter(({ projectKey }) => projectKey === key);
  }, [models, project.arn]);
  return (
    <>
      <p className="crumbs">
        <a href="#/">Overview</a> / {project.accountId} / {project.region}
      </p>
      <div className="heading">
        <PageTitle>{project.name}</PageTitle>
        <Trend models={own} />
      </div>
      {!isComplete && own.length === 0 ? <Skeleton rows={5} /> : <Models project={project} models={own} />}
    </>
  );
}

interface ModelsProps {
  readonly project: BoardProject;
  readonly models: readonly BoardModel[];
}

function Models({ project, models }: ModelsProps) {
  const [sort, setSort] = useParam('sort');
  const { key, direction } = parseSort(sort);
  const kept = useKept(models);
  const found = useMemo(() => sorted(kept, key, direction), [kept, key, direction]);
  if (models.length === 0) return <Hint>Nothing has been trained in this project yet.</Hint>;
  return (
    <section aria-labelledby="models">
      <Heading found={found.length} of={models.length} />
      {found.length === 0 ? (
        <Hint>No model is like this.</Hint>
      ) : (
        <ModelTable
          label={`Models of ${project.name}`}
          models={found}
          columns={['status', 'aliases', 'units', 'f1', 'training', 'source', 'created']}
          sort={{ key, direction, onChange: (by, way) => setSort(`${by}-${way}`) }}
          namesProjects={false}
        />
      )}
    </section>
  );
}

/** Those that the viewer has searched for and chosen. */
function useKept(models: readonly BoardModel[]): readonly BoardModel[] {
  const [typed] = useParam('q');
  const [shown] = useParam('show');
  const search = useDeferredValue(typed.trim());
  return useMemo(() => {
    const isShown = (status: BoardModel['status']) => shown === '' || groupOf(status) === shown;
    return models.filter(({ name, status }) => matches(name, search) && isShown(status));
  }, [models, search, shown]);
}

/** How many are found, and what they are searched by. */
function Heading({ found, of }: { readonly found: number; readonly of: number }) {
  const [typed, setTyped] = useParam('q');
  const [shown, setShown] = useParam('show');
  return (
    <div className="heading">
      <h2 id="models">
        {found === of ? of : `${found} of ${of}`} {of === 1 ? 'model' : 'models'}
      </h2>
      <Search label="Search models" value={typed} onChange={setTyped} />
      <Choice
        label="Show"
        value={Object.hasOwn(SHOWN, shown) ? (shown as keyof typeof SHOWN) : ''}
        of={SHOWN}
        onChange={setShown}
      />
    </div>
  );
}
