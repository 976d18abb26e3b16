// The element in Vue 3, as its templates are checked: by the properties of a global component. Never run; each line under a mark must be refused.

import type { GlobalComponents } from "vue";

type Properties = InstanceType<GlobalComponents["book-appointment"]>["$props"];

export const properties: Properties = {
  portal: "demo",
  entry: "lindengracht-12",
  mode: "dialog",
  "prefill-email": "anna@klant.example",
  class: "wide",
  style: { minHeight: "580px" },
  onAppointmentBooked: (event) => event.detail.start.slice(0, 10),
  onAppointmentSlotPicked: ({ detail }) => detail.start,
};

// @ts-expect-error: no entry
export const incomplete: Properties = { portal: "demo" };
export const wrong: Properties = {
  portal: "demo",
  entry: "x",
  // @ts-expect-error: no such scheme
  scheme: "sepia",
  // @ts-expect-error: no such detail
  onAppointmentReady: (event) => event.detail.customer,
};
