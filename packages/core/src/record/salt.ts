import { bytesToHex } from '@noble/hashes/utils.js';

const saltBytes = 32;

/** 32 random bytes from the platform, as 64 lower-case hex digits. */
export const newSalt: () => string = /* @__PURE__ */ saltSource();

// Drawn for many salts at once: asking the platform takes longer than all else. None is drawn before one is asked for.
function saltSource(saltsPerDraw = 64): () => string {
  const drawn = new Uint8Array(saltBytes * saltsPerDraw);
  let next = drawn.length;
  return () => {
    if (next === drawn.length) {
      crypto.getRandomValues(drawn);
      next = 0;
    }
    const salt = bytesToHex(drawn.subarray(next, next + saltBytes));
    drawn.fill(0, next, next + saltBytes);
    next += saltBytes;
    return salt;
  };
}
