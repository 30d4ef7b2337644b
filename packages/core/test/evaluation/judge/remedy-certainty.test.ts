import { expect, it } from 'vitest';
import { remedyCertainty } from '../../../src/evaluation/compile/remedy-certainty.js';

it.each([
  'input.a > 1',
  'input.a > 1 && input.isOpen && f(input.b)',
  'input.a > 1 || input.b < 2',
  '!(input.a > 1) || input.b in ["x || y ? z"]',
  '!(input.a in ["b", "r"])',
  'input.a > 1 || policy.names == [1, 2]',
  'input.a > 1 && (input.b == 2 || input.c.d != 3)',
  'input.a.b > 1 || input.a.c > 1',
  'input.name == "it\\"s || (" || input.b > 1',
])('a remedy of %s is sure', (source) => {
  expect(remedyCertainty(source)).toBe('sure');
});

it.each([
  'input.a > 1 || input.isOpen',
  '!input.isOpen || input.a > 1',
  'input.a > 1 || input.a < 0',
  'input.a > 1 || input.a.b < 0',
  'input.a > 1 || size(input.b) > 2',
  'input.a > 1 || input["a"] < 0',
  'input.isOpen ? input.a > 1 : input.a > 2',
  'input.list.exists(i, i > 1) && input.a > 1',
  'input.a > 1 || input.b == """x"""',
  'input.a > 1 || input.b == r"x\\" || input.c',
  'input.a > 1 // || input.b > 2\n || input.c > 3',
  'input.a > 1 || policy["limits"][0] < 2',
  '!input["a"].b',
])('a remedy of %s is unsure', (source) => {
  expect(remedyCertainty(source)).toBe('unsure');
});
