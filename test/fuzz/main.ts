import { fuzz } from './fuzz.js';

const seconds = Number(process.env.FUZZ_SECONDS || 120);
const seed = Number(process.env.FUZZ_SEED || Date.now() % 2 ** 31);

async function main(): Promise<void> {
  process.stdout.write(`Fuzzing for ${seconds} s. FUZZ_SEED=${seed} does the same again.\n`);
  const until = Date.now() + seconds * 1_000;
  const { cases, findings } = await fuzz(seed, () => Date.now() > until);
  for (const { what, given } of findings) process.stdout.write(`\n${what}\n${JSON.stringify(given)}\n`);
  process.stdout.write(`${cases} cases, ${findings.length} findings.\n`);
  process.exit(findings.length > 0 ? 1 : 0);
}

void main();
