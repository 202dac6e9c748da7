import type { SettingRow, SettingsReader } from './settings-reader.js';

export interface TraceSettings {
  /** Where spans are posted to. */
  readonly url: string;
  /** Share of the traces begun here that are kept, 0 to 1. */
  readonly ratio: number;
}

export const TRACE_SETTINGS: readonly SettingRow[] = [
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: 'none',
    meaning: 'collector to send traces to, for example `http://collector:4318`',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    fallback: 'none',
    meaning: 'the same as a whole address: `http://collector:4318/v1/traces`',
  },
  {
    name: 'OTEL_SDK_DISABLED',
    fallback: 'false',
    meaning: '`true`: no traces, whatever else is set',
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    fallback: '1',
    meaning: 'share of traces to keep, 0 to 1, where the caller has not decided it',
  },
];

/** As https://opentelemetry.io/docs/specs/otel/protocol/exporter/ says. */
export function parseTraces(settings: SettingsReader): TraceSettings | null {
  const { report } = settings;
  const whole = settings.text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const base = settings.text('OTEL_EXPORTER_OTLP_ENDPOINT');
  const ratio = Number(settings.text('OTEL_TRACES_SAMPLER_ARG') ?? '1');
  if (!(ratio >= 0 && ratio <= 1)) report('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.');
  const isDisabled = settings.text('OTEL_SDK_DISABLED') === 'true';
  const url = whole || (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url || isDisabled) return null;
  // Not echoed: it may hold a password.
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    report(
      `OTEL_EXPORTER_OTLP_${whole ? 'TRACES_' : ''}ENDPOINT must be an address like http://collector:4318.`,
    );
  return { url, ratio };
}
