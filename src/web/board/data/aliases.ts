import { BoardAliasesDocument, type BoardAliasesQuery } from '../generated.js';
import type { Refusal } from './refusal.js';
import { useQuery } from './use-query.js';

export type Alias = NonNullable<BoardAliasesQuery['project']>['aliases'][number];

/** Those of a project; none before they are read. */
export function useAliases(projectArn: string): readonly Alias[] {
  const loaded = useQuery(BoardAliasesDocument, { arn: projectArn }, projectArn);
  return loaded.kind === 'ready' ? (loaded.data.project?.aliases ?? []) : [];
}

/** What is wrong with a name, before the gateway is asked; null: nothing. */
export function aliasMistake(name: string, field = 'name'): Refusal | null {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return null;
  return { field, message: 'Small letters, digits and “-” are needed, a letter first.' };
}
