/**
 * Types of `<book-appointment>`, served beside its loader. Save this file among your own sources, as `appointment.d.ts`:
 *
 *     curl -o src/appointment.d.ts https://afspraak.example.nl/embed.d.ts
 *
 * It declares the element for the DOM, for React 19 and for Vue 3. Nothing in it exists at run time.
 */

export {};

declare global {
  /** The booking widget. Its attributes may change at any time; they are strings, so there is a property for none. */
  interface BookAppointmentElement extends HTMLElement {
    /** Opens the dialog, in the modes `dialog` and `floating`. */
    open(): void;
    /** Closes the dialog. */
    close(): void;

    addEventListener<K extends keyof AppointmentEventMap>(
      type: K,
      listener: (this: BookAppointmentElement, event: AppointmentEventMap[K]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener<K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (this: BookAppointmentElement, event: HTMLElementEventMap[K]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
    removeEventListener<K extends keyof AppointmentEventMap>(
      type: K,
      listener: (this: BookAppointmentElement, event: AppointmentEventMap[K]) => unknown,
      options?: boolean | EventListenerOptions,
    ): void;
    removeEventListener<K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (this: BookAppointmentElement, event: HTMLElementEventMap[K]) => unknown,
      options?: boolean | EventListenerOptions,
    ): void;
    removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
  }

  /** The attributes of `<book-appointment>`. */
  interface BookAppointmentAttributes {
    /** The portal's slug. */
    portal: string;
    /** The entry's slug. */
    entry: string;
    /** The language; else that of the nearest element around with `lang`, else the portal's. */
    lang?: AppointmentLanguage | (string & {}) | undefined;
    /** In the page (`inline`, the default), in a dialog that `open()` opens, or in one that a floating button opens. */
    mode?: "inline" | "dialog" | "floating" | undefined;
    /** What the floating button says; else the event type's title. */
    label?: string | undefined;
    /** Colours; else as the visitor's system has them. */
    scheme?: "light" | "dark" | undefined;
    /** What the name starts with. */
    "prefill-name"?: string | undefined;
    /** What the e-mail address starts with. */
    "prefill-email"?: string | undefined;
    /** What the phone number starts with. */
    "prefill-phone"?: string | undefined;
    /** What the note starts with. */
    "prefill-note"?: string | undefined;
    /** A JSON object of strings, kept with the appointment as its answers. */
    "prefill-answers"?: string | undefined;
    /** A tag of your own, kept with the appointment: at most 100 characters. */
    source?: string | undefined;
    /** A tag of your own, kept with the appointment: at most 100 characters. */
    campaign?: string | undefined;
  }

  /** The languages that the widget speaks. */
  type AppointmentLanguage = "nl" | "en" | "de" | "fr";

  /** The customer's step. */
  type AppointmentStep = "pick" | "details" | "confirm" | "done" | "request" | "requested";

  /** Why something failed. */
  type AppointmentFailure =
    | "attribute"
    | "unknown_entry"
    | "origin"
    | "unreachable"
    | "unavailable"
    | "too_many"
    | "taken"
    | "not_offered"
    | "program";

  /** The events of `<book-appointment>`. They bubble, and leave shadow trees; none holds personal data. */
  interface AppointmentEventMap {
    /** The program has taken over. */
    "appointment-ready": CustomEvent<{ readonly portal: string; readonly entry: string }>;
    /** The customer is at another step. */
    "appointment-view": CustomEvent<{ readonly step: AppointmentStep }>;
    /** The customer has chosen a time: an instant, `2026-12-01T08:00:00Z`. */
    "appointment-slot-picked": CustomEvent<{ readonly start: string }>;
    /** It is booked. `preventDefault()` keeps the widget's own last screen away. */
    "appointment-booked": CustomEvent<{ readonly id: string; readonly start: string; readonly end: string }>;
    /** Reserved: it never fires yet. */
    "appointment-requested": CustomEvent<{ readonly id: string }>;
    /** Something failed; the customer has been told in words. */
    "appointment-failed": CustomEvent<{ readonly code: AppointmentFailure }>;
    /** The dialog was closed. */
    "appointment-closed": CustomEvent<Record<string, never>>;
  }

  interface HTMLElementTagNameMap {
    "book-appointment": BookAppointmentElement;
  }

  // They bubble: every element and the document can listen to them.
  interface HTMLElementEventMap extends AppointmentEventMap {}
  interface DocumentEventMap extends AppointmentEventMap {}
}

/** The events as attributes of React's: `on` before the event's very name. */
type ReactListeners = { [K in keyof AppointmentEventMap as `on${K}`]?: ((event: AppointmentEventMap[K]) => void) | undefined };

/** The events as properties of Vue's, as `@appointment-booked` in a template becomes one. */
type VueListeners = { [K in keyof AppointmentEventMap as `on${Camel<K>}`]?: ((event: AppointmentEventMap[K]) => void) | undefined };
type Camel<Name extends string> = Name extends `${infer Word}-${infer Rest}` ? `${Capitalize<Word>}${Camel<Rest>}` : Capitalize<Name>;

// Where React or Vue is not installed, the lines after the marks mean nothing, and do no harm.

// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "book-appointment": BookAppointmentAttributes & ReactListeners & Omit<DetailedHTMLProps<HTMLAttributes<BookAppointmentElement>, BookAppointmentElement>, keyof BookAppointmentAttributes>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    // @ts-ignore
    "book-appointment": new () => { $props: BookAppointmentAttributes & VueListeners & Omit<HTMLAttributes, keyof BookAppointmentAttributes> };
  }
}
