import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The part of `node:crypto` used here; `hash` came with Node 20.12. */
interface NativeCrypto {
  hash?(algorithm: string, text: string): string;
  createHash(algorithm: string): { update(text: string, encoding: 'utf8'): { digest(encoding: 'hex'): string } };
}

interface Host {
  readonly process?: { getBuiltinModule?(id: 'node:crypto'): NativeCrypto | undefined };
}

/** Lower-case hex SHA-256 (FIPS 180-4) of the text's UTF-8 bytes, by the host where it has it synchronously. */
export const sha256Hex: (text: string) => string = /* @__PURE__ */ sha256OfHost();

/** The hash function for a host: `node:crypto`, or undefined where there is none. */
export function sha256With(native: NativeCrypto | undefined): (text: string) => string {
  if (native === undefined) return (text) => bytesToHex(sha256(utf8ToBytes(text)));
  const { hash } = native;
  if (hash !== undefined) return (text) => hash('sha256', text);
  return (text) => native.createHash('sha256').update(text, 'utf8').digest('hex');
}

function sha256OfHost(): (text: string) => string {
  return sha256With((globalThis as Host).process?.getBuiltinModule?.('node:crypto'));
}
