/** A request to the control address that cannot be served; the message says what was expected. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
