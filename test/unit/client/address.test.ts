import { createClient } from '../../../src/client/index.js';

it.each(['localhost:4000', '', 'gateway', 'ws://127.0.0.1:4000', '/graphql', 'file:///etc/hosts'])(
  'a client for %j is refused when it is made, and the address is named',
  (url) => {
    expect(() => createClient({ url })).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining(`url is "${url}".`),
      }),
    );
  },
);

it('an address with a path is kept', () => {
  expect(() => createClient({ url: new URL('https://tools.example.com/models/') })).not.toThrow();
});
