import { DatabaseSync } from '@photostructure/sqlite';

/** Writes another policy into version 2: whoever owns the file can drop the triggers first. */
export function tamper(file: string, policyJson: string): void {
  const database = new DatabaseSync(file);
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database.prepare('UPDATE policytrail_versions SET policy_json = ? WHERE version = 2').run(policyJson);
  database.close();
}
