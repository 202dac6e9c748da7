import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import type { Catalog, Follower } from '../../../src/catalog/port.js';
import type { ProjectArn } from '../../../src/domain/arn.js';
import type { Cursor, LoggedChange } from '../../../src/domain/event.js';
import type { ModelVersion, Project } from '../../../src/domain/model.js';
import type { Observation } from '../../../src/domain/observation.js';
import { aModelVersion, aProject, HERE } from '../../support/builders.js';
import { fc } from '../../support/properties.js';
import { createTestClock, type TestClock } from '../../support/test-clock.js';

const PROJECTS = ['cats', 'dogs'] as const;
const VERSIONS = ['a', 'b', 'c'] as const;
const STATUSES = ['TRAINING_IN_PROGRESS', 'STARTING', 'RUNNING', 'STOPPED'] as const;

const project = fc.constantFrom(...PROJECTS);
const name = fc.constantFrom(...VERSIONS);
const status = fc.constantFrom(...STATUSES);
const nth = fc.nat({ max: 5 });
const scopeOf = (names: readonly string[]) =>
  fc.oneof(fc.constant('all' as const), fc.subarray([...names], { minLength: 1 }));

const step = fc.oneof(
  fc.record({ do: fc.constant('pass'), ms: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant('move'), project, name, status }),
  fc.record({ do: fc.constant('answer'), project, name, status }),
  fc.record({ do: fc.constant('drop'), project, name }),
  fc.record({ do: fc.constantFrom('make-project', 'drop-project'), project }),
  fc.record({ do: fc.constant('look-at-projects'), scope: scopeOf(PROJECTS) }),
  fc.record({ do: fc.constant('look-at-versions'), project, scope: scopeOf(VERSIONS) }),
  fc.record({ do: fc.constantFrom('see', 'arrive', 'arrive'), nth }),
  fc.record({ do: fc.constantFrom('read', 'read', 'cut') }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What AWS has; nobody but a look sees it. */
class World {
  readonly projects = new Map<string, { project: Project; versions: Map<string, ModelVersion> }>();
  private made = 0;

  makeProject(name: string): void {
    this.made += 1;
    const made = aProject({ name, creationTimestamp: this.made });
    if (!this.projects.has(name)) this.projects.set(name, { project: made, versions: new Map() });
  }

  move(projectName: string, name: string, status: ModelVersion['status']): ModelVersion | undefined {
    const home = this.projects.get(projectName);
    if (!home) return undefined;
    this.made += 1;
    const made = aModelVersion({ name, projectArn: home.project.arn, creationTimestamp: this.made });
    const moved = { ...(home.versions.get(name) ?? made), status };
    home.versions.set(name, moved);
    return moved;
  }

  seeProjects(scope: Scope): Project[] {
    return [...this.projects.values()].map((it) => it.project).filter((it) => covers(scope, it.name));
  }

  seeVersions(arn: ProjectArn, scope: Scope): ModelVersion[] | null {
    const home = [...this.projects.values()].find((it) => it.project.arn === arn);
    return home ? [...home.versions.values()].filter((it) => covers(scope, it.name)) : null;
  }
}

type Scope = 'all' | readonly string[];
const covers = (scope: Scope, name: string) => scope === 'all' || scope.includes(name);

/** A look on its way: begun at one time, true of a later one, and observed later still. */
class PendingSnapshot {
  private seen: Observation | undefined;

  constructor(private readonly take: () => Observation) {}

  see(): Observation {
    this.seen ??= this.take();
    return this.seen;
  }
}

function lookAtProjects(world: World, scope: Scope, startedAt: number): PendingSnapshot {
  return new PendingSnapshot(() => {
    return { kind: 'projects', at: HERE, scope, projects: world.seeProjects(scope), startedAt };
  });
}

function lookAtVersions(
  world: World,
  projectArn: ProjectArn,
  scope: Scope,
  startedAt: number,
): PendingSnapshot {
  return new PendingSnapshot(() => {
    const versions = world.seeVersions(projectArn, scope);
    if (!versions) return { kind: 'project-gone', projectArn, startedAt };
    return { kind: 'versions', projectArn, scope, versions, startedAt };
  });
}

/** A client that reads when told to, is cut off when told to, and resumes with its last cursor. */
class Client {
  readonly got: LoggedChange[] = [];
  private follower: Follower | undefined;
  private isWaiting = false;

  constructor(
    private readonly catalog: Catalog,
    private cursor: Cursor,
  ) {}

  async read(): Promise<void> {
    this.follower ??= await this.catalog.log.follow(this.cursor, {});
    if (!this.isWaiting) void this.wait(this.follower);
    await turn();
  }

  async cut(): Promise<void> {
    await this.follower?.return?.();
    this.follower = undefined;
    await turn();
  }

  private async wait(follower: Follower): Promise<void> {
    this.isWaiting = true;
    const { value, done } = await follower.next();
    this.isWaiting = false;
    if (done) return;
    if (value.kind !== 'CHANGED') throw new Error('Nothing was trimmed, so there is no gap');
    this.got.push(value.change);
    this.cursor = value.cursor;
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

class Scene {
  readonly clock: TestClock = createTestClock();
  readonly catalog = new MemoryCatalog({ clock: this.clock, retentionMs: 1e9, maxEntries: 100_000 });
  readonly world = new World();
  private readonly flying: PendingSnapshot[] = [];

  async play(it: Step, client: Client): Promise<void> {
    const now = this.clock.now();
    if (it.do === 'pass') await this.clock.advance(it.ms);
    else if (it.do === 'move') this.world.move(it.project, it.name, it.status);
    else if (it.do === 'answer') await this.answer(this.world.move(it.project, it.name, it.status));
    else if (it.do === 'drop') this.world.projects.get(it.project)?.versions.delete(it.name);
    else if (it.do === 'make-project') this.world.makeProject(it.project);
    else if (it.do === 'drop-project') this.world.projects.delete(it.project);
    else if (it.do === 'look-at-projects') this.flying.push(lookAtProjects(this.world, it.scope, now));
    else if (it.do === 'look-at-versions') this.beginLook(it.project, it.scope);
    else if (it.do === 'see') this.flying.at(it.nth)?.see();
    else if (it.do === 'arrive') await this.arrive(it.nth);
    else if (it.do === 'read') await client.read();
    else await client.cut();
  }

  /** Looks at everything, with nothing in flight any more: now the catalog has to know the world. */
  async settle(): Promise<void> {
    while (this.flying.length > 0) await this.arrive(0);
    await this.clock.advance(1);
    await this.catalog.observe(lookAtProjects(this.world, 'all', this.clock.now()).see());
    for (const { project } of this.world.projects.values())
      await this.catalog.observe(lookAtVersions(this.world, project.arn, 'all', this.clock.now()).see());
  }

  private async answer(version: ModelVersion | undefined): Promise<void> {
    if (!version) return;
    await this.catalog.observe({ kind: 'version-answer', version, startedAt: this.clock.now() });
    // What a client wrote it reads, at once, whatever was on its way.
    expect(this.catalog.version(version.projectArn, version.name)?.value).toMatchObject(version);
  }

  private beginLook(projectName: string, scope: Scope): void {
    const arn = this.world.projects.get(projectName)?.project.arn;
    if (arn) this.flying.push(lookAtVersions(this.world, arn, scope, this.clock.now()));
  }

  private async arrive(nth: number): Promise<void> {
    const [look] = this.flying.splice(nth, 1);
    if (look) await this.catalog.observe(look.see());
  }
}

async function readAll({ log }: Catalog, start: Cursor): Promise<LoggedChange[]> {
  const changes: LoggedChange[] = [];
  const tail = await log.tail();
  const follower = await log.follow(start, {});
  while ((changes.at(-1)?.cursor ?? start) !== tail) {
    const { value } = await follower.next();
    if (value?.kind === 'CHANGED') changes.push(value.change);
  }
  await follower.return?.();
  return changes;
}

/** For each version: every change begins where the one before ended, and none goes nowhere. */
function expectChains(log: readonly LoggedChange[], catalog: Catalog): void {
  const last = new Map<string, LoggedChange>();
  for (const change of log) {
    const before = last.get(change.versionArn);
    if (before) expect(change.previousStatus).toBe(before.status);
    expect(change.status).not.toBe(change.previousStatus);
    expect(change.version?.status ?? null).toBe(change.status);
    last.set(change.versionArn, change);
  }
  for (const { versionArn, projectArn, status } of last.values()) {
    const known = catalog.versionEntries(projectArn).find((it) => it.value?.arn === versionArn);
    expect(known?.value?.status ?? null).toBe(status);
  }
}

function expectWorld({ catalog, world }: Scene): void {
  expect(new Set(catalog.projects(HERE)?.values)).toEqual(new Set(world.seeProjects('all')));
  for (const { project, versions } of world.projects.values()) {
    const known = catalog.versions(project.arn)?.values.map(({ run: _, ...told }) => told); // AWS tells no runs
    expect(new Set(known)).toEqual(new Set(versions.values()));
  }
}

it('logs one story, whatever comes late, in parts or from a world that goes on', async () => {
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120, size: 'max' }), async (steps) => {
      const scene = new Scene();
      const start = await scene.catalog.log.tail();
      const client = new Client(scene.catalog, start);
      for (const one of steps) await scene.play(one, client);
      await scene.settle();

      const log = await readAll(scene.catalog, start);
      expectChains(log, scene.catalog);
      expectWorld(scene);
      for (let i = 0; i <= log.length; i += 1) await client.read();
      await client.cut();
      expect(client.got).toEqual(log);
      changes += log.length;
    }),
    { numRuns: 300 },
  );
  expect(changes).toBeGreaterThan(300); // the steps do reach something: about 1,000 as a rule
});
