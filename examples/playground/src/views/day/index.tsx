import type { View } from "../registry";
import { DayView } from "./DayView";
import "./day.css";

export const view: View = {
  id: "day",
  title: "Agent’s day",
  short: "Day",
  purpose: "What an agent has promised, whom to call next, and how far the day has come.",
  icon: "day",
  place: 3,
  component: DayView,
};
