import { type Client, GatewayError, type StatusEvent } from '../../client/index.js';
import {
  BoardModelsDocument,
  BoardOverviewDocument,
  type BoardOverviewQuery,
  BoardProjectModelsDocument,
  type BoardProjectModelsQuery,
} from '../generated.js';
import { type BoardModel, type BoardProject, groupOf, toBoardModel } from './model.js';

/** How the page stands with the gateway. */
export type Connection = 'connecting' | 'live' | 'lost';

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly message: string };

export interface Snapshot {
  readonly phase: Phase;
  readonly connection: Connection;
  /** By ARN. */
  readonly projects: ReadonlyMap<string, BoardProject>;
  /** By ARN: all that move, run or have failed, and those of the projects that were opened. */
  readonly models: ReadonlyMap<string, BoardModel>;
  /** ARNs of the projects whose models are all in `models`. */
  readonly complete: ReadonlySet<string>;
}

const EMPTY: Snapshot = {
  phase: { kind: 'loading' },
  connection: 'connecting',
  projects: new Map(),
  models: new Map(),
  complete: new Set(),
};

/** Changes within this time are shown together, and read in one request. In milliseconds. */
const TOGETHER_MS = 50;
/** The gateway answers as many at once. */
const MOST_AT_ONCE = 100;

/**
 * What the page knows, kept current by one subscription. The cursor is read with the data, so nothing between the two
 * is missed; after a GAP everything is read again.
 */
export class BoardStore {
  private snapshot = EMPTY;
  private readonly listeners = new Set<() => void>();
  private readonly changed = new Set<string>();
  private readonly ended = new AbortController();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly client: Client) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Snapshot => this.snapshot;

  /** Loads and follows until `end`. Never rejects: what goes wrong is a phase. */
  async run(): Promise<void> {
    try {
      let after = await this.load();
      for (;;) after = await this.follow(after);
    } catch (error) {
      if (!this.ended.signal.aborted) this.set({ phase: phaseOf(error), connection: 'lost' });
    }
  }

  end(): void {
    this.ended.abort();
    if (this.timer) clearTimeout(this.timer);
  }

  /** Reads all models of a project, if that was not done before. @throws GatewayError */
  async open(projectArn: string): Promise<void> {
    if (this.snapshot.complete.has(projectArn)) return;
    let after: string | null = null;
    do {
      const page: BoardProjectModelsQuery = await this.client.query(
        BoardProjectModelsDocument,
        { arn: projectArn, after },
        { signal: this.ended.signal },
      );
      const project: BoardProjectModelsQuery['project'] = page.project;
      if (!project) return;
      const { modelVersions, ...facts } = project;
      this.set({
        projects: new Map(this.snapshot.projects).set(projectArn, facts),
        models: withModels(this.snapshot.models, modelVersions.nodes.map(toBoardModel)),
      });
      after = modelVersions.pageInfo.hasNextPage ? (modelVersions.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    this.set({ complete: new Set(this.snapshot.complete).add(projectArn) });
  }

  /** Takes over how a model stands, as a mutation has just answered. */
  note(arn: string, status: BoardModel['status']): void {
    this.patch(arn, status);
    this.readSoon(arn);
  }

  private async load(): Promise<string> {
    const projects = new Map<string, BoardProject>();
    const models = new Map<string, BoardModel>();
    let cursor: string | null = null;
    let after: string | null = null;
    do {
      const page: BoardOverviewQuery = await this.client.query(
        BoardOverviewDocument,
        { after },
        { signal: this.ended.signal },
      );
      cursor ??= page.eventCursor;
      for (const { moving, ...project } of page.projects.nodes) {
        projects.set(project.arn, project);
        for (const model of moving.nodes) models.set(model.arn, toBoardModel(model));
      }
      after = page.projects.pageInfo.hasNextPage ? (page.projects.pageInfo.endCursor ?? null) : null;
      this.set({
        phase: { kind: 'ready' },
        projects: new Map(projects),
        models: new Map(models),
        complete: new Set(),
      });
    } while (after !== null);
    return cursor;
  }

  /** Resolves to a cursor to go on from, after a GAP was mended. */
  private async follow(after: string): Promise<string> {
    const events = this.client.watchStatus({
      after,
      signal: this.ended.signal,
      onOpen: () => this.set({ connection: 'live' }),
      onRetry: () => this.set({ connection: 'lost' }),
    });
    for await (const event of events) {
      if (event.kind === 'GAP') return this.load();
      this.take(event);
    }
    throw new GatewayError('NETWORK_ERROR', 'The gateway ended the stream of changes.');
  }

  private take(event: StatusEvent): void {
    if (event.modelVersionArn === null) return;
    this.patch(event.modelVersionArn, event.status ?? null);
    if (event.status) this.readSoon(event.modelVersionArn);
  }

  /** The new status at once; the rest of what is known follows. */
  private patch(arn: string, status: BoardModel['status'] | null): void {
    const models = new Map(this.snapshot.models);
    const known = models.get(arn);
    if (status === null) models.delete(arn);
    else if (known) models.set(arn, { ...known, status });
    this.set({ models });
  }

  private readSoon(arn: string): void {
    this.changed.add(arn);
    this.timer ??= setTimeout(() => void this.readChanged(), TOGETHER_MS);
  }

  private async readChanged(): Promise<void> {
    this.timer = null;
    const arns = [...this.changed].slice(0, MOST_AT_ONCE);
    for (const arn of arns) this.changed.delete(arn);
    try {
      const { modelVersions } = await this.client.query(
        BoardModelsDocument,
        { arns },
        { signal: this.ended.signal },
      );
      const found = modelVersions.flatMap((it) => (it ? [toBoardModel(it)] : []));
      this.set({ models: withModels(this.snapshot.models, found) });
    } catch {
      return; // the status is shown already; the next change, or a reload after a GAP, brings the rest
    }
    const [next] = this.changed;
    if (next !== undefined) this.readSoon(next);
  }

  private set(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}

function withModels(
  known: ReadonlyMap<string, BoardModel>,
  more: readonly BoardModel[],
): Map<string, BoardModel> {
  const models = new Map(known);
  for (const model of more) models.set(model.arn, model);
  return models;
}

function phaseOf(error: unknown): Phase {
  if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') return { kind: 'signed-out' };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** The models of a group, newest change first. */
export function modelsOf({ models }: Snapshot, group: ReturnType<typeof groupOf>): BoardModel[] {
  return [...models.values()]
    .filter(({ status }) => groupOf(status) === group)
    .sort((a, b) =>
      (b.trainingEndTimestamp ?? b.creationTimestamp).localeCompare(
        a.trainingEndTimestamp ?? a.creationTimestamp,
      ),
    );
}
