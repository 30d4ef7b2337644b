import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';
import type { PolicyVersion } from '@policytrail/core';
import type { PolicyEventMap } from '@policytrail/elements';
import '@policytrail/elements/define.js';

@Component({
  selector: 'policy-comparison',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<policy-diff [from]="from()" [to]="to()" (policy-diff-ready)="compared($event)"></policy-diff>`,
})
export class PolicyComparison {
  readonly from = input.required<PolicyVersion>();
  readonly to = input.required<PolicyVersion>();

  compared({ detail }: PolicyEventMap['policy-diff-ready']): void {
    console.log(`${detail.changes} changes`);
  }
}
