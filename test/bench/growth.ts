import { writeFileSync } from 'node:fs';
import { measureEventGrowth } from './growth-events.js';
import { measurePolls } from './growth-polls.js';
import { measureReadGrowth } from './growth-reads.js';
import type { Grown } from './inventories.js';
import { type Panel, toSvg } from './plot.js';

/** How what the gateway does grows with what there is. */
export interface Growth {
  /** Milliseconds of the processor for a read, by versions. */
  readonly reads: readonly Grown[];
  /** Calls to AWS in a minute, by versions. */
  readonly polls: readonly Grown[];
  /** Milliseconds of the processor for one event, by subscribers. */
  readonly events: Grown;
}

const FILE = 'test/bench/growth.svg';

/** Takes three minutes at most. */
export async function measureGrowth(): Promise<Growth> {
  const reads = await measureReadGrowth();
  const events = await measureEventGrowth();
  return { reads, polls: await measurePolls(), events };
}

/** Draws `test/bench/growth.svg`, and gives what README says of it: the ends of every line, for who cannot see it. */
export function toGrowthText({ reads, polls, events }: Growth): string {
  const versions = 'model versions there are, in at most 100 projects';
  const panels: Panel[] = [
    { title: 'A read', x: versions, y: 'milliseconds of the processor', lines: reads },
    { title: 'Polling', x: versions, y: 'calls to AWS in a minute', lines: polls },
    { title: 'One event', x: 'subscribers', y: 'milliseconds of the processor', lines: [events] },
  ];
  writeFileSync(FILE, toSvg(panels));
  const told = panels.map(
    ({ title, x, y, lines }) => `${title}, ${y} by ${x}: ${lines.map(toEnds).join('; ')}.`,
  );
  return `![${told.join(' ')}](${FILE})`;
}

function toEnds({ name, points }: Grown): string {
  const ends = [points.at(0), points.at(-1)].filter((it) => it !== undefined);
  return `${name} ${ends.map(([size, cost]) => `${Number(cost.toPrecision(2))} at ${size.toLocaleString('en-US')}`).join(', ')}`;
}
