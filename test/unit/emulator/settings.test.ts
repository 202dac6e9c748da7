import { parseSettings, SettingsError } from '../../../src/emulator/settings.js';

describe('settings', () => {
  test('have the defaults of the README', () => {
    const defaults = {
      host: '127.0.0.1',
      port: 4001,
      data: 'demo',
      transitions: 'timed',
      speed: 1,
      tps: undefined,
      quotas: {},
      allowRemoteControl: false,
      origins: [],
    };
    expect(parseSettings({})).toEqual(defaults);
    expect(parseSettings({ EMULATOR_PORT: '', EMULATOR_TPS: '' })).toEqual(defaults);
  });

  test('are read from the environment', () => {
    const env = {
      EMULATOR_HOST: '0.0.0.0',
      EMULATOR_PORT: '0',
      EMULATOR_DATA: './state.json',
      EMULATOR_TRANSITIONS: 'immediate',
      EMULATOR_SPEED: '2.5',
      EMULATOR_TPS: '0',
      EMULATOR_QUOTAS: '{"runningModels": 20}',
      EMULATOR_CONTROL: 'any',
      EMULATOR_ORIGINS: 'http://localhost:3000, https://tools.example.com',
    };
    expect(parseSettings(env)).toEqual({
      host: '0.0.0.0',
      port: 0,
      data: './state.json',
      transitions: 'immediate',
      speed: 2.5,
      tps: 0,
      quotas: { runningModels: 20 },
      allowRemoteControl: true,
      origins: ['http://localhost:3000', 'https://tools.example.com'],
    });
  });

  test.each([
    ['demmo', 'demo'],
    ['dmeo', 'demo'],
    ['Demo', 'demo'],
    ['emty', 'empty'],
  ])('take a data set that is misspelt for a mistake: %s', (EMULATOR_DATA, meant) => {
    expect(() => parseSettings({ EMULATOR_DATA })).toThrow(
      `EMULATOR_DATA must be "demo", "empty" or the path of a file, not "${EMULATOR_DATA}" (did you mean ${meant}? A file of that name is ./${EMULATOR_DATA}).`,
    );
  });

  test.each(['./demmo', 'demo.json', 'state', 'd', '/tmp/emty'])('take for a file: %s', (EMULATOR_DATA) => {
    expect(parseSettings({ EMULATOR_DATA }).data).toBe(EMULATOR_DATA);
  });

  test('name all mistakes at once', () => {
    const env = {
      EMULATOR_HOST: 'a b',
      EMULATOR_PORT: '65536',
      EMULATOR_TRANSITIONS: 'fast',
      EMULATOR_SPEED: '0',
      EMULATOR_TPS: '-1',
      EMULATOR_QUOTAS: '{"runningModel": 20}',
      EMULATOR_CONTROL: 'yes',
      EMULATOR_ORIGINS: 'localhost:3000',
    };
    expect(() => parseSettings(env)).toThrow(SettingsError);
    try {
      parseSettings(env);
    } catch (error) {
      const { problems } = error as SettingsError;
      expect(problems.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(env));
    }
  });
});
