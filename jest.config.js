const { availableParallelism } = require('node:os');

// The AWS SDK warns on Node 20 that releases of 2027 need Node 22; ours is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/build-pages.ts',
  modulePathIgnorePatterns: ['<rootDir>/test/bench/peers/', '<rootDir>/test/lighthouse/node_modules/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
    // Its import() becomes a require: jest's own modules know no import().
    '/otlp-exporter-base/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // jose and temporal-polyfill come as ES modules alone.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|temporal-polyfill|temporal-utils|@opentelemetry/otlp-exporter-base)/)',
  ],
  // Asks real AWS: npm run test:aws. Builds an earlier release: npm run upgrade.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/contract/upstream-aws\\.test\\.ts$',
    '/test/upgrade/upgrade\\.test\\.ts$',
  ],
  // Bounds what hangs; no test means it. On a busy machine the longest takes thirty seconds.
  testTimeout: 180_000,
  // What jest keeps of each suite adds up to a gigabyte a worker, which then needs longer to end than jest waits: it says that the
  // worker had to be forced. A worker that is over this begins anew between two suites.
  workerIdleMemoryLimit: '512MB',
  // Most of the time is spent waiting for processes and sockets: three on two cores. As text, jest takes over 100% for a number.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
};
