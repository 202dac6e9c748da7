import { clientAddressOf } from '../../../../src/server/http/client-address.js';

const from = (remoteAddress: string, forwarded: string | undefined, hops: number) =>
  clientAddressOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as never, hops);

describe('where a request comes from', () => {
  it.each([
    ['the peer, whatever a header says', '10.0.0.1', '1.2.3.4', 0, '10.0.0.1'],
    ['what the one proxy has added, not what the client said', '10.0.0.1', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['what the outer of two has added', '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
    ['the first, where there are fewer than proxies', '10.0.0.1', '1.2.3.4', 2, '1.2.3.4'],
    ['the peer, without a header', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['the peer, where the header has no address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['an address without its port', '10.0.0.1', '1.2.3.4:5678', 1, '1.2.3.4'],
    ['IPv4 in IPv6', '::ffff:10.0.0.1', undefined, 0, '10.0.0.1'],
    ['the /64 of an IPv6 address', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['the same for its short form', '2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['IPv6 with a port', '10.0.0.1', '[2001:0db8::1]:443', 1, '2001:db8:0:0::/64'],
    ['loopback', '::1', undefined, 0, '0:0:0:0::/64'],
  ])('is %s', (_name, peer, forwarded, hops, address) => {
    expect(from(peer, forwarded, hops)).toBe(address);
  });
});
