import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The part of `node:crypto` used here; other hosts may have the module without it. */
interface NativeCrypto {
  readonly hash?: (algorithm: string, text: string) => string;
}

interface Host {
  readonly process?: { getBuiltinModule?(id: 'node:crypto'): NativeCrypto | undefined };
}

/** Lower-case hex SHA-256 (FIPS 180-4) of the text's UTF-8 bytes, by the host where it has it synchronously. */
export const sha256Hex: (text: string) => string = /* @__PURE__ */ sha256OfHost();

/** The hash function for a host: `node:crypto`, or undefined where there is none. */
export function sha256With(native: NativeCrypto | undefined): (text: string) => string {
  const hash = native?.hash;
  return hash === undefined
    ? (text) => bytesToHex(sha256(new TextEncoder().encode(text)))
    : (text) => hash('sha256', text);
}

function sha256OfHost(): (text: string) => string {
  return sha256With((globalThis as Host).process?.getBuiltinModule?.('node:crypto'));
}
