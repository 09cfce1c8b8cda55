// The instant of a follow-up that is scheduled without one: 10:00 local time on the first working day after today.

import { Temporal as Js } from "@js-temporal/polyfill";
import { Temporal as Fullcalendar } from "temporal-polyfill";
import { atLeast, contest } from "./contest.mjs";
import { random } from "./cases.mjs";

const SLOTS = 200;
const ZONE = "America/New_York";
const HOLIDAYS = ["2026-05-25", "2026-07-03", "2026-09-07", "2026-11-26", "2026-12-25"];

export async function measureSlots(calliyo, rounds, table) {
  const engine = new calliyo.Engine({
    timeZone: { name: ZONE },
    calendar: { holidays: HOLIDAYS },
  });
  const next = random(2026);
  const year = Date.UTC(2026, 0, 1);
  const instants = Array.from({ length: SLOTS }, () =>
    new Date(year + next(365 * 24 * 60) * 60_000).toISOString(),
  );
  const peers = { js: slotBy(Js), fullcalendar: slotBy(Fullcalendar) };
  for (const now of instants) {
    const slot = engine.defaultFollowUpAt({ now });
    for (const peer of Object.values(peers)) {
      if (Date.parse(peer(now)) !== Date.parse(slot)) {
        throw new Error(`${now}: ${slot}, but ${peer(now)} by a peer`);
      }
    }
  }

  const took = await contest(rounds, {
    ours: () => instants.forEach((now) => engine.defaultFollowUpAt({ now })),
    js: () => instants.forEach(peers.js),
    fullcalendar: () => instants.forEach(peers.fullcalendar),
  });
  engine.free();

  const per = (name) => took[name] / SLOTS;
  const times = (name) => took[name] / took.ours;
  const [faster, slower] = ["js", "fullcalendar"].sort((one, other) => took[one] - took[other]);
  const names = { js: "@js-temporal/polyfill", fullcalendar: "temporal-polyfill" };
  table.case("default follow-up slot", `${ZONE} with ${HOLIDAYS.length} holidays, per slot`);
  table.time("defaultFollowUpAt, object in, text out", per("ours"));
  table.ratio(names[faster], per(faster), times(faster), atLeast(5));
  table.ratio(names[slower], per(slower), times(slower));
}

/** The same with a Temporal: text in, text out. What does not depend on the instant is made before. */
function slotBy(Temporal) {
  const holidays = new Set(HOLIDAYS);
  const plainTime = Temporal.PlainTime.from("10:00");
  const day = Temporal.Duration.from({ days: 1 });
  const isWorkingDay = (date) => date.dayOfWeek <= 5 && !holidays.has(date.toString());
  return (now) => {
    let date = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE).toPlainDate().add(day);
    while (!isWorkingDay(date)) {
      date = date.add(day);
    }
    return date.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant().toString();
  };
}
