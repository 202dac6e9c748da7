import type { ModelVersionArn, ProjectArn } from '../../../../src/domain/arn.js';
import {
  readSchedule,
  type Schedule,
  type ScheduleState,
} from '../../../../src/domain/automation/schedule.js';
import { decideSchedule } from '../../../../src/domain/automation/schedule-decision.js';
import { wishAt } from '../../../../src/domain/automation/schedule-wish.js';
import { createRandom } from '../../../support/random.js';
import { type Open, openTimes } from '../../../support/wall-clock.js';

// Three schedules of two versions, one of them by an alias, and people, changes and outages at random minutes: what the
// decisions do beside what a model says that walks from minute to minute and knows the rules as sentences.

const WALKS = Number(process.env.SCHEDULE_WALKS ?? 4);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.UTC(2026, 10, 2);
const DAYS = 9;
const LEAD = 20 * MINUTE;
const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1' as ProjectArn;
const V1 = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1' as ModelVersionArn;
const V2 = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v2/2' as ModelVersionArn;
const AUTHOR = { subject: 'ann', groups: [], grants: [] };
const WINDOWS = [
  ['MON-FRI 08:00-18:00'],
  ['MON-SUN 06:00-07:00', 'MON-SUN 07:10-09:00', 'MON-SUN 20:00-23:00'],
  ['MON,WED,FRI 17:00-02:00'],
  ['TUE-THU 00:00-24:00'],
];

/** What both work upon: what runs, with how many units, and what the alias names. */
interface World {
  readonly running: Map<ModelVersionArn, number>;
  alias: ModelVersionArn | null;
}

interface Put {
  readonly name: string;
  readonly arn: ModelVersionArn | null;
  readonly windows: readonly string[];
  readonly units: number;
  readonly isEnabled: boolean;
  readonly catchupMs: number | null;
}

/** The decisions, and the records that they are made of. */
class Engine {
  private readonly schedules = new Map<string, { schedule: Schedule; revision: string }>();
  private readonly states = new Map<string, ScheduleState>();
  private puts = 0;

  constructor(private readonly world: World) {}

  put({ name, arn, windows, units, isEnabled, catchupMs }: Put, now: number): void {
    this.puts += 1;
    const schedule = readSchedule({
      ...{
        projectArn: PROJECT,
        name,
        modelVersionArn: arn,
        aliasName: arn ? null : 'champion',
        windows,
        isEnabled,
      },
      ...{
        timeZone: 'UTC',
        minInferenceUnits: units,
        startCatchupMs: catchupMs,
        author: AUTHOR,
        updatedAt: now,
      },
    });
    this.schedules.set(name, { schedule, revision: String(this.puts) });
  }

  remove(name: string): void {
    this.schedules.delete(name);
    this.states.delete(name);
  }

  /** Gives what it did. */
  run(now: number): string[] {
    const done: string[] = [];
    for (let isBusy = true; isBusy; ) {
      isBusy = false;
      for (const [name, record] of this.schedules) {
        const { act } = decideSchedule(record, this.states.get(name) ?? null, this.worldOf(name, now), now);
        if (act === null) continue;
        isBusy = true;
        this.states.set(name, act.kind === 'note' ? act.state : act.settled);
        if (act.kind === 'start') {
          this.world.running.set(act.arn, act.units.min);
          done.push(`start ${act.arn} ${act.units.min}`);
        } else if (act.kind === 'stop')
          for (const arn of act.arns) {
            this.world.running.delete(arn);
            done.push(`stop ${arn}`);
          }
      }
    }
    return done.sort();
  }

  private worldOf(name: string, now: number) {
    const targetOf = (it: Schedule) => it.modelVersionArn ?? this.world.alias;
    const record = this.schedules.get(name);
    return {
      ...{ target: record ? targetOf(record.schedule) : null, leadMs: LEAD, refusal: null },
      seen: (arn: ModelVersionArn) =>
        ({ status: this.world.running.has(arn) ? 'RUNNING' : 'STOPPED', observedAt: now + 1 }) as const,
      wantedBy: (arn: ModelVersionArn) =>
        [...this.schedules.values()]
          .map(({ schedule }) => schedule)
          .filter((it) => it.name !== name && targetOf(it) === arn)
          .filter(
            (it) => wishAt(it, LEAD, this.states.get(it.name)?.windowAt ?? null, now)?.state === 'RUNNING',
          )
          .map((it) => ({ name: it.name, min: it.minInferenceUnits, max: null })),
    };
  }
}

interface Known {
  put: Put;
  opens: readonly Open[];
  /** Of the window for which it is to run; null: none. */
  window: number | null;
  due: { readonly kind: 'start' | 'stop'; readonly at: number } | null;
  readonly started: Set<ModelVersionArn>;
}

/** The rules, minute by minute. */
class Truth {
  private readonly schedules = new Map<string, Known>();

  constructor(private readonly world: World) {}

