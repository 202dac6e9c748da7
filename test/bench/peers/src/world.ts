import { readFileSync } from 'node:fs';

/** The same project and versions that the gateway reads from its upstream, for peers that hold them in memory. */
export interface World {
  readonly projects: readonly Project[];
}

interface Project {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly versions: readonly Version[];
}

export interface Version {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly creationTimestamp: Date;
  readonly minInferenceUnits: number | null;
  readonly versionDescription: string | null;
  readonly feature: string;
}

export interface Page {
  readonly first: number;
  readonly createdAfter: Date | string | null | undefined;
}

const world = readWorld(process.argv[2] ?? '');

export function findProject(arn: string): Project | null {
  return world.projects.find((it) => it.arn === arn) ?? null;
}

/** Newest first. */
export function listVersions({ versions }: Pick<Project, 'versions'>, { first, createdAfter }: Page) {
  const after = createdAfter ? new Date(createdAfter).getTime() : Number.NEGATIVE_INFINITY;
  return { nodes: versions.filter((it) => it.creationTimestamp.getTime() > after).slice(0, first) };
}

function readWorld(path: string): World {
  const { projects } = JSON.parse(readFileSync(path, 'utf8'));
  for (const { versions } of projects)
    for (const version of versions) version.creationTimestamp = new Date(version.creationTimestamp);
  return { projects };
}

/** Tells who started this process where it answers. */
export function announce(port: number): void {
  process.stdout.write(`${JSON.stringify({ port })}\n`);
}
