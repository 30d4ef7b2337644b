import { compilePolicy } from '../../evaluation/compile/compile.js';
import type { CompiledPolicy } from '../../evaluation/compile/compiled-policy.js';
import type { DefinitionDocument } from '../../policy/definition/document.js';
import type { StoredVersion } from '../../storage/port.js';
import type { DefinitionRecord, DefinitionReference } from '../../trail/definition-documents.js';
import { intactTextOf } from '../../trail/stored-policy.js';
import type { JsonObject } from '../../values/json.js';
import type { DecisionContext } from '../context.js';

/** A version made ready to judge. */
export interface Judge {
  readonly version: StoredVersion;
  /** Of the definition that the input is checked by. */
  readonly document: DefinitionDocument | undefined;
  readonly compiled: CompiledPolicy;
}

/** By whom the input is or was checked: the host's definition, or one that a record names. */
export interface InputSource {
  readonly schema: DefinitionReference | null;
  readonly host: DefinitionRecord | undefined;
}

/** Rejects with `trail_corrupt` where the policy or a definition is not what was saved: nothing is judged by it. */
export async function judgeOf(
  { ruleTypes }: DecisionContext,
  version: StoredVersion,
  { schema, host }: InputSource,
): Promise<Judge> {
  const document = await ruleTypes.find({ policy: version.schema, input: schema, host });
  const policy = () => JSON.parse(intactTextOf(version)) as JsonObject;
  return { version, document, compiled: compilePolicy(policy, version.contentHash, document) };
}
