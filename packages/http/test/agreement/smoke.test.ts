import { expect, it } from 'vitest';
import { connected } from '../support/connected.js';

it('saves and reads', async () => {
  const { client } = connected();
  const a = await client.save('team/a b', { x: 1 }, { changeNotes: 'n' });
  expect(a).toMatchObject({ status: 'saved', version: { createdBy: { id: 'ana' }, requestId: 'id-1' } });
  expect(await client.history('team/a b')).toMatchObject({ head: 1, total: 1 });
  expect(await client.version('team/a b', 2)).toBeUndefined();
  await expect(client.diff('team/a b', 1, 2)).rejects.toMatchObject({ code: 'not_found' });
  expect(await client.evaluate('team/a b', { y: 1 })).toMatchObject({ status: 'recorded' });
  expect(await client.verifyAll()).toMatchObject({ valid: true });
});
