import { type AccountRegion, accountRegionKey } from '../../domain/arn.js';
import { invalidInput } from '../../domain/errors.js';
import type { AccountAccess, AwsEndpoint } from './clients.js';
import { clientSettings } from './clients.js';
import { toGatewayError } from './errors.js';

/**
 * The one account and region of the credentials, for a gateway without `ACCOUNTS`.
 * @param access - the role that opens it, and its region; default: the credentials themselves, and the region that the SDK finds
 * @throws GatewayError where there are no credentials, no region, or AWS does not answer
 */
export async function findOwnAccount(
  endpoint: AwsEndpoint,
  access: Partial<AccountAccess> = {},
): Promise<AccountAccess> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { region, ...settings } = clientSettings({ region: '', ...access }, endpoint);
  const sts = new STSClient(region ? { ...settings, region } : settings);
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: identity.Account ?? '', region: await sts.config.region() };
  } catch (error) {
    throw toGatewayError('GetCallerIdentity', error);
  } finally {
    sts.destroy();
  }
}

/** Finds what belongs to an account and region. @throws GatewayError INVALID_INPUT for one that is not configured */
export function createRouting<T>(
  entries: readonly (readonly [AccountRegion, T])[],
): (at: AccountRegion) => T {
  const table = new Map(entries.map(([at, value]) => [accountRegionKey(at), value]));
  return (at) => {
    const found = table.get(accountRegionKey(at));
    if (found !== undefined) return found;
    throw invalidInput(
      `Account ${at.accountId} in region ${at.region} is not configured on this gateway. gateway { accounts } lists what is.`,
    );
  };
}
