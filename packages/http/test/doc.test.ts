import { writeFileSync } from 'node:fs';
import { openApiDocument } from '@policytrail/http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
it('v', async () => {
  const d = openApiDocument({ server: '/' });
  writeFileSync('/tmp/openapi.json', JSON.stringify(d, null, 1));
  expect(await new Validator().validate(structuredClone(d) as never)).toEqual({ valid: true });
});
