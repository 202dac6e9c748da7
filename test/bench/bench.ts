import { measureAfterQuiet, toAfterQuietTable } from './after-quiet.js';
import {
  type Criterion,
  toCriteriaTable,
  wantsOfAfterQuiet,
  wantsOfEvents,
  wantsOfFanOut,
  wantsOfReads,
} from './criteria.js';
import { measureFanOut, toFanOutText } from './fan-out.js';
import { measureGrowth, toGrowthText } from './growth.js';
import { toOrigin, writeSection } from './readme.js';
import { measureReads } from './reads.js';
import { toReadsText } from './reads-table.js';
import { measureReadsUnderEvents, toReadsUnderEventsText } from './reads-under-events.js';
import { measureStartAndRest, toStartTable } from './start-and-rest.js';

interface Told {
  /** For README. */
  readonly text: string;
  readonly criteria: readonly Criterion[];
}

type Part = () => Promise<Told>;

/** What `npm run bench` measures, in this order. */
const WHOLE: Readonly<Record<string, Part>> = {
  async reads() {
    const reads = await measureReads();
    return { text: toReadsText(reads), criteria: wantsOfReads(reads) };
  },
  async 'fan-out'() {
    const fanOut = await measureFanOut();
    return { text: toFanOutText(fanOut), criteria: wantsOfFanOut(fanOut) };
  },
  async 'reads-under-events'() {
    const reads = await measureReadsUnderEvents();
    return { text: toReadsUnderEventsText(reads), criteria: wantsOfEvents(reads) };
  },
  async 'after-quiet'() {
    const afterQuiet = await measureAfterQuiet();
    return { text: toAfterQuietTable(afterQuiet), criteria: wantsOfAfterQuiet(afterQuiet) };
  },
  async 'start-and-rest'() {
    return { text: toStartTable(await measureStartAndRest()), criteria: [] };
  },
};

/** What is measured only by its name. */
const APART: Readonly<Record<string, Part>> = {
  async growth() {
    return { text: `${toGrowthText(await measureGrowth())}\n\n${toOrigin()}`, criteria: [] };
  },
};

/** Measures all and writes README; or one part, which is only printed where it belongs to the whole. */
async function main(name: string): Promise<void> {
  const alone = WHOLE[name] ?? APART[name];
  const parts: [string, Part][] = alone ? [[name, alone]] : Object.entries(WHOLE);
  const all: Criterion[] = [];
  for (const [part, measure] of parts) {
    const { text, criteria } = await measure();
    all.push(...criteria);
    console.log(`${text}\n`);
    if (!(name in WHOLE)) writeSection(`bench-${part}`, text);
  }
  const table = toCriteriaTable(all);
  if (all.length > 0) console.log(table);
  if (!alone) writeSection('bench-criteria', `${table}\n\n${toOrigin()}`);
}

void main(process.argv[2] ?? '');
