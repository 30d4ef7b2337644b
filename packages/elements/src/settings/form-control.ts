import { property, state } from 'lit/decorators.js';
import type { ElementBody } from '../base/body/element-body.js';
import { LazyElement } from '../base/body/lazy-element.js';

/** A control of a form, as the platform's own ones are. */
export abstract class FormControl<Body extends ElementBody> extends LazyElement<Body> {
  static readonly formAssociated = true;

  /** Under which the form submits the value. */
  @property({ reflect: true }) name = '';
  /** Out of use: neither edited nor submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private isFormDisabled = false;

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** As that of every control. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** What is wrong first; empty where nothing is. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** False where something is wrong, which it shows. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** As `checkValidity`; also goes there. */
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
