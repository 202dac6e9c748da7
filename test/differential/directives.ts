import { GraphQLBoolean, GraphQLNonNull } from 'graphql';
import type { Choices } from './choices.js';
import type { VariablePool } from './variables.js';

const IF = { type: new GraphQLNonNull(GraphQLBoolean), argument: 'if', hasFallback: false };

/**
 * `@include` or `@skip`, both in either order, or none.
 * @param conditional - how probable any is, 0..1
 */
export function randomDirectives(choices: Choices, variables: VariablePool, conditional: number): string {
  if (!choices.chance(conditional)) return '';
  const one = (name: string) => {
    const condition = choices.chance(0.7) ? variables.reference(IF) : choices.chance(0.6);
    return ` @${name}(if: ${condition})`;
  };
  const names = choices.chance(0.3)
    ? choices.pick([
        ['include', 'skip'],
        ['skip', 'include'],
      ])
    : [choices.pick(['include', 'skip'])];
  return names.map(one).join('');
}
