export type { Permissions } from './base/permissions.js';
export type { RegisterOptions } from './base/register-classes.js';
export type { ElementState } from './base/states.js';
export { register } from './define/register.js';
export { DiffReadyEvent, LayoutChangeEvent } from './events/display-events.js';
export {
  DirtyChangeEvent,
  RecheckEvent,
  type SaveDetail,
  SavedEvent,
  SaveEvent,
  SaveFailedEvent,
} from './events/edit-events.js';
export type { PolicyEventMap } from './events/event-map.js';
export {
  CopyEvent,
  FilterChangeEvent,
  HistoryOpenEvent,
  LoadMoreEvent,
  NavigateEvent,
  RefreshEvent,
  type RestoreDetail,
  RestoredEvent,
  RestoreEvent,
  RestoreFailedEvent,
  RestoreOpenEvent,
  VersionRequestEvent,
} from './events/history-events.js';
export type { Waiting } from './events/policy-event.js';
export type { FieldSchema } from './fields/field-lookup.js';
export { type TextPart, textParts } from './format/hidden-characters.js';
export type { MessageFactory, Messages, PartialMessages } from './messages/message-table.js';
export { registerMessages } from './messages/register-messages.js';
export type { PluralForms, Speech } from './messages/speech.js';
export {
  type HistoryFilter,
  type HistoryPage,
  type HistoryPageQuery,
  type HistoryTrail,
  type HistoryVersion,
  historySource,
  type PolicyHistorySource,
  type PolicySettingsSource,
  type RestoreRequest,
  type SaveRequest,
  type SettingsState,
  type SettingsTrail,
  type SourceEvent,
  settingsSource,
  type ValidationIssue,
} from './source.js';
