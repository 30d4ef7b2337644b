import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';

const aClass = (version: string) =>
  class extends HTMLElement {
    static readonly version = version;
  };

describe('registration', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('does nothing twice, and warns once of another version', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    registerClasses({ probe: aClass('1.0.0') });
    registerClasses({ probe: aClass('1.0.0') });
    expect(warn).not.toHaveBeenCalled();
    registerClasses({ probe: aClass('2.0.0') });
    registerClasses({ probe: aClass('2.0.0') });
    expect(warn.mock.calls).toEqual([
      ['policytrail: <policy-probe> is already registered with version 1.0.0; version 2.0.0 is not used'],
    ]);
  });
});
