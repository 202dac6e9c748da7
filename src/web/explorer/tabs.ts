import { type Facts, UNKNOWN } from './facts.js';
import { variablesOf } from './variables.js';

export interface ExampleTab {
  readonly query: string;
  readonly variables: string;
}

/** What a newcomer does first: start a model, watch it, look around, stop it. The others follow by name. */
const FIRST = ['StartModel', 'WatchStatus', 'ListProjects', 'StopModel', 'ShowModel', 'FindModels'];

/**
 * A tab for each example, ready to run. In front of real AWS, where a start costs money and a delete is final, the
 * mutations come last and their ARNs are for the user to fill in.
 */
export function toTabs(examples: readonly string[], facts: Facts): ExampleTab[] {
  const isReal = facts.upstream === 'AWS';
  return examples
    .map((query) => ({ query, ...nameOf(query) }))
    .sort((a, b) => rank(a.name) - rank(b.name))
    .sort((a, b) => (isReal ? Number(a.isMutation) - Number(b.isMutation) : 0))
    .map(({ query }) => ({ query, variables: prefill(query, facts) }));
}

/** The variables of a tab, with what is known now in the place of what was not when the page opened. */
export function refill({ query, variables }: ExampleTab, facts: Facts): string {
  return variables === prefill(query, UNKNOWN) ? prefill(query, facts) : variables;
}

function prefill(query: string, facts: Facts): string {
  const { name, isMutation } = nameOf(query);
  const arns = facts.upstream === 'AWS' && isMutation ? UNKNOWN : facts;
  return JSON.stringify(variablesOf(name, arns), null, 2);
}

function nameOf(query: string): { name: string; isMutation: boolean } {
  const [, type, name = ''] = /^(query|mutation|subscription) (\w+)/m.exec(query) ?? [];
  return { name, isMutation: type === 'mutation' };
}

/** What deletes comes last. */
function rank(name: string): number {
  if (name.startsWith('Delete')) return FIRST.length + 1;
  return FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
}
