import { render } from "preact";

import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./forms/forms.css";
import "./app/app.css";

import { App } from "./app/App";
import { start } from "./app/store";
import "./ui/media.css";

render(<App />, document.getElementById("app")!);
void start();

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // A browser that refuses it shows the page all the same, as long as there is a network.
  navigator.serviceWorker.register("./service-worker.js").catch(() => {});
}
