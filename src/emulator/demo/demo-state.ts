import { createHash } from 'node:crypto';
import { type Place, partitionOf, projectArn, versionArn } from '../arns.js';
import {
  emptyRegion,
  emptyState,
  type Project,
  type Region,
  regionKey,
  type State,
  type Version,
} from '../state.js';
import { BILLED_RATIO } from '../training/new-training.js';
import { demoModels } from './demo-models.js';
import { DEMO_REGIONS } from './demo-regions.js';
import type { DemoProject, DemoRegion, DemoVersion } from './demo-spec.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The moment that the numbers in demo ARNs count back from. */
const ARN_EPOCH_MS = Date.UTC(2026, 10, 1);

/** A world worth exploring, as old as its specification says at `nowMs`. */
export function demoState(nowMs: number): State {
  const regions = DEMO_REGIONS.map(
    (spec) => [regionKey(spec.account, spec.region), toRegion(spec, nowMs)] as const,
  );
  return { ...emptyState(), regions: Object.fromEntries(regions) };
}

function toRegion({ account, region: name, projects, hasModels }: DemoRegion, nowMs: number): Region {
  const place = { partition: partitionOf(name), account, region: name };
  const region = { ...emptyRegion(), models: hasModels ? demoModels(nowMs) : [] };
  for (const spec of projects) {
    const project = toProject(place, spec, nowMs);
    region.projects[project.arn] = project;
    for (const versionSpec of spec.versions) {
      const version = toVersion(place, project, spec, versionSpec, projects, nowMs);
      region.versions[version.arn] = version;
    }
  }
  return region;
}

function toProject(place: Place, spec: DemoProject, nowMs: number): Project {
  const createdAtMs = createdMs(spec.name, spec.ageDays * 24, nowMs);
  const policies = (spec.policies ?? []).map(({ name, document }, index) => {
    const createdPolicyMs = createdAtMs + (index + 1) * HOUR_MS;
    const text = JSON.stringify(document);
    const revisionId = createHash('md5').update(text).digest('hex');
    return { name, revisionId, document: text, createdAtMs: createdPolicyMs, updatedAtMs: createdPolicyMs };
  });
  return {
    arn: projectArn(place, spec.name, arnNumber(spec.name, spec.ageDays * 24)),
    name: spec.name,
    createdAtMs,
    feature: spec.feature ?? 'CUSTOM_LABELS',
    ...(spec.feature === 'CONTENT_MODERATION' ? { autoUpdate: 'DISABLED' as const } : {}),
    change: { during: 'CREATED', after: 'CREATED', beganAtMs: createdAtMs, endsAtMs: createdAtMs },
    policies,
    tags: spec.tags ?? [],
  };
}

function toVersion(
  place: Place,
  project: Project,
  demo: DemoProject,
  spec: DemoVersion,
  projects: readonly DemoProject[],
  nowMs: number,
): Version {
  const createdAtMs = createdMs(spec.name, spec.ageHours, nowMs);
  const arn = versionArn(place, project.name, spec.name, arnNumber(spec.name, spec.ageHours));
  return {
    arn,
    projectArn: project.arn,
    name: spec.name,
    createdAtMs,
    feature: project.feature,
    change: toChange(spec, createdAtMs, nowMs),
    training: toTraining(demo, spec, projects, nowMs),
    trainingInput: {},
    testingInput: { AutoCreate: false },
    output: spec.output ?? {
      bucket: `custom-labels-console-${place.region}-${place.account}`,
      prefix: `evaluation/${project.name}/${spec.name}`,
    },
    tags: spec.tags ?? [],
    description: spec.description,
    confidenceThreshold: spec.confidenceThreshold,
    baseModelVersion: project.feature === 'CONTENT_MODERATION' ? 'Content moderation v7.0' : undefined,
    minInferenceUnits: spec.units?.[0],
    maxInferenceUnits: spec.units?.[1],
    sourceArn: spec.copyOf && sourceArnOf(place, projects, spec.copyOf),
  };
}

function toChange({ status, becomes }: DemoVersion, createdAtMs: number, nowMs: number): Version['change'] {
  if (!becomes) return { during: status, after: status, beganAtMs: createdAtMs, endsAtMs: createdAtMs };
  const endsAtMs = nowMs + becomes.afterSeconds * 1_000;
  return { during: status, after: becomes.status, beganAtMs: createdAtMs, endsAtMs };
}

function toTraining(
  demo: DemoProject,
  spec: DemoVersion,
  projects: readonly DemoProject[],
  nowMs: number,
): Version['training'] {
  const { becomes, failure } = spec;
  const { project, version } = trainedAs(demo, spec, projects);
  const trainingMs = (spec.trainingMinutes ?? 0) * MINUTE_MS;
  return {
    seed: `${project.name}/${version.name}`,
    testSet: `${project.name}/${version.testedAs ?? version.name}`,
    useCase: demo.useCase ?? 'IMAGE_LEVEL_LABELS',
    labels: version.labels ?? project.labels,
    endsAtMs:
      becomes?.status === 'TRAINING_COMPLETED'
        ? nowMs + becomes.afterSeconds * 1_000
        : createdMs(spec.name, spec.ageHours, nowMs) + trainingMs,
    billableSeconds: Math.round(((trainingMs || MINUTE_MS) / 1_000) * BILLED_RATIO),
    failure,
  };
}

/** What it was trained as: a copy as its source. */
function trainedAs(project: DemoProject, version: DemoVersion, projects: readonly DemoProject[]) {
  const source = projects.find((it) => it.name === version.copyOf?.[0]);
  const original = source?.versions.find((it) => it.name === version.copyOf?.[1]);
  return source && original ? { project: source, version: original } : { project, version };
}

function sourceArnOf(
  place: Place,
  projects: readonly DemoProject[],
  [project, name]: readonly [string, string],
): string {
  const source = projects.find((it) => it.name === project)?.versions.find((it) => it.name === name);
  return versionArn(place, project, name, arnNumber(name, source?.ageHours ?? 0));
}

/** The same at every start, so that a command with a demo ARN can be pasted as it stands. */
function arnNumber(name: string, ageHours: number): number {
  return createdMs(name, ageHours, ARN_EPOCH_MS);
}

/** Uneven milliseconds, so that the numbers in ARNs look like AWS's and differ. */
function createdMs(name: string, ageHours: number, nowMs: number): number {
  const uneven = createHash('md5').update(name).digest().readUInt16LE() % 1_000;
  return Math.trunc(nowMs - ageHours * HOUR_MS) - uneven;
}
