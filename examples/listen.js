// Writes every event of the widget into the page, as a website would hand them to its statistics. Loaded before the widget's
// loader, so that it hears the first one too.
const heard = document.getElementById("heard");

for (const name of ["ready", "view", "slot-picked", "booked", "requested", "failed", "closed"]) {
  document.addEventListener(`appointment-${name}`, (event) => {
    const line = document.createElement("li");
    line.dataset.event = event.type;
    line.dataset.detail = JSON.stringify(event.detail);
    line.textContent = `${event.type} ${line.dataset.detail}`;
    heard.append(line);
  });
}
