import { type Failure, toFailure } from '../domain/automation/failure.js';
import { GatewayError } from '../domain/errors.js';

/** Null: it is done. Rejects for defects alone. */
export async function failureOf(act: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return toFailure(error);
  }
}
