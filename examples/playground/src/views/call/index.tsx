import type { View } from "../registry";
import { CallView } from "./CallView";
import "./call.css";

export const view: View = {
  id: "call",
  title: "Log a call",
  short: "Calls",
  purpose: "The form is checked at every key: what is missing, what is wrong, and what follows from the rest.",
  icon: "phone",
  place: 2,
  component: CallView,
};
