import type { BasicClient } from '../../../client/basic-client.js';
import { GatewayError, type RetryOptions } from '../../../client/index.js';
import { BoardGatewayDocument } from '../generated.js';
import { Experience } from './experience.js';
import { type BoardModel, projectKeyOf } from './model.js';
import { afterEvents, freshest, withModels } from './news.js';
import { Publisher } from './publisher.js';
import { type Everything, readEverything, readFound, readModels, readProject } from './reading.js';
import { pause, Rounds } from './rounds.js';
import { EMPTY, type Phase, phaseAfter, type Snapshot } from './snapshot.js';
import { namedIn, type Told, type ToldKind, toTold } from './told.js';

const READY: Phase = { kind: 'ready' };

/** Pauses of the store, in milliseconds. */
export interface Pauses {
  /** What is told within this time is read in one request. */
  readonly togetherMs: number;
  /** After a failure, until the next try. */
  readonly againMs: number;
}

/**
 * What the page knows, kept current by one subscription. The cursor is read before the data, so nothing between the two
 * is missed. After a GAP, and whenever the connection comes back, everything is read again: until then it counts as old.
 */
export class BoardStore {
  private readonly state: Publisher<Snapshot>;
  /** ARNs of models to read again: of a change of status only the status is told. */
  private readonly changed: Rounds<string>;
  /** Kinds of which pages are to read again what they show. */
  private readonly told: Rounds<ToldKind>;
  private readonly experience: Experience;
  /** ARNs of models that are no more: what was read before says otherwise. */
  private readonly gone = new Set<string>();
  private readonly ended = new AbortController();
  private stream = new AbortController();
  private events: Told[] = [];

  /** @param nextFrame - runs a task once, soon: all events until then are shown together */
  constructor(
    private readonly client: BasicClient,
    private readonly nextFrame: (task: () => void) => void,
    private readonly pauses: Pauses = { togetherMs: 250, againMs: 3_000 },
  ) {
    this.state = new Publisher(EMPTY);
    this.experience = new Experience(client, this.ended.signal);
    const { togetherMs } = pauses;
    this.changed = new Rounds(togetherMs, this.ended.signal, (arns) => this.readChanged([...arns]));
    this.told = new Rounds(togetherMs, this.ended.signal, async (kinds) => this.count(kinds));
  }

  readonly subscribe = (listener: () => void): (() => void) => this.state.subscribe(listener);
  readonly read = (): Snapshot => this.state.value;

