import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * From where a request comes, as far as it can be known: for counting, not for rights. An IPv6 address stands for its /64,
 * which is what one customer gets.
 * @param trustedHops - how many proxies of ours stand in front: each has added an address at the end of `X-Forwarded-For`
 */
export function clientAddressOf({ headers, socket }: Request, trustedHops: number): string {
  const peer = toNetwork(socket.remoteAddress ?? '');
  if (trustedHops === 0) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const claimed = forwarded.at(-Math.min(trustedHops, forwarded.length)) ?? '';
  return toNetwork(withoutPort(claimed.trim())) || peer;
}

function withoutPort(text: string): string {
  return /^\[(.*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

/** Empty for what is no address. */
function toNetwork(text: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(text)?.[1] ?? text;
  const version = isIP(mapped);
  if (version !== 6) return version === 4 ? mapped : '';
  const [head = '', tail] = mapped.toLowerCase().split('%')[0]?.split('::') ?? [];
  const first = groupsOf(head);
  const last = groupsOf(tail ?? '');
  const middle = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return `${[...first, ...middle, ...last].slice(0, 4).join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((it) => it.replace(/^0+(?=.)/, ''));
}
