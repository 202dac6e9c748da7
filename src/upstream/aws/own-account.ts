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
