import { GatewayError, type RefusalCode } from '../domain/errors.js';

/**
 * Runs `act`; where AWS refuses with a code only, adds the part of the input that the code must be about.
 * @param fields - code → top field of the input
 */
export async function withFields<T>(
  fields: Partial<Record<RefusalCode, string>>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GatewayError) || error.details.field) throw error;
    const field = fields[error.code as RefusalCode];
    throw field ? atField(error, field) : error;
  }
}

/** The same refusal, about this part of the input. */
export function atField({ code, message, details }: GatewayError, field: string): GatewayError {
  return new GatewayError(code, message, { ...details, field: [field] });
}
