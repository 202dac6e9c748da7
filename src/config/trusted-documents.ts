import { type Manifest, parseManifest } from '../server/limits/manifest.js';
import { TRUST_MODES, type TrustMode } from '../server/limits/trusted-documents.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';

export interface TrustSettings {
  readonly trustMode: TrustMode;
  readonly trustedDocuments: Manifest;
}

export const TRUST_SETTINGS: readonly SettingRow[] = [
  {
    name: 'TRUSTED_DOCUMENTS',
    fallback: 'off',
    meaning: '`log` logs documents that the manifest lacks, `enforce` refuses them',
  },
  {
    name: 'TRUSTED_DOCUMENTS_FILE',
    fallback: 'none',
    meaning: 'the manifest: a JSON object of SHA-256 → document, as `npm run manifest` writes it',
  },
];

export function parseTrust(settings: SettingsReader): TrustSettings {
  const trustMode = settings.oneOf('TRUSTED_DOCUMENTS', TRUST_MODES, 'off');
  return { trustMode, trustedDocuments: readManifest(settings, trustMode) };
}

function readManifest(settings: SettingsReader, mode: TrustMode): Manifest {
  const { report, readFile } = settings;
  const path = settings.text('TRUSTED_DOCUMENTS_FILE');
  if (mode === 'off') {
    if (path) report('TRUSTED_DOCUMENTS_FILE has no effect while TRUSTED_DOCUMENTS is off.');
    return new Map();
  }
  if (!path) {
    report('TRUSTED_DOCUMENTS_FILE is needed unless TRUSTED_DOCUMENTS is off.');
    return new Map();
  }
  try {
    return parseManifest(readFile(path));
  } catch (error) {
    report(`TRUSTED_DOCUMENTS_FILE cannot be used: ${(error as Error).message}`);
    return new Map();
  }
}
