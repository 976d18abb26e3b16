import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";

const root = document.getElementById("app")!;
const { portal = "", entry = "", server = "" } = root.dataset;

createRoot(root).render(
  <StrictMode>
    <App portal={portal} entry={entry} server={server} />
  </StrictMode>,
);
