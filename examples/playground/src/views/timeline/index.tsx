import type { View } from "../registry";
import { TimelineView } from "./TimelineView";
import "./timeline.css";

export const view: View = {
  id: "timeline",
  title: "Timeline",
  purpose: "Everything that happened, in lines for people and as the events that a webhook would send.",
  icon: "timeline",
  place: 4,
  component: TimelineView,
};
