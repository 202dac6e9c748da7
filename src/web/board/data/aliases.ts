import { BoardAliasesDocument, type BoardAliasesQuery } from '../generated.js';
import { useQuery } from './use-query.js';

export type Alias = NonNullable<BoardAliasesQuery['project']>['aliases'][number];

/** Those of a project; none before they are read. */
export function useAliases(projectArn: string): readonly Alias[] {
  const loaded = useQuery(BoardAliasesDocument, { arn: projectArn }, projectArn);
  return loaded.kind === 'ready' ? (loaded.data.project?.aliases ?? []) : [];
}
