import { crc32 } from 'node:zlib';
import { StorageDamaged } from './port.js';

/** Of the checksum, in hexadecimal digits. */
const LENGTH = 8;

/** A checksum of key and value before the value: the library checks the sums of its tables only when asked to repair. */
export function seal(key: string, value: string): string {
  return sumOf(key, value).toString(16).padStart(LENGTH, '0') + value;
}

/** @throws StorageDamaged if the value is not what was sealed under this key */
export function unseal(key: string, sealed: string): string {
  const value = sealed.slice(LENGTH);
  if (Number.parseInt(sealed.slice(0, LENGTH), 16) !== sumOf(key, value))
    throw new StorageDamaged(`a checksum does not fit (at ${JSON.stringify(key)})`);
  return value;
}

function sumOf(key: string, value: string): number {
  return crc32(value, crc32(key));
}
