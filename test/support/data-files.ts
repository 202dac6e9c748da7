import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedVersions } from './seed.js';

/** What there is in AWS. */
export interface Inventory {
  readonly projects: number;
  readonly versionsEach: number;
}

export function versionsIn({ projects, versionsEach }: Inventory): number {
  return projects * versionsEach;
}

interface Entries {
  readonly [arn: string]: unknown;
}

interface Region {
  projects: Entries;
  versions: Entries;
}

/**
 * Data files for `EMULATOR_DATA` with projects `p0`, `p1`, … and trained versions `v0`, `v1`, … in each. Made of copies
 * of one: ten thousand calls to make them would take minutes.
 */
export async function createDataFiles(folder: string) {
  const seed = await seedVersions(1, 1);
  const [[project, [version = '']] = ['', []]] = seed.versions;
  const named = (text: string, p: number, v = 0) =>
    text
      .replaceAll('/p0/', `/p${p}/`)
      .replaceAll('"p0"', `"p${p}"`)
      .replaceAll('/v0/', `/v${v}/`)
      .replaceAll('"v0"', `"v${v}"`);

  function toEntries(entries: Entries, counts: readonly (readonly [p: number, v: number])[]): Entries {
    const text = JSON.stringify(entries).slice(1, -1);
    return JSON.parse(`{${counts.map(([p, v]) => named(text, p, v)).join()}}`);
  }

  return (inventory: Inventory) => {
    const data = JSON.parse(readFileSync(seed.file, 'utf8'));
    const count = (most: number) => Array.from({ length: most }, (_, i) => i);
    const projects = count(inventory.projects).map((p) => [p, 0] as const);
    const versions = projects.flatMap(([p]) => count(inventory.versionsEach).map((v) => [p, v] as const));
    for (const region of Object.values<Region>(data.state.regions)) {
      region.versions = toEntries(region.versions, versions);
      region.projects = toEntries(region.projects, projects);
    }
    const file = join(folder, `inventory-${versionsIn(inventory)}.json`);
    writeFileSync(file, JSON.stringify(data));
    const last = [inventory.projects - 1, inventory.versionsEach - 1] as const;
    return { file, project: named(project, last[0]), version: named(version, ...last) };
  };
}
