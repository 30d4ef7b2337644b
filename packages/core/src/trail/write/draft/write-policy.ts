import type { Document } from '../../../values/document/document.js';
import { writeDocument } from '../../../values/document/write-document.js';
import type { TrailContext } from '../../context.js';

/** A policy to be saved, and the one of its id that was written before it, where that is at hand. */
export interface Writing {
  readonly document: Document;
  readonly before?: Document | undefined;
}

/** Puts a policy into words, as far as they are not those of the policy before. Throws as `documentText` does. */
export function writePolicy({ limits, written }: TrailContext, policyId: string, policy: unknown): Writing {
  const before = written.get(policyId);
  const document = writeDocument(policy, limits, before);
  written.set(policyId, document, document.text.length);
  return { document, before };
}
