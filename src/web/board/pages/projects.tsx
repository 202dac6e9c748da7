import { type ComponentProps, useMemo } from 'react';
import { addressOf } from '../address.js';
import {
  type BoardModel,
  type BoardProject,
  groupOf,
  newestFirst,
  projectKeyOf,
  type StatusGroup,
} from '../data/model.js';
import { storedToken } from '../data/session.js';
import { matches } from '../data/sorting.js';
import { useSnapshot } from '../data/use-board.js';
import { Choice } from '../parts/filters.js';
import { Hint } from '../parts/notice.js';
import { Ago } from '../parts/time.js';
import { VirtualRows } from '../parts/virtual-rows.js';
import { useParam } from '../route.js';

const NO_COUNTS: Readonly<Record<StatusGroup, number>> = { running: 0, moving: 0, failed: 0, resting: 0 };
type Counts = typeof NO_COUNTS;

const SHOWN = { '': 'All', running: 'With models that run', moving: 'With changes', failed: 'With failures' };
type Shown = keyof typeof SHOWN;

const ORDERS = { '': 'Newest first', name: 'By name', models: 'Most models first' };
type Order = keyof typeof ORDERS;

const COMPARE: Readonly<Record<Order, (a: BoardProject, b: BoardProject) => number>> = {
  '': newestFirst,
  name: (a, b) => a.name.localeCompare(b.name),
  models: (a, b) => b.all.totalCount - a.all.totalCount,
};

/** All projects, to search, to filter and to order. */
export function Projects({ search }: { readonly search: string }) {
  const { projects, models } = useSnapshot();
  const [shown, setShown] = useParam('show');
  const [order, setOrder] = useParam('order');
  const counts = useMemo(() => countsIn(models.values()), [models]);
  const countsOf = ({ arn }: BoardProject): Counts => counts.get(projectKeyOf(arn)) ?? NO_COUNTS;
  const found = [...projects.values()]
    .filter(({ name, accountId, region }) => matches(`${name} ${accountId} ${region}`, search))
    .filter((it) => !isShown(shown) || countsOf(it)[shown] > 0)
    .sort(COMPARE[isOrder(order) ? order : '']);
  return (
    <section aria-labelledby="projects">
      <div className="heading">
        <h2 id="projects">Projects</h2>
        <Choice label="Show" value={isShown(shown) ? shown : ''} of={SHOWN} onChange={setShown} />
        <Choice label="Order" value={isOrder(order) ? order : ''} of={ORDERS} onChange={setOrder} />
      </div>
      {found.length > 0 ? (
        <ProjectTable projects={found} countsOf={countsOf} />
      ) : (
        <Hint>{projects.size > 0 ? 'No project is like this.' : noProjects()}</Hint>
      )}
    </section>
  );
}

/** By project key. */
function countsIn(models: Iterable<BoardModel>): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Record<StatusGroup, number>>();
  for (const { projectKey, status } of models) {
    const own = counts.get(projectKey) ?? { ...NO_COUNTS };
    own[groupOf(status)] += 1;
    counts.set(projectKey, own);
  }
  return counts;
}

/** A caller with a token may have no rights yet. */
function noProjects(): string {
  return storedToken() === null
    ? 'There are no projects in the configured accounts and regions yet.'
    : 'There is no project that you may see. An owner can grant it.';
}

function isShown(text: string): text is Exclude<Shown, ''> {
  return text !== '' && Object.hasOwn(SHOWN, text);
}

function isOrder(text: string): text is Order {
  return Object.hasOwn(ORDERS, text);
}

interface TableProps {
  readonly projects: readonly BoardProject[];
  readonly countsOf: (project: BoardProject) => Counts;
}

function ProjectTable({ projects, countsOf }: TableProps) {
  return (
    <div className="table">
      <table aria-label="Projects" aria-rowcount={projects.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Project</th>
            <th scope="col">Account and region</th>
            <th scope="col">Now</th>
            <th scope="col" data-number>
              Models
            </th>
            <th scope="col" data-number>
              Created
            </th>
          </tr>
        </thead>
        <VirtualRows items={projects} keyOf={({ arn }) => arn} columns={5}>
          {(project, row) => <Row key={project.arn} {...{ project, row }} counts={countsOf(project)} />}
        </VirtualRows>
      </table>
    </div>
  );
}

interface RowProps {
  readonly project: BoardProject;
  readonly counts: Counts;
  /** What the list passes on to each row. */
  readonly row: ComponentProps<'tr'>;
}

function Row({ project, counts, row }: RowProps) {
  return (
    <tr {...row}>
      <th scope="row">
        <a data-row href={addressOf({ page: 'project', arn: project.arn })}>
          {project.name}
        </a>
      </th>
      <td data-label="Where" className="quiet">
        <span className="number">
          {project.accountId} {project.region}
        </span>
      </td>
      <td data-label="Now" data-empty={shownOf(counts).length === 0}>
        <Badges counts={counts} />
      </td>
      <td data-label="Models" data-number>
        {project.all.totalCount}
      </td>
      <td data-label="Created" data-number>
        <Ago at={project.creationTimestamp} />
      </td>
    </tr>
  );
}

const BADGES = [
  ['running', 'running'],
  ['moving', 'on its way'],
  ['failed', 'failed'],
] as const;

function shownOf(counts: Counts) {
  return BADGES.filter(([group]) => counts[group] > 0);
}

function Badges({ counts }: { readonly counts: Counts }) {
  const shown = shownOf(counts);
  if (shown.length === 0) return <span className="quiet">–</span>;
  return (
    <span className="badges">
      {shown.map(([group, words]) => (
        <span key={group} className="status" data-group={group}>
          {counts[group]} {words}
        </span>
      ))}
    </span>
  );
}
