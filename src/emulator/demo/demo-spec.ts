import type { Feature, Output, Tags, TrainingFailure, UseCase, VersionStatus } from '../state.js';

/** A demo version, with its moments relative to the start of the program so that it always looks fresh. */
export interface DemoVersion {
  readonly name: string;
  readonly ageHours: number;
  readonly status: VersionStatus;
  /** What comes of a status in transition, and after how many seconds. */
  readonly becomes?: { readonly status: VersionStatus | null; readonly afterSeconds: number };
  readonly trainingMinutes?: number;
  /** The version whose test images it was tested with; its own unless given. */
  readonly testedAs?: string;
  /** The project's unless given. */
  readonly labels?: readonly string[];
  readonly failure?: TrainingFailure;
  readonly units?: readonly [min: number, max?: number];
  readonly description?: string;
  readonly output?: Output;
  readonly tags?: Tags;
  /** Project and version that it was copied from. */
  readonly copyOf?: readonly [project: string, version: string];
  readonly confidenceThreshold?: number;
}

export interface DemoProject {
  readonly name: string;
  readonly ageDays: number;
  readonly feature?: Feature;
  readonly useCase?: UseCase;
  readonly labels: readonly string[];
  readonly tags?: Tags;
  readonly policies?: readonly { readonly name: string; readonly document: object }[];
  readonly versions: readonly DemoVersion[];
}

export interface DemoRegion {
  readonly account: string;
  readonly region: string;
  readonly projects: readonly DemoProject[];
  /** Whether it has the Lookout for Vision models. */
  readonly hasModels?: boolean;
}
