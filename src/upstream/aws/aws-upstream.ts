import type { Clock } from '../../clock.js';
import type { Governor } from '../governor/governor.js';
import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import type { AccountAccess } from './clients.js';
import { createInferenceUnits } from './inference-units.js';
import { createLookoutVision } from './lookout-vision.js';
import { createPolicies } from './policies.js';
import { createProjects } from './projects.js';
import { createReportFiles } from './report-files.js';
import { createTags } from './tags.js';
import { createVersionChanges } from './version-changes.js';
import { createVersionReads } from './version-reads.js';

/** AWS, or the emulator, behind the port: nothing here knows which of them answers. */
export function createAwsUpstream(
  accounts: readonly Omit<AccountAccess, 'externalId'>[],
  caller: AwsCaller,
  governor: Governor,
  clock: Clock,
): Upstream {
  return {
    accounts: accounts.map(({ accountId, region, roleArn }) => ({
      ...{ accountId, region },
      ...(roleArn !== undefined && { roleArn }),
    })),
    ...createProjects(caller, clock),
    ...createVersionReads(caller, clock),
    ...createVersionChanges(caller),
    ...createPolicies(caller),
    ...createTags(caller),
    ...createLookoutVision(caller),
    ...createReportFiles(caller),
    ...createInferenceUnits(caller),
    budgets: (at) => (at ? governor.of(at).budgets() : governor.budgets()),
    close() {
      governor.close();
      caller.close();
    },
  };
}
