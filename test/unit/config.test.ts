import { ConfigError, parseConfig } from '../../src/config.js';

describe('Where traces go', () => {
  it.each([
    [{}, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'http://collector:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/' }, 'https://collector/otlp/v1/traces'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/c' },
      'http://b/c',
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' }, null],
  ])('%j: %s', (env, url) => {
    expect(parseConfig(env).traces?.url ?? null).toBe(url);
  });

  it('all of them are kept unless a share is named', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(parseConfig(env).traces?.ratio).toBe(1);
    expect(parseConfig({ ...env, OTEL_TRACES_SAMPLER_ARG: '0.01' }).traces?.ratio).toBe(0.01);
  });

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'ftp://user:secret@collector' },
    { OTEL_TRACES_SAMPLER_ARG: '1.5' },
    { OTEL_TRACES_SAMPLER_ARG: 'half' },
  ])('%j is a mistake, and is not repeated', (env) => {
    const mistakes = () => parseConfig(env);
    expect(mistakes).toThrow(ConfigError);
    expect(mistakes).toThrow(Object.keys(env)[0] ?? '');
    expect(mistakes).not.toThrow('secret');
  });
});
