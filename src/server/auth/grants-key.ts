import { createHash } from 'node:crypto';
import type { Caller } from '../../domain/caller.js';
import type { Grant } from '../../domain/grant.js';

const keys = new WeakMap<readonly Grant[], string>();

/** The same for callers with the same rights, and for no others: they may share answers. */
export function grantsKeyOf({ grants }: Caller): string {
  const known = keys.get(grants);
  if (known !== undefined) return known;
  const lines = grants.map(({ role, projects, tags }) =>
    JSON.stringify([role, projects.map((it) => it.text).sort(), Object.entries(tags).sort()]),
  );
  const key = createHash('sha256').update(JSON.stringify(lines.sort())).digest('base64');
  keys.set(grants, key);
  return key;
}
