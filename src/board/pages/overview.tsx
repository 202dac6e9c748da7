import { useDeferredValue, useState } from 'react';
import { type BoardProject, groupOf } from '../data/model.js';
import { modelsOf, type Snapshot } from '../data/store.js';
import { useSnapshot } from '../data/use-board.js';
import { ModelTable } from '../parts/model-table.js';
import { Notice } from '../parts/notice.js';
import { addressOf } from '../route.js';

/** Failures shown before "all of them are on their project's page". */
const MOST_FAILED = 8;

/** What runs, what is on its way, what failed lately, and the way to everything else. */
export function Overview() {
  const snapshot = useSnapshot();
  const [running, moving, failed] = (['running', 'moving', 'failed'] as const).map((it) =>
    modelsOf(snapshot, it),
  );
  return (
    <>
      <Summary
        running={running?.length ?? 0}
        moving={moving?.length ?? 0}
        projects={snapshot.projects.size}
      />
      <section aria-labelledby="running">
        <h2 id="running">Running</h2>
        {running && running.length > 0 ? (
          <ModelTable
            label="Running models"
            models={running}
            columns={['status', 'units', 'f1', 'created']}
          />
        ) : (
          <p className="quiet">Nothing runs, so nothing is billed.</p>
        )}
      </section>
      {moving && moving.length > 0 && (
        <section aria-labelledby="moving">
          <h2 id="moving">On its way</h2>
          <ModelTable label="Models in transition" models={moving} columns={['status', 'created']} />
        </section>
      )}
      {failed && failed.length > 0 && (
        <section aria-labelledby="failed">
          <h2 id="failed">Failed lately</h2>
          <ModelTable
            label="Failed models"
            models={failed.slice(0, MOST_FAILED)}
            columns={['status', 'why']}
          />
        </section>
      )}
      <Projects snapshot={snapshot} />
    </>
  );
}

function Summary(counts: { running: number; moving: number; projects: number }) {
  const facts = [
    ['running', counts.running],
    ['on the way', counts.moving],
    ['projects', counts.projects],
  ] as const;
  return (
    <dl className="summary">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Projects({ snapshot }: { readonly snapshot: Snapshot }) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const all = [...snapshot.projects.values()];
  const found = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (all.length === 0)
    return (
      <Notice title="No projects">
        <p>There is none in the configured accounts and regions, or none that you may see.</p>
      </Notice>
    );
  return (
    <section aria-labelledby="projects">
      <div className="heading">
        <h2 id="projects">Projects</h2>
        <input
          type="search"
          id="search"
          placeholder="Search projects"
          aria-label="Search projects"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {found.length === 0 && <p className="quiet">No project’s name has “{search}” in it.</p>}
      <ul className="cards">
        {found.map((project) => (
          <li key={project.arn}>
            <ProjectCard project={project} snapshot={snapshot} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProjectCard({ project, snapshot }: { readonly project: BoardProject; readonly snapshot: Snapshot }) {
  const prefix = `${project.arn.slice(0, project.arn.lastIndexOf('/'))}/version/`;
  const own = [...snapshot.models.values()].filter(({ arn }) => arn.startsWith(prefix));
  const running = own.filter(({ status }) => groupOf(status) === 'running').length;
  return (
    <a className="card" href={addressOf({ page: 'project', arn: project.arn })}>
      <strong>{project.name}</strong>
      <span className="quiet">
        {project.accountId} · {project.region}
      </span>
      <span>
        {project.all.totalCount} {project.all.totalCount === 1 ? 'model' : 'models'}
        {running > 0 && <em> · {running} running</em>}
      </span>
    </a>
  );
}
