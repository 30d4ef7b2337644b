import type { SubjectKey } from '@policytrail/core';
import type { Tables } from '../database/tables.js';
import { orderKey } from './order-key.js';

/** Where the head of a policy stands. */
export function headKey(policyId: string): Tables['heads']['key'] {
  return [orderKey(policyId)];
}

/** Where a version stands, and its document. */
export function versionKey(policyId: string, version: number): Tables['versions']['key'] {
  return [orderKey(policyId), version];
}

export function pinKey(policyId: string, { type, id, version }: SubjectKey): Tables['pins']['key'] {
  return [orderKey(policyId), orderKey(type), orderKey(id), orderKey(version)];
}

/** Where an evaluation stands, its payload and its erasure; violations and reviews stand under it. */
export function evaluationKey(policyId: string, id: string): Tables['evaluations']['key'] {
  return [orderKey(policyId), orderKey(id)];
}