  put(put: Put, now: number): void {
    const before = this.schedules.get(put.name);
    const opens = openTimes(put.windows, 'UTC', START - 2 * DAY, START + (DAYS + 2) * DAY);
    const known: Known = {
      put,
      opens,
      window: null,
      due: null,
      started: before?.started ?? new Set<ModelVersionArn>(),
    };
    this.schedules.set(put.name, known);
    const window = this.windowAt(known, now);
    const wasWanted = before?.put.isEnabled === true && before.window !== null;
    known.window = window;
    // It starts at once in a window; where the change takes the window away, it stops.
    if (!put.isEnabled) return;
    if (window !== null) known.due = { kind: 'start', at: now };
    else if (wasWanted || before?.due?.kind === 'stop') known.due = { kind: 'stop', at: now };
  }

  remove(name: string): void {
    this.schedules.delete(name);
  }

  /** Time passes, whether the gateway is up or not. */
  pass(now: number): void {
    for (const known of this.schedules.values()) {
      const window = this.windowAt(known, now);
      if (window === known.window) continue;
      known.window = window;
      const at = window === null ? now : Math.max(now, window - LEAD);
      if (known.put.isEnabled) known.due = { kind: window === null ? 'stop' : 'start', at };
    }
  }

  /** What is to be done by a gateway that is up. */
  run(now: number): string[] {
    const done: string[] = [];
    const all = [...this.schedules.values()];
    for (const known of all) {
      const { put, due, started } = known;
      const target = put.arn ?? this.world.alias;
      known.due = null;
      if (due?.kind === 'start') {
        const isTooLate = put.catchupMs !== null && now - due.at > put.catchupMs;
        if (isTooLate || target === null || this.world.running.has(target)) continue;
        const units = Math.max(put.units, ...this.wanting(target, known).map((it) => it.put.units));
        this.world.running.set(target, units);
        started.add(target);
        done.push(`start ${target} ${units}`);
      } else if (due?.kind === 'stop') {
        for (const arn of new Set([...(target ? [target] : []), ...started])) {
          if (this.wanting(arn, known).length > 0) continue;
          if (this.world.running.delete(arn)) done.push(`stop ${arn}`);
          started.delete(arn);
        }
      }
    }
    for (const { started } of all)
      for (const arn of started) if (!this.world.running.has(arn)) started.delete(arn);
    return done.sort();
  }

  private wanting(arn: ModelVersionArn, but: Known): Known[] {
    return [...this.schedules.values()].filter(
      (it) =>
        it !== but && it.put.isEnabled && it.window !== null && (it.put.arn ?? this.world.alias) === arn,
    );
  }

  /** The first window of those that are open, or whose start is due. */
  private windowAt({ opens }: Known, now: number): number | null {
    return opens.find(({ from, to }) => from - LEAD <= now && now < to)?.from ?? null;
  }
}

it.each(Array.from({ length: WALKS }, (_, index) => index + 1))('walk %i does what the rules say', (seed) => {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const worlds: [World, World] = [
    { running: new Map(), alias: null },
    { running: new Map(), alias: null },
  ];
  const engine = new Engine(worlds[0]);
  const truth = new Truth(worlds[1]);
  const both = (change: (world: World) => void) => worlds.forEach(change);
  const story: string[] = [];
  let upAt = 0;
  for (let now = START; now < START + DAYS * DAY; now += MINUTE) {
    truth.pass(now);
    const check = () => {
      const done = engine.run(now);
      const wanted = truth.run(now);
      const told = `${new Date(now).toISOString()} ${done.join(', ')}`;
      if (done.length > 0) story.push(told);
      expect({ story: story.slice(-12), done }).toEqual({ story: story.slice(-12), done: wanted });
      expect([...worlds[0].running]).toEqual([...worlds[1].running]);
    };
    if (now >= upAt) check();
    const dice = random();
    const arn = pick([V1, V2]);
    if (dice < 0.004) both(({ running }) => void (running.delete(arn) || running.set(arn, 9)));
    else if (dice < 0.006) {
      const alias = pick([V1, V2, null]);
      both((world) => {
        world.alias = alias;
      });
    } else if (dice < 0.0075 && now >= upAt) upAt = now + Math.floor(random() * 1_800) * MINUTE;
    else if (dice < 0.0115 && now >= upAt) {
      const name = pick(['a', 'b', 'c']);
      const units = 1 + Math.floor(random() * 4);
      const put = { name, arn: pick([V1, V2, null]), windows: pick(WINDOWS), units };
      const given = { ...put, isEnabled: random() < 0.8, catchupMs: pick([null, null, 90 * MINUTE]) };
      const isGone = random() < 0.2;
      story.push(`${new Date(now).toISOString()} ${isGone ? 'delete' : 'put'} ${JSON.stringify(given)}`);
      for (const it of [engine, truth])
        if (isGone) it.remove(name);
        else it.put(given, now);
      check();
    }
  }
  expect(story.length).toBeGreaterThan(9);
});
