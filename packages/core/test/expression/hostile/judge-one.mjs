/** Judges a quote by a policy in a process of its own; started with `--disallow-code-generation-from-strings`. */
import { pathToFileURL } from 'node:url';

let isForbidden = false;
try {
  Function('return 1');
} catch {
  isForbidden = true;
}
const { evaluatePolicy } = await import(pathToFileURL(process.argv[2]).href);
const policy = {
  maxDiscountPct: 20,
  regions: ['EU', 'US'],
  rules: [
    {
      id: 'discount-cap',
      name: 'Maximum discount',
      when: 'input.discountPct > policy.maxDiscountPct && input.region in policy.regions && input.lines.exists(x, x.price * 1.1 > 10)',
      effect: 'deny',
      message: 'Discount {{ input.discountPct }}% exceeds {{ policy.maxDiscountPct }}%',
    },
  ],
};
const input = { discountPct: 25, region: 'EU', lines: [{ price: 9.1 }] };
const { status, violations } = evaluatePolicy(policy, input, { now: '2026-02-24T10:30:00.000Z' });
console.log(JSON.stringify({ isForbidden, status, messages: violations.map(({ message }) => message) }));
