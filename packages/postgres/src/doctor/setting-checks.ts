import { type Finding, failed, ok, warning } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Check, Look } from './check.js';

/** The oldest release that the store is tested with. */
const testedMajor = 15;

/** What the server and the session are set to. */
export function settingChecks({ scope }: Connection): readonly Check[] {
  return [
    { id: 'server_version', look: versionFinding },
    { id: 'server_encoding', look: encodingFinding },
    { id: 'writable', look: writableFinding },
    { id: 'isolation', look: (look) => isolationFinding(look, scope) },
    { id: 'fsync', look: (look) => switchFinding(look, 'fsync', 'a crash can lose acknowledged versions') },
    { id: 'full_page_writes', look: (look) => switchFinding(look, 'full_page_writes', 'a power loss can tear a page') },
    { id: 'synchronous_commit', look: (look) => commitFinding(look, scope) },
    { id: 'session_replication_role', look: replicationFinding },
  ];
}

async function setting(look: Look, name: string): Promise<string> {
  const [row] = await look('SELECT current_setting(?) AS value', [name]);
  return String(row?.['value']);
}

async function versionFinding(look: Look): Promise<Finding> {
  const number = Number(await setting(look, 'server_version_num'));
  const said = `Postgres ${await setting(look, 'server_version')}`;
  return number >= testedMajor * 10_000 ? ok(said) : warning(`${said}: tested is ${testedMajor} and newer`);
}

async function encodingFinding(look: Look): Promise<Finding> {
  const encoding = await setting(look, 'server_encoding');
  return encoding === 'UTF8'
    ? ok('UTF8')
    : failed(`the database's encoding is ${encoding}: not every text can be kept`);
}

async function writableFinding(look: Look): Promise<Finding> {
  const [row] = await look('SELECT pg_is_in_recovery() AS standby');
  if (row?.['standby'] === true) return failed('this server is a standby: nothing can be appended');
  if ((await setting(look, 'default_transaction_read_only')) === 'on') return failed('transactions are read-only');
  return ok('the database takes writes');
}

async function isolationFinding(look: Look, scope: Connection['scope']): Promise<Finding> {
  if (scope === 'own') return ok('each append is READ COMMITTED, whatever the default');
  const isolation = await setting(look, 'transaction_isolation');
  if (isolation === 'read committed') return ok('READ COMMITTED');
  return warning(`the application's transaction is ${isolation}: it fails where another writer was first`);
}

async function switchFinding(look: Look, name: string, otherwise: string): Promise<Finding> {
  const value = await setting(look, name);
  return value === 'on' ? ok(`${name} = on`) : failed(`${name} = ${value}: ${otherwise}`);
}

async function commitFinding(look: Look, scope: Connection['scope']): Promise<Finding> {
  const said = `synchronous_commit = ${await setting(look, 'synchronous_commit')}`;
  if (!said.endsWith('= off')) return ok(said);
  if (scope === 'own')
    return warning(`${said} for this role or database: raised for each append, but not within its own transactions`);
  return failed(`${said}: a crash can lose what this transaction acknowledges`);
}

async function replicationFinding(look: Look): Promise<Finding> {
  const role = await setting(look, 'session_replication_role');
  if (role === 'origin') return ok('keys are enforced');
  return warning(`session_replication_role = ${role}: keys between tables are not enforced, only our triggers are`);
}
