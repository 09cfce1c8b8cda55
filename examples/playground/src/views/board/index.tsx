import type { View } from "../registry";
import { Board } from "./Board";
import "./board.css";

export const view: View = {
  id: "board",
  title: "Board",
  purpose: "Drag a lead to another status. Where it cannot go, the column says why.",
  icon: "board",
  place: 1,
  component: Board,
};
