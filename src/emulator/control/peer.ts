import type { Incoming } from '../protocols/protocol.js';

/** The peer of a request to the control address. */
export interface Peer {
  readonly address: string | undefined;
  readonly allowRemoteControl: boolean;
}

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;
const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Only programs on this machine may use the control address. A page in a browser may not: its requests carry an Origin,
 * or, if it made a name of its own point to this machine, that name as Host.
 */
export function mayControl(headers: Incoming['headers'], { address, allowRemoteControl }: Peer): boolean {
  if (headers.origin !== undefined) return false;
  if (allowRemoteControl) return true;
  return LOOPBACK_ADDRESS.test(address ?? '') && LOOPBACK_NAME.test(String(headers.host ?? ''));
}
