/** Names on the wire, as people read them. */

import type { ActivityKind, CallStatus, Direction, PaymentStatus, QueueGroup, Weekday } from "../engine/records";

export const ACTIVITIES: Record<ActivityKind, string> = { call: "Call", meeting: "Meeting", visit: "Visit" };

export const DIRECTIONS: Record<Direction, string> = { outgoing: "Outgoing", incoming: "Incoming", missed: "Missed" };

export const CALL_STATUSES: Record<CallStatus, string> = {
  called: "Called",
  busy: "Busy",
  noAnswer: "No Answer",
  missed: "Missed",
  inProgress: "In progress",
  followUp: "Follow up",
  rescheduled: "Rescheduled",
};

export const WEEKDAY_NAMES: Record<Weekday, string> = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday",
};

export const PAYMENTS: Record<PaymentStatus, string> = {
  unpaid: "Unpaid",
  partial: "Partly paid",
  paid: "Paid",
  refunded: "Refunded",
};

export const QUEUE_GROUPS: Record<QueueGroup, string> = {
  overdue: "Overdue",
  dueToday: "Due today",
  stalled: "Stalled",
  fresh: "Fresh",
  waiting: "Waiting",
  later: "Later",
};
