export { connectPolicyTrail, type RemotePolicyTrail } from './client/connect.js';
export type { ConnectOptions } from './client/options.js';
