import type { Choices } from './choices.js';

/** Names that every object has in JavaScript, and others that programs mistake for their own. */
const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '__defineGetter__',
  'isPrototypeOf',
  'toJSON',
  'then',
  'length',
  'data',
  'errors',
  'extensions',
  'undefined',
  'arguments',
  'function',
  'context',
  'typeName',
  'query',
  '_',
  'a',
  'b',
  'name',
  'id',
];
const ODD = 0.4;

/** Names of variables, fragments or operations, none twice. */
export function createNames(choices: Choices, prefix: string): () => string {
  const taken = new Set<string>(['on', 'true', 'false', 'null']); // none of them names a fragment
  return () => {
    const odd = choices.pick(ODD_NAMES);
    const name = choices.chance(ODD) && !taken.has(odd) ? odd : `${prefix}${taken.size}`;
    taken.add(name);
    return name;
  };
}

/** An alias, which other fields may have, too. */
export function oddAlias(choices: Choices): string {
  return choices.pick(ODD_NAMES);
}
