import { ensure, ensureCommand, ensurePythonModule } from '../../support/debian.js';

const need = (...finds: string[][]) => ({
  what: 'redis-server',
  debianPackage: 'redis-server',
  find: () => finds.shift() ?? [],
});

test('what is there is used, and nothing is installed', () => {
  const install = jest.fn();
  expect(ensure(need(['/opt/redis-server']), install)).toEqual(['/opt/redis-server']);
  expect(install).not.toHaveBeenCalled();
});

test('what is missing is installed and looked for again', () => {
  const install = jest.fn(() => true);
  expect(ensure(need([], ['/usr/bin/redis-server']), install)).toEqual(['/usr/bin/redis-server']);
  expect(install).toHaveBeenCalledWith('redis-server');
});

test.each([
  ['cannot be installed', false],
  ['is not there after its installation', true],
])('what %s is named with the command to type', (_, isInstalled) => {
  expect(() => ensure(need(), () => isInstalled)).toThrow(
    'This test needs redis-server. On Debian or Ubuntu, as root: apt-get update && apt-get install -y redis-server',
  );
});

test('a command is found by running it', () => {
  expect(ensureCommand('node', 'nodejs')).toBe('node');
});

test('a Python that can import the module is found by importing it', () => {
  expect(ensurePythonModule('json', 'python3')[0]).toMatch(/python3/);
});
