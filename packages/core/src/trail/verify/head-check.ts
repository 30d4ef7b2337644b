import type { SealedHead } from '../../storage/port.js';
import type { Problem } from '../trail.js';

/** A policy's head row before and after its versions were walked, and the last version of the walk. */
export interface HeadReadings {
  readonly rowBefore: SealedHead | undefined;
  /** Of the version the row named before the walk; undefined where the walk did not meet it. */
  readonly hashAtRowBefore: string | undefined;
  readonly last: SealedHead | undefined;
  readonly rowAfter: SealedHead | undefined;
}

/** Compares the store's head row with the versions; versions appended during the walk are no problem. */
export function checkHead(policyId: string, readings: HeadReadings): readonly Problem[] {
  const { rowBefore, hashAtRowBefore, last, rowAfter } = readings;
  const problem = (version: number, message: string): readonly Problem[] => [
    { policyId, version, kind: 'head', message },
  ];
  if (rowBefore !== undefined && hashAtRowBefore === undefined) {
    return problem(
      rowBefore.version,
      `the head row says version ${rowBefore.version}, which is missing: the tail was cut`,
    );
  }
  if (rowBefore !== undefined && hashAtRowBefore !== rowBefore.hash) {
    return problem(rowBefore.version, 'the head row does not have the hash of the version it names');
  }
  if (last === undefined || (rowAfter !== undefined && rowAfter.version > last.version)) return [];
  if (rowAfter === undefined)
    return problem(last.version, `the last version is ${last.version}, but there is no head row`);
  if (rowAfter.version === last.version && rowAfter.hash === last.hash) return [];
  return problem(last.version, `the last version is ${last.version}, but the head row says ${rowAfter.version}`);
}

/** Checks that the version a checkpoint names is there with the hash it had. `hashAt` is undefined where it is not. */
export function checkCheckpoint(
  policyId: string,
  checkpoint: SealedHead | undefined,
  hashAt: string | undefined,
): readonly Problem[] {
  if (checkpoint === undefined || checkpoint.hash === hashAt) return [];
  const message =
    hashAt === undefined
      ? `the checkpoint knows version ${checkpoint.version}, which is missing: the tail was cut`
      : `version ${checkpoint.version} does not have the hash that the checkpoint knows: history was rewritten`;
  return [{ policyId, version: checkpoint.version, kind: 'checkpoint', message }];
}
