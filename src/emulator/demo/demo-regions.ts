import { circuitBoards, PARTNER } from './circuit-boards.js';
import type { DemoProject, DemoRegion } from './demo-spec.js';

const DAY = 24;

const cropHealth: DemoProject = {
  name: 'crop-health',
  ageDays: 95,
  useCase: 'IMAGE_LEVEL_LABELS',
  labels: ['healthy', 'leaf-rust', 'powdery-mildew', 'nitrogen-deficit'],
  tags: [['team', 'agronomy']],
  versions: [
    {
      name: '2026-harvest.3',
      ageHours: 5,
      status: 'STOPPING',
      becomes: { status: 'STOPPED', afterSeconds: 15 },
      trainingMinutes: 42,
      units: [1],
    },
    {
      name: '2026-harvest.2',
      ageHours: 30,
      status: 'FAILED',
      trainingMinutes: 41,
      testedAs: '2026-harvest.3',
      units: [1],
    },
    {
      name: '2026-harvest.1',
      ageHours: 54,
      status: 'TRAINING_FAILED',
      trainingMinutes: 2,
      failure: {
        cause: 'MANIFEST_FILE',
        code: 'ERROR_EMPTY_MANIFEST',
        message: 'The manifest file is empty.',
      },
    },
    {
      name: 'spring-trial',
      ageHours: 80 * DAY,
      status: 'DELETING',
      becomes: { status: null, afterSeconds: 20 },
      trainingMinutes: 38,
    },
  ],
};

const boardsStaging: DemoProject = {
  name: 'circuit-boards-staging',
  ageDays: 60,
  useCase: 'OBJECT_LOCALIZATION',
  labels: circuitBoards.labels,
  versions: [
    {
      name: 'from-v4',
      ageHours: 0.002,
      status: 'COPYING_IN_PROGRESS',
      becomes: { status: 'COPYING_COMPLETED', afterSeconds: 30 },
      copyOf: ['circuit-boards', 'v4'],
    },
    {
      name: 'from-v3',
      ageHours: 39 * DAY,
      status: 'COPYING_COMPLETED',
      copyOf: ['circuit-boards', 'v3'],
    },
    { name: 'from-v1', ageHours: 59 * DAY, status: 'COPYING_FAILED', copyOf: ['circuit-boards', 'v1'] },
  ],
};

const brandLogos: DemoProject = {
  name: 'brand-logos',
  ageDays: 400,
  useCase: 'IMAGE_LEVEL_LABELS',
  labels: ['acorn', 'comet', 'lighthouse'],
  versions: [
    {
      name: 'agency-2',
      ageHours: 12 * DAY,
      status: 'TRAINING_COMPLETED',
      trainingMinutes: 35,
      description: "Its report lies in the agency's bucket: access denied",
      output: { bucket: 'agency-private-output', prefix: 'logos', reading: 'FORBIDDEN' },
    },
    {
      name: 'agency-1',
      ageHours: 380 * DAY,
      status: 'STOPPED',
      trainingMinutes: 33,
      units: [1],
      description: 'Its report has been removed by a lifecycle rule',
      output: { bucket: 'agency-archive', prefix: 'logos', reading: 'REMOVED' },
    },
  ],
};

const chatModeration: DemoProject = {
  name: 'chat-moderation',
  ageDays: 120,
  feature: 'CONTENT_MODERATION',
  labels: ['safe', 'unsafe'],
  versions: [
    {
      name: 'adapter-3',
      ageHours: 3 * DAY,
      status: 'TRAINING_COMPLETED',
      trainingMinutes: 25,
      confidenceThreshold: 60,
    },
    {
      name: 'adapter-2',
      ageHours: 50 * DAY,
      status: 'DEPRECATED',
      trainingMinutes: 25,
      confidenceThreshold: 55,
    },
    { name: 'adapter-1', ageHours: 110 * DAY, status: 'EXPIRED', trainingMinutes: 24 },
  ],
};

/** The demo's accounts and regions. One model runs in the first one, so that there is room to start another. */
export const DEMO_REGIONS: readonly DemoRegion[] = [
  {
    account: '123456789012',
    region: 'us-east-1',
    hasModels: true,
    projects: [
      { name: 'shelf-gaps', ageDays: 1, labels: [], versions: [] },
      boardsStaging,
      cropHealth,
      chatModeration,
      circuitBoards,
      brandLogos,
    ],
  },
  {
    account: PARTNER,
    region: 'us-east-1',
    projects: [{ name: 'received-models', ageDays: 20, labels: [], versions: [] }],
  },
  {
    account: PARTNER,
    region: 'eu-west-1',
    projects: [
      {
        name: 'parcel-damage',
        ageDays: 150,
        useCase: 'IMAGE_LEVEL_LABELS',
        labels: ['intact', 'dented', 'torn'],
        tags: [['team', 'logistics']],
        versions: [
          { name: 'v2', ageHours: 8 * DAY, status: 'RUNNING', trainingMinutes: 47, units: [2, 5] },
          { name: 'v1', ageHours: 140 * DAY, status: 'STOPPED', trainingMinutes: 44, units: [1] },
        ],
      },
      { name: 'label-reader', ageDays: 2, labels: [], versions: [] },
    ],
  },
];
