// npm run licences: fails for a package whose licence is not one of these.
import { readFileSync } from 'node:fs';

const SHIPPED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];
/** For building and testing alone; nothing of them is passed on. */
const DEVELOPMENT = [...SHIPPED, 'CC0-1.0', 'CC-BY-4.0', 'PSF-2.0', 'Python-2.0'];

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'));
const bad = Object.entries(packages).filter(([path, it]) => path !== '' && !isGood(it));
for (const [path, { license }] of bad) console.log(`${path}: ${license ?? 'no licence'}`);
console.log(
  `${Object.keys(packages).length - 1} packages, ${bad.length} with a licence that is not allowed.`,
);
process.exitCode = bad.length > 0 ? 1 : 0;

/** An SPDX expression of AND and OR, in which OR binds less. */
function isGood({ license, dev, optional }) {
  if (license === undefined) return Boolean(dev && optional); // tools' builds for other platforms, never installed here
  const allowed = dev ? DEVELOPMENT : SHIPPED;
  return license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((it) => allowed.includes(it)));
}
