export { createPolicyTrailHandler, type PolicyTrailHandler } from './handler/create-handler.js';
export type { Asked, HandlerOptions, ServedTrail } from './handler/options.js';
export { type OpenApiDocument, openApiDocument } from './openapi/document.js';
export { type RemoteOperation, type Route, routes } from './operations/operations.js';
export { type Problem, problemType } from './operations/problem.js';
