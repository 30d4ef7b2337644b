import type { PolicyVersion } from '@policytrail/core';
import type { BodyHost } from '../base/body/element-body.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { PolicySettingsSource } from '../source.js';
import type { PinnedRun } from './view/header-view.js';

/** What a page sets on settings. */
export interface SettingsProperties {
  readonly form: HTMLFormElement | null;
  readonly version: PolicyVersion | undefined;
  readonly schema: FieldSchema | undefined;
  readonly source: PolicySettingsSource | undefined;
  readonly run: PinnedRun | undefined;
  readonly historyHref: string;
  notes: string;
}

/** Settings, as what works behind them sees them. */
export type SettingsHost = BodyHost<SettingsProperties>;

/** Settings as a control of a form. */
export interface FormReach {
  readonly isEditable: boolean;
  /** `state`: what the browser keeps of it, to restore it by. */
  setValue(value: string, state: string): void;
  /** `problem`: what is wrong first; undefined where nothing is. `anchor`: the control it is about. */
  setValidity(problem: string | undefined, anchor: HTMLElement | null): void;
}
