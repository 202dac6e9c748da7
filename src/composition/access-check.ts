import type { Config } from '../config/config.js';
import type { AccountRegion } from '../domain/arn.js';
import type { AccountAccess } from '../upstream/aws/clients.js';
import { findOwnAccount } from '../upstream/aws/own-account.js';

/** What the credentials open: an account and region for each of `ACCOUNTS`, or the one of the credentials. */
export interface AccessCheck {
  readonly opened: readonly AccountRegion[];
  readonly failures: readonly AccessFailure[];
}

interface AccessFailure {
  /** Null: the credentials themselves. */
  readonly account: AccountRegion | null;
  /** An Error with one sentence; a GatewayError if AWS or the SDK refused. */
  readonly reason: unknown;
}

/** Reads from AWS whose the credentials are, through each role. */
export async function openAccounts(accounts: Config['accounts']): Promise<AccessCheck> {
  const opened: AccountRegion[] = [];
  const failures: AccessFailure[] = [];
  const check = async (account: AccountAccess | null) => {
    try {
      const found = await findOwnAccount(null, account ?? {});
      if (!account || found.accountId === account.accountId) opened.push(found);
      else failures.push({ account, reason: otherAccount(found, account) });
    } catch (reason) {
      failures.push({ account, reason });
    }
  };
  await Promise.all(accounts.length > 0 ? accounts.map(check) : [check(null)]);
  return { opened, failures };
}

function otherAccount({ accountId }: AccountRegion, account: AccountAccess): Error {
  const way = account.roleArn ? `its role is of account ${accountId}` : `the credentials are of ${accountId}`;
  return new Error(`${way}. Set roleArn to a role of ${account.accountId}.`);
}
