// Writes every event of the widget into the page, as a website would hand them to its statistics. Loaded before the widget's
// loader, so that it hears the first one too.
const heard = document.getElementById("heard");

const note = (name, detail) => {
  const line = document.createElement("li");
  line.dataset.event = name;
  line.dataset.detail = JSON.stringify(detail);
  line.textContent = `${name} ${line.dataset.detail}`;
  heard.append(line);
};

for (const name of ["ready", "view", "slot-picked", "booked", "requested", "failed", "closed"]) {
  document.addEventListener(`appointment-${name}`, (event) => note(event.type, event.detail));
}

// What a policy of the page's had to refuse, were there anything.
document.addEventListener("securitypolicyviolation", ({ type, effectiveDirective, blockedURI }) => note(type, { effectiveDirective, blockedURI }));
