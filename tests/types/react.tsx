// The element in React 19. Checked, never run; each line under a mark must be refused.

import { useRef } from "react";

export function Viewing({ entry }: { entry: string }) {
  const element = useRef<BookAppointmentElement>(null);
  return (
    <>
      <button onClick={() => element.current?.open()}>Bezichtiging plannen</button>
      <book-appointment
        ref={element}
        key={entry}
        id="viewing"
        className="wide"
        portal="demo"
        entry={entry}
        mode="dialog"
        lang="nl"
        scheme={undefined}
        prefill-name="Anna de Vries"
        source="react"
        onClick={(event) => event.currentTarget.open()}
        onappointment-booked={(event) => {
          event.preventDefault();
          console.log(event.detail.id);
        }}
        onappointment-failed={({ detail }) => detail.code === "taken"}
      >
        <a href="/b/demo/x">Plan een bezichtiging</a>
      </book-appointment>
      {/* @ts-expect-error: no entry */}
      <book-appointment portal="demo" />
      {/* @ts-expect-error: no such mode */}
      <book-appointment portal="demo" entry="x" mode="popup" />
    </>
  );
}
