import type { DefinitionDocument } from '../../policy/definition/document.js';
import type { DefinitionReference } from '../../trail/definition-documents.js';
import { type DefinitionDocuments, type DefinitionRecord, referenceText } from '../../trail/definition-documents.js';
import { PolicytrailError } from '../../values/error.js';

/** What types the values of rules: the policy, by the definition it was saved under; the input, by the one that checks it. */
export interface TypeSources {
  readonly policy: DefinitionReference | null;
  readonly input: DefinitionReference | null;
  /** The host's definition: spares reading it where it is one of them. */
  readonly host: DefinitionRecord | undefined;
}

/** The types of rules over one store, each read once. */
export interface RuleTypes {
  /** Undefined where no definition says anything. Rejects with `trail_corrupt` where one that is named is not there. */
  find(sources: TypeSources): Promise<DefinitionDocument | undefined>;
}

export function ruleTypes(documents: DefinitionDocuments): RuleTypes {
  const known = new Map<string, DefinitionDocument>();
  return {
    async find({ policy, input, host }) {
      const policyBy = policy ?? input;
      const inputBy = input ?? policy;
      if (policyBy === null || inputBy === null) return undefined;
      const key = `${referenceText(policyBy)} ${referenceText(inputBy)}`;
      const found = known.get(key) ?? (await joined(documents, { policyBy, inputBy, host }));
      known.set(key, found);
      return found;
    },
  };
}

interface Joining {
  readonly policyBy: DefinitionReference;
  readonly inputBy: DefinitionReference;
  readonly host: DefinitionRecord | undefined;
}

async function joined(
  documents: DefinitionDocuments,
  { policyBy, inputBy, host }: Joining,
): Promise<DefinitionDocument> {
  const policyDocument = await documentOf(documents, policyBy, host);
  if (referenceText(policyBy) === referenceText(inputBy)) return policyDocument;
  const { input } = await documentOf(documents, inputBy, host);
  return { ...policyDocument, input };
}

async function documentOf(
  documents: DefinitionDocuments,
  reference: DefinitionReference,
  host: DefinitionRecord | undefined,
): Promise<DefinitionDocument> {
  if (host !== undefined && referenceText(host.reference) === referenceText(reference)) {
    return host.definition.document;
  }
  const found = await documents.find(reference);
  if (found !== undefined) return found as DefinitionDocument;
  throw new PolicytrailError(
    'trail_corrupt',
    `definition \`${reference.name}\` with content hash ${reference.contentHash} is not in the store, or was changed there; run verify`,
    {},
  );
}
