import { Component, CUSTOM_ELEMENTS_SCHEMA, type ElementRef, input, viewChild } from '@angular/core';
import type { PolicyVersion } from '@policytrail/core';
import type { PolicyEventMap } from '@policytrail/elements';
import '@policytrail/elements/define.js';
import type { PolicySettings } from '@policytrail/elements/policy-settings.js';

@Component({
  selector: 'policy-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <policy-settings #settings [version]="version()" heading-level="3" (policy-save)="save($event)"></policy-settings>
    <policy-diff [from]="version()" [to]="version()"></policy-diff>
  `,
})
export class PolicyPage {
  readonly version = input.required<PolicyVersion>();
  readonly settings = viewChild.required<ElementRef<PolicySettings>>('settings');

  save({ detail }: PolicyEventMap['policy-save']): void {
    detail.waitUntil(Promise.resolve(detail.changeNotes));
  }

  discard(): void {
    this.settings().nativeElement.discard();
  }

  mistake(): void {
    // @ts-expect-error a level is a number
    this.settings().nativeElement.headingLevel = 'three';
  }
}
