import type { SettingRow, SettingsReader } from './settings-reader.js';

/** What mutations may do at most, with whatever rights. */
export interface GuardRailSettings {
  /** Names, or beginnings of names that end in `*`. */
  readonly allowedBuckets: readonly string[];
  /** Whether a project policy may allow every AWS account. */
  readonly allowsPublicPolicies: boolean;
  readonly maxInferenceUnits: number | null;
  readonly maxRunningModels: number | null;
  readonly runningModelsQuota: number;
  /** While it exists, nothing can be changed. Null: there is no such file. */
  readonly readOnlyFile: string | null;
}

export const GUARD_RAIL_SETTINGS: readonly SettingRow[] = [
  {
    name: 'ALLOWED_BUCKETS',
    fallback: '`*` while `AUTH` is `none`, else none',
    meaning:
      'the S3 buckets that trainings and copies may use and reports are read from: names with commas between, `*` at the end of one stands for any ending',
  },
  {
    name: 'ALLOW_PUBLIC_POLICIES',
    fallback: '`true` while `AUTH` is `none`, else `false`',
    meaning: 'whether a project policy may have `Principal: "*"`',
  },
  {
    name: 'MAX_INFERENCE_UNITS',
    fallback: "AWS's own",
    meaning: 'most inference units that a start may request',
  },
  {
    name: 'MAX_RUNNING_MODELS',
    fallback: "AWS's own",
    meaning: 'most models that may run or be starting in one account and region when another is started',
  },
  {
    name: 'RUNNING_MODELS_QUOTA',
    fallback: '2',
    meaning:
      'how many models AWS lets run in one account and region, which AWS does not tell: a rollout needs a free place, because two versions run for a while',
  },
  {
    name: 'READ_ONLY_FILE',
    fallback: 'none',
    meaning: 'while a file is there, every mutation is refused: `touch` and `rm` switch it without a restart',
  },
];

/** @param isOpen - there is one caller, at the machine itself: everything is allowed unless it is set */
export function parseGuardRails(settings: SettingsReader, isOpen: boolean): GuardRailSettings {
  const forOpen = isOpen ? 'true' : 'false';
  return {
    allowedBuckets: settings.list('ALLOWED_BUCKETS', isOpen ? '*' : ''),
    allowsPublicPolicies: settings.oneOf('ALLOW_PUBLIC_POLICIES', ['true', 'false'], forOpen) === 'true',
    maxInferenceUnits: settings.count('MAX_INFERENCE_UNITS', null),
    maxRunningModels: settings.count('MAX_RUNNING_MODELS', null),
    runningModelsQuota: settings.number('RUNNING_MODELS_QUOTA', { fallback: 2, min: 1, max: 10_000 }),
    readOnlyFile: settings.text('READ_ONLY_FILE') ?? null,
  };
}
