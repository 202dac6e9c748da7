import { crc32 } from 'node:zlib';
import { StorageDamaged } from './port.js';

const LENGTH = 8;

/** A checksum of key and value before the value: the library checks the sums of its tables only when asked to repair. */
export function seal(key: string, value: string): string {
  return sumOf(key, value) + value;
}

/** @throws StorageDamaged if the value is not what was sealed under this key */
export function unseal(key: string, sealed: string): string {
  const value = sealed.slice(LENGTH);
  if (sealed.slice(0, LENGTH) !== sumOf(key, value))
    throw new StorageDamaged(`a checksum does not fit (at ${JSON.stringify(key)})`);
  return value;
}

function sumOf(key: string, value: string): string {
  return crc32(value, crc32(key)).toString(16).padStart(LENGTH, '0');
}
