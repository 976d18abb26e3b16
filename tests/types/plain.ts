// The element on a page without a framework. Checked, never run; each line under a mark must be refused.

const element = document.createElement("book-appointment");
element.setAttribute("portal", "demo");
element.open();
element.close();
document.querySelector("book-appointment")?.open();

element.addEventListener("appointment-booked", (event) => {
  const booked: { id: string; start: string; end: string } = event.detail;
  event.preventDefault();
  console.log(booked.id, new Date(booked.start));
});
element.addEventListener("appointment-view", ({ detail: { step } }) => step === "pick" || step === "done");
element.addEventListener("click", (event) => event.clientX);
const failed = (event: AppointmentEventMap["appointment-failed"]) => event.detail.code === "origin";
element.addEventListener("appointment-failed", failed);
element.removeEventListener("appointment-failed", failed);

// They bubble.
document.addEventListener("appointment-slot-picked", (event) => event.detail.start.slice(0, 10));
document.body.addEventListener("appointment-closed", (event) => event.detail);

// @ts-expect-error: no such step
element.addEventListener("appointment-view", ({ detail }) => detail.step === "paid");
// @ts-expect-error: no personal data
element.addEventListener("appointment-booked", ({ detail }) => detail.email);
// @ts-expect-error: opens nothing by name
element.open("demo");
