import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** Licences that ask for no more than to be named. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
];
/** And those that tools may have, of which nothing is shipped. */
const OF_TOOLS = [...PERMISSIVE, 'CC-BY-4.0', 'Python-2.0', 'PSF-2.0', 'Unlicense', 'WTFPL', 'MPL-2.0'];

/** Of alternatives one is enough; what is joined by AND must all be allowed. */
function isAllowed(licence: string | undefined, allowed: readonly string[]): boolean {
  const alternatives = (licence ?? 'none').replace(/[()]/g, '').split(' OR ');
  return alternatives.some((it) => it.split(' AND ').every((one) => allowed.includes(one)));
}

/** What is for another platform is not here to be read; its licence is that of its kin for this one. */
const others = Object.entries(packages).filter(
  ([path, { license, optional }]) => path !== '' && !(optional && license === undefined),
);

it('every package that is shipped has a permissive licence', () => {
  const shipped = others.filter(([, it]) => !it.dev);
  expect(shipped.length).toBeGreaterThan(50);
  expect(shipped.filter(([, { license }]) => !isAllowed(license, PERMISSIVE))).toEqual([]);
});

it('every tool has a licence that lets us use it', () => {
  expect(others.filter(([, { license }]) => !isAllowed(license, OF_TOOLS))).toEqual([]);
});
