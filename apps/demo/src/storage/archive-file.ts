import type { PolicyTrail } from '@policytrail/core';

/** Hands the whole trail to the browser as a file; returns its name. */
export async function downloadArchive(trail: PolicyTrail): Promise<string> {
  const name = `policytrail-${new Date().toISOString().slice(0, 10)}.jsonl.gz`;
  const blob = await new Response(trail.exportArchive()).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return name;
}

/** Asks for an archive; undefined where none is chosen. */
export function pickArchive(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.gz,.jsonl';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
