import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contestant, scratch } from './contestants.js';
import type { Scenario } from './scenarios.js';

/** What is answered to the scenarios' question. */
export interface Data {
  readonly project: {
    readonly modelVersions: { readonly nodes: readonly { readonly status: string }[] };
  };
}

/** @throws Error for an answer with errors */
export async function ask(it: Contestant, body: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', ...it.headers };
  const response = await fetch(it.url, { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  if (errors) throw new Error(`${it.name}: ${JSON.stringify(errors)}`);
  return data;
}

/** Training takes the emulator a moment. */
export async function settledAnswer(gateway: Contestant, body: string): Promise<Data> {
  for (;;) {
    const data = (await ask(gateway, body)) as unknown as Data;
    if (data.project.modelVersions.nodes.every((it) => it.status === 'TRAINING_COMPLETED')) return data;
  }
}

/** @throws AssertionError for a contestant that answers otherwise */
export async function compareAnswers(
  it: Contestant,
  { bodyOf }: Scenario,
  arn: string,
  data: Data,
): Promise<void> {
  for (const n of [0, 1]) {
    const [project] = Object.values(await ask(it, bodyOf(arn)(n)));
    deepStrictEqual(project, data.project, `${it.name} answers otherwise`);
  }
}

/** Files for those that do not ask AWS: what a peer is to hold, and the answer as it is. */
export function writeAnswer(data: Data): { readonly world: string; readonly answer: string } {
  const { modelVersions, ...project } = data.project;
  const [world, answer] = [join(scratch, 'world.json'), join(scratch, 'answer.json')];
  writeFileSync(world, JSON.stringify({ projects: [{ ...project, versions: modelVersions.nodes }] }));
  writeFileSync(answer, JSON.stringify({ data }));
  return { world, answer };
}
