import { PolicyElement } from '../base/policy-element.js';

export class PolicyDiff extends PolicyElement {}
