export interface SocketLimits {
  /** How many proxies of ours stand in front. */
  readonly trustedProxyHops: number;
  /** Frames of one subject; null: no limit. */
  readonly messagesPerMinute: number | null;
}
