import { property, state } from 'lit/decorators.js';
import { PolicyElement } from '../base/policy-element.js';

/** A control of a form, as the platform's own ones are. */
export abstract class FormControl extends PolicyElement {
  static readonly formAssociated = true;

  @property({ reflect: true }) name = '';
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private isFormDisabled = false;

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  protected get isEditable(): boolean {
    const isRefused = this.readOnly || this.disabled || this.isFormDisabled;
    return !isRefused && this.refusal('edit') === undefined;
  }

  formAssociatedCallback(): void {
    this.requestUpdate();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.isFormDisabled = isDisabled;
  }

  abstract formResetCallback(): void;

  abstract formStateRestoreCallback(state: unknown): void;

  /** `problem`: what is wrong first; undefined where nothing is. `anchor`: the control it is about. */
  protected setValidity(problem: string | undefined, anchor: HTMLElement | null): void {
    if (problem === undefined || !this.isEditable) this.internals.setValidity({});
    else this.internals.setValidity({ customError: true }, problem, anchor ?? this);
  }
}
