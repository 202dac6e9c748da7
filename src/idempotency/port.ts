/** Results by idempotency key: the same key and input give the first result instead of acting again. */
export interface IdempotencyKeys {
  /**
   * Runs `act` if the key is new, and gives what it answered to whoever comes with the key in the next 24 hours. Who
   * comes while it runs waits for the same answer. When `act` rejects nothing is kept: the next one acts again.
   * @param fingerprint - of everything that the answer depends on
   * @param act - what it answers must survive JSON
   * @throws GatewayError IDEMPOTENCY_MISMATCH if the key came before with another fingerprint
   */
  once<T>(key: string, fingerprint: string, act: () => Promise<T>): Promise<T>;
}
