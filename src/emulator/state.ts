import type { Change } from './lifecycle.js';

export const PROJECT_STATUSES = ['CREATING', 'CREATED', 'DELETING'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

export const VERSION_STATUSES = [
  'TRAINING_IN_PROGRESS',
  'TRAINING_COMPLETED',
  'TRAINING_FAILED',
  'STARTING',
  'RUNNING',
  'FAILED',
  'STOPPING',
  'STOPPED',
  'DELETING',
  'COPYING_IN_PROGRESS',
  'COPYING_COMPLETED',
  'COPYING_FAILED',
  'DEPRECATED',
  'EXPIRED',
] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

export const FEATURES = ['CUSTOM_LABELS', 'CONTENT_MODERATION'] as const;
export type Feature = (typeof FEATURES)[number];

export const USE_CASES = ['IMAGE_LEVEL_LABELS', 'OBJECT_LOCALIZATION'] as const;
export type UseCase = (typeof USE_CASES)[number];

/** Tags in the order they were given. Pairs, because a tag may be called `__proto__`. */
export type Tags = readonly (readonly [key: string, value: string])[];

export interface Policy {
  readonly name: string;
  readonly revisionId: string;
  readonly document: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Project {
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly feature: Feature;
  readonly autoUpdate?: 'ENABLED' | 'DISABLED' | undefined;
  readonly change: Change<ProjectStatus>;
  readonly policies: readonly Policy[];
  readonly tags: Tags;
}

interface S3Object {
  readonly Bucket?: string | undefined;
  readonly Name?: string | undefined;
  readonly Version?: string | undefined;
}

interface Asset {
  readonly GroundTruthManifest?: { readonly S3Object?: S3Object | undefined } | undefined;
}

interface TrainingInput {
  readonly Assets?: readonly Asset[] | undefined;
}

interface TestingInput extends TrainingInput {
  readonly AutoCreate?: boolean | undefined;
}

/** Why a training failed. `SERVICE` leaves no files behind, `MANIFEST_ROWS` leaves a report, `MANIFEST_FILE` none. */
export interface TrainingFailure {
  readonly cause: 'SERVICE' | 'MANIFEST_ROWS' | 'MANIFEST_FILE';
  readonly code: string;
  readonly message: string;
}

/** What a training is and how it ends; a copy carries its source's. All output files follow from it. */
export interface Training {
  /** Makes the generated numbers those of this training. */
  readonly seed: string;
  /** Trainings with the same one are tested on the same images; left out: on images of its own. */
  readonly testSet?: string | undefined;
  readonly useCase: UseCase;
  readonly labels: readonly string[];
  readonly endsAtMs: number;
  readonly billableSeconds: number;
  readonly failure?: TrainingFailure | undefined;
}

export interface Output {
  readonly bucket?: string | undefined;
  readonly prefix?: string | undefined;
  /** Demo data only: the bucket's owner forbids reading, or somebody removed the files. */
  readonly reading?: 'FORBIDDEN' | 'REMOVED' | undefined;
}

export interface Version {
  readonly arn: string;
  readonly projectArn: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly feature: Feature;
  readonly change: Change<VersionStatus>;
  readonly training: Training;
  readonly trainingInput: TrainingInput;
  readonly testingInput: TestingInput;
  readonly output: Output;
  readonly tags: Tags;
  readonly description?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly confidenceThreshold?: number | undefined;
  readonly baseModelVersion?: string | undefined;
  readonly minInferenceUnits?: number | undefined;
  readonly maxInferenceUnits?: number | undefined;
  /** Inference units in service and since when, once they were scaled in this run; otherwise the least. */
  readonly inService?: { readonly units: number; readonly sinceMs: number } | undefined;
  readonly sourceArn?: string | undefined;
}

export const LOOKOUT_STATUSES = [
  'TRAINING',
  'TRAINED',
  'TRAINING_FAILED',
  'STARTING_HOSTING',
  'HOSTED',
  'HOSTING_FAILED',
  'STOPPING_HOSTING',
  'SYSTEM_UPDATING',
  'DELETING',
] as const;
type LookoutStatus = (typeof LOOKOUT_STATUSES)[number];

/** A Lookout for Vision model. The emulator only describes them, so their status stands still. */
export interface LookoutModel {
  readonly project: string;
  readonly version: string;
  readonly createdAtMs: number;
  readonly status: LookoutStatus;
  readonly statusMessage: string;
  readonly description?: string | undefined;
  readonly f1Score?: number | undefined;
  readonly precision?: number | undefined;
  readonly recall?: number | undefined;
  readonly evaluatedAtMs?: number | undefined;
  readonly bucket: string;
  readonly prefix: string;
  readonly minInferenceUnits?: number | undefined;
  readonly maxInferenceUnits?: number | undefined;
}

/** A time in which a model was RUNNING with the same number of inference units in service. */
export interface Run {
  readonly projectName: string;
  readonly versionName: string;
  readonly versionArn: string;
  /** In service. */
  readonly units: number;
  readonly minUnits: number;
  readonly maxUnits: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything of one account in one region. */
export interface Region {
  /** By ARN. */
  projects: Record<string, Project>;
  /** By ARN. */
  versions: Record<string, Version>;
  models: LookoutModel[];
  /** Runs that have ended, oldest first; absent in data files of earlier releases. */
  runs?: Run[];
}

export interface State {
  /** How far the control address has moved the clock ahead. */
  clockOffsetMs: number;
  /** By `<account>/<region>`; only those in which something was created. */
  regions: Record<string, Region>;
}

/** A world in which nothing was ever created. */
export function emptyState(): State {
  return { clockOffsetMs: 0, regions: {} };
}

/** The key of an account's region in the state. */
export function regionKey(account: string, region: string): string {
  return `${account}/${region}`;
}

/** A region in which nothing was ever created. */
export function emptyRegion(): Region {
  return { projects: {}, versions: {}, models: [] };
}
