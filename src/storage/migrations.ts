import type { Engine } from './engine.js';
import type { Write } from './port.js';

/** From one format to the next: reads what is stored, and answers what to write. */
export type Migration = (stored: Pick<Engine, 'read' | 'scan'>) => Promise<Write>;

/**
 * The migration at index n makes format n + 1; format 0 is an empty store. Old ones stay: folders come from any
 * release.
 */
export const MIGRATIONS: readonly Migration[] = [async () => ({ rows: [] })];

/** The format of the rows, stored with them: a migration and its new number are one commit. */
const FORMAT_KEY = 'format';

/** @param announce - gets a format before anything of it is stored, so that an older release never reads it */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  announce: (format: number) => Promise<void>,
): Promise<void> {
  for (;;) {
    const format = Number((await engine.read(FORMAT_KEY)) ?? 0);
    const migration = migrations[format];
    if (migration === undefined) return;
    await announce(format + 1);
    const { rows } = await migration(engine);
    await engine.write({ rows: [...rows, [FORMAT_KEY, String(format + 1)]] });
  }
}
