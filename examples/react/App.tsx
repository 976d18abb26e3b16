// A house's page in React 19: the element is mounted when the visitor wants it, its attributes follow the state, and the page has a
// last screen of its own. The types come from /embed.d.ts.

import { useState } from "react";

export interface Place {
  portal: string;
  entry: string;
  server: string;
}

const LANGUAGES = { nl: "Nederlands", en: "English", de: "Deutsch", fr: "Français" };

export function App({ portal, entry, server }: Place) {
  const [shown, show] = useState(true);
  const [lang, speak] = useState("nl");
  const [name, call] = useState("");
  const [start, book] = useState<string>();

  return (
    <>
      <h1>Lindengracht 12</h1>
      <p className="where">1015 KC Amsterdam, Jordaan</p>
      <p className="price">€ 875.000 k.k.</p>
      <div className="asked">
        <label>
          Taal
          <select name="host-language" value={lang} onChange={(event) => speak(event.target.value)}>
            {Object.entries(LANGUAGES).map(([tag, title]) => (
              <option key={tag} value={tag}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Uw naam, zoals wij die kennen
          <input name="host-name" value={name} onChange={(event) => call(event.target.value)} />
        </label>
        <button type="button" className="quiet" id="toggle" onClick={() => show(!shown)}>
          {shown ? "Verberg de agenda" : "Toon de agenda"}
        </button>
      </div>
      {start && (
        <section className="thanks" id="thanks">
          <h2>Tot dan!</h2>
          <p>
            We zien u op <time dateTime={start}>{new Date(start).toLocaleString("nl-NL", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Amsterdam" })}</time>. De
            bevestiging staat in uw mail.
          </p>
          <button type="button" onClick={() => book(undefined)}>
            Nog een afspraak
          </button>
        </section>
      )}
      {shown && !start && (
        <div className="room">
          <book-appointment
            portal={portal}
            entry={entry}
            lang={lang}
            prefill-name={name || undefined}
            source="react"
            onappointment-booked={(event) => {
              // The page says thanks in its own way: the widget's last screen stays away.
              event.preventDefault();
              book(event.detail.start);
            }}
          >
            <a href={`${server}/b/${portal}/${entry}`}>Bezichtiging plannen</a>
          </book-appointment>
        </div>
      )}
    </>
  );
}
