// npm run sbom: CycloneDX of what is shipped. `npm sbom --omit=dev` itself leaves out whatever a development package wants,
// too, `graphql` among them; so it lists all, and the lockfile says which are for development alone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { stdout, stderr, status } = spawnSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'],
  { encoding: 'utf8', maxBuffer: 100e6 },
);
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(1);
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const isShipped = new Set(
  Object.entries(packages)
    .filter(([, it]) => !it.dev && !it.devOptional)
    .map(([path, { name = path.split('node_modules/').at(-1), version }]) => `${name}@${version}`),
);
const { components, dependencies, ...bom } = JSON.parse(stdout);
const shipped = components.filter(({ group, name, version }) =>
  isShipped.has(`${group ? `${group}/` : ''}${name}@${version}`),
);
const refs = new Set([bom.metadata.component['bom-ref'], ...shipped.map((it) => it['bom-ref'])]);
const links = dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((it) => refs.has(it)) }));
process.stdout.write(`${JSON.stringify({ ...bom, components: shipped, dependencies: links }, null, 2)}\n`);
