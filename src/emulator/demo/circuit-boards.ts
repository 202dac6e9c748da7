import type { DemoProject } from './demo-spec.js';

const DAY = 24;

/** Somebody else's account, which may copy from the first one's circuit boards. */
export const PARTNER = '111122223333';

export const circuitBoards: DemoProject = {
  name: 'circuit-boards',
  ageDays: 210,
  useCase: 'OBJECT_LOCALIZATION',
  labels: ['missing-hole', 'mouse-bite', 'open-circuit', 'short', 'spur'],
  tags: [
    ['team', 'quality'],
    ['cost-center', '4711'],
  ],
  policies: [
    {
      name: 'partner-may-copy',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${PARTNER}:root` },
            Action: 'rekognition:CopyProjectVersion',
            Resource: 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards/version/*/*',
          },
        ],
      },
    },
    {
      name: 'interns-may-not',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: 'arn:aws:iam::123456789012:role/Intern' },
            Action: 'rekognition:CopyProjectVersion',
            Resource: '*',
          },
        ],
      },
    },
  ],
  versions: [
    {
      name: 'v5-more-spurs',
      ageHours: 0.01,
      status: 'TRAINING_IN_PROGRESS',
      becomes: { status: 'TRAINING_COMPLETED', afterSeconds: 60 },
      testedAs: 'v4',
      description: 'Retrained with 400 more spurs',
    },
    {
      name: 'v4',
      ageHours: 6 * DAY,
      status: 'RUNNING',
      trainingMinutes: 74,
      units: [1, 3],
      description: 'In production on line 3',
      tags: [
        ['env', 'production'],
        ['owner', 'ines'],
      ],
    },
    {
      name: 'v3',
      ageHours: 40 * DAY,
      status: 'STOPPED',
      trainingMinutes: 66,
      testedAs: 'v4',
      units: [2],
      tags: [['env', 'retired']],
    },
    {
      name: 'v2',
      ageHours: 41 * DAY,
      status: 'TRAINING_FAILED',
      trainingMinutes: 9,
      failure: {
        cause: 'MANIFEST_ROWS',
        code: 'ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST',
        message: 'The manifest file contains too many invalid rows.',
      },
    },
    {
      name: 'v1',
      ageHours: 200 * DAY,
      status: 'TRAINING_COMPLETED',
      trainingMinutes: 58,
      labels: ['missing-hole', 'mouse-bite', 'open-circuit', 'short'],
    },
  ],
};
