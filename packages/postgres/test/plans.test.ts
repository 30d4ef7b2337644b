import { storingNext } from '@policytrail/testing';
import { expect, it } from 'vitest';
import { readStatements } from '../src/read/statements.js';
import { tableNames } from '../src/schema/names.js';
import { anOwnedStore } from './support/store.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The tables that a plan reads from one end to the other. */
function scannedBy(node: PlanNode): readonly string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scannedBy)];
}

it('finds the head of a long history by the index, also where the planner knows how long it is', async () => {
  const { schema, store, sql } = await anOwnedStore();
  for (let batch = 0; batch < 4; batch += 1) {
    await store.append(Array.from({ length: 1_000 }, (_, at) => storingNext('p', `request ${batch} ${at}`)));
  }
  await sql('ANALYZE t.versions');
  const { knownOfOne } = readStatements(tableNames({ schema }));
  const answer = await sql(`EXPLAIN (FORMAT JSON) ${knownOfOne.text}`, ['p', 'p', 'request 0 0']);
  const [explained] = answer as readonly { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }[];
  const [whole] = explained?.['QUERY PLAN'] ?? [];
  if (whole === undefined) throw new Error('nothing was planned');
  expect(scannedBy(whole.Plan)).toEqual([]);
});