  /** Loads and follows until `end`. Never rejects: what goes wrong is a phase, and is tried again. */
  async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      this.stream = new AbortController();
      try {
        await this.follow(AbortSignal.any([this.ended.signal, this.stream.signal]));
      } catch (error) {
        if (this.ended.signal.aborted) return;
        if (this.stream.signal.aborted) continue; // it is to begin anew at once
        this.lose(phaseAfter(error, this.read().phase));
        if (this.read().phase.kind === 'signed-out') return;
        await pause(this.pauses.againMs);
      }
    }
  }

  end(): void {
    this.ended.abort();
  }

  /** Begins anew: after a sleep of the machine nobody knows what was missed. */
  restart(): void {
    if (this.read().phase.kind === 'ready') this.lose();
    this.stream.abort();
  }

  /** Reads everything again while all is well: nothing tells of a project that was made elsewhere. */
  async refresh(): Promise<void> {
    if (this.read().connection !== 'live') return;
    await this.load({ signal: this.stream.signal }).catch(() => {}); // what is wrong shows in the stream, too
  }

  /** Reads all models of a project, if that was not done before. @throws GatewayError */
  async open(projectArn: string): Promise<void> {
    if (this.read().complete.has(projectArn)) return;
    const all: BoardModel[] = [];
    const pages = readProject(this.client, projectArn, { signal: this.ended.signal });
    for await (const { project, models } of pages) {
      all.push(...models);
      const projects = new Map(this.read().projects).set(projectArn, project);
      this.state.set({ projects, models: withModels(this.read().models, all) });
    }
    this.state.set({ complete: new Set(this.read().complete).add(projectArn) });
  }

  /** Reads also models at rest that are called so; empty: no more. Each search ends the one before. @throws GatewayError */
  async search(search: string): Promise<void> {
    this.state.set({ search });
    for await (const found of readFound(this.client, search, { signal: this.ended.signal })) {
      if (this.read().search !== search) return;
      this.state.set({ models: withModels(this.read().models, found) });
    }
  }

  /** Takes over how a model stands, as a mutation has just answered. */
  note(arn: string, answered: Pick<BoardModel, 'status'> | null): void {
    const known = this.read().models.get(arn);
    if (known && answered)
      this.state.set({ models: new Map(this.read().models).set(arn, { ...known, ...answered }) });
    this.look(arn);
  }

  /** Reads models again, soon. */
  look(...arns: readonly string[]): void {
    this.changed.want(...arns);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const options = { signal, onRetry: () => this.lose() };
    const { eventCursor, gateway } = await this.client.query(BoardGatewayDocument, {}, options);
    this.state.set({ gateway });
    await this.load(options);
    const onOpen = () => void this.arrive(options);
    for await (const event of this.client.watchEvents({ ...options, after: eventCursor, onOpen })) {
      const told = toTold(event);
      if (told) this.take(told);
      if (event.kind === 'GAP') return this.state.set({ connection: 'catching-up' });
      if (event.kind === 'ALIAS_MOVED') this.look(...namedIn(event));
    }
    throw new GatewayError('NETWORK_ERROR', 'The gateway ended the stream of events.');
  }

  /** The stream is open: at first all is current; later, what was missed is read first. */
  private async arrive(options: RetryOptions): Promise<void> {
    try {
      if (this.read().connection === 'lost') {
        this.state.set({ connection: 'catching-up' });
        await this.load(options);
      }
      if (!options.signal?.aborted) this.state.set({ connection: 'live', lostAt: null });
    } catch {
      this.restart();
    }
  }

  /** Reads everything. At first each page shows at once; later all of it takes the place of what was there. */
  private async load(options: RetryOptions): Promise<void> {
    const isFirst = this.read().phase.kind !== 'ready';
    const show = (part: Everything) => {
      if (!isFirst) return;
      const models = withModels(this.read().models, part.models.values()); // a search may have found some meanwhile
      this.state.set({ ...part, models, phase: READY });
    };
    const found = await readEverything(this.client, () => this.read(), options, show);
    const models = freshest(this.read().models, found.models, this.gone);
    this.state.set({ ...found, models, phase: READY, isWhole: true, reads: this.read().reads + 1 });
    void this.learn();
  }

  /** Reads since when models have been as they are. What cannot be read is asked for again with the next change. */
  private async learn(): Promise<void> {
    try {
      const found = await this.experience.read(this.read());
      const histories = new Map([...found, ...this.read().histories]);
      this.state.set({ histories, durations: this.experience.durationsIn(histories) });
    } catch {
      // the page shows no times then
    }
  }

  private take(event: Told): void {
    const { kind, arn, status } = event;
    if (this.events.push(event) === 1) this.nextFrame(() => this.showEvents());
    if (kind !== 'STATUS_CHANGED') this.told.want(kind);
    if (kind === 'STATUS_CHANGED' && arn !== null && !status) this.gone.add(arn);
    else if (arn !== null) this.look(arn);
  }

  private showEvents(): void {
    const next = afterEvents(this.read(), this.events);
    this.events = [];
    this.state.set({ ...next, durations: this.experience.durationsIn(next.histories) });
  }

  private count(kinds: ReadonlySet<ToldKind>): void {
    const told = new Map(this.read().told);
    for (const it of kinds) told.set(it, (told.get(it) ?? 0) + 1);
    this.state.set({ told });
  }

  /** Reads the facts of models; with one of a project that is not known, everything: the project is new. */
  private async readChanged(arns: readonly string[]): Promise<void> {
    try {
      const read = await readModels(this.client, arns, { signal: this.ended.signal });
      const found = read.filter((it) => !this.gone.has(it.arn));
      this.state.set({ models: withModels(this.read().models, found) });
      await (this.hasProjectsOf(found) ? this.learn() : this.refresh());
    } catch {
      // the next change, or the connection's coming back, reads it
    }
  }

  private hasProjectsOf(models: readonly BoardModel[]): boolean {
    const { projects, isWhole } = this.read();
    const known = new Set([...projects.keys()].map(projectKeyOf));
    return !isWhole || models.every(({ projectKey }) => known.has(projectKey));
  }

  private lose(phase = this.read().phase): void {
    this.state.set({ phase, connection: 'lost', lostAt: this.read().lostAt ?? Date.now() });
  }
}
