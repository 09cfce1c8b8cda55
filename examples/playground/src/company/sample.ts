/**
 * The sample company: an insurance agency with two branches, a week into May.
 *
 * It is not written down but played: every record comes out of commands and jobs that the engine decided, one after the
 * other, from a fixed start. Playing it again gives the same company.
 */

import { defaultPolicy } from "../engine/library";
import type { Agent, CallStatus, DeedInput, Lead, LocalDate, OrderInput, QueueEntry, Timestamp } from "../engine/records";
import { Company } from "./company";
import { Dice } from "./dice";
import { type Document, FORMAT, schedulesSince } from "./document";

/** Working days of the story, and how many leads come in before each begins. */
const DAYS: [LocalDate, number][] = [
  ["2026-05-08", 36],
  ["2026-05-11", 24],
  ["2026-05-12", 22],
  ["2026-05-13", 22],
  ["2026-05-14", 24],
];
/** When the company's records begin: on the morning of the first day. */
const OPENED = "2026-05-08T02:00:00.000Z";
/** When the page begins: some follow-ups of the day are overdue by then. */
const NOW = { date: "2026-05-14", time: "15:40" };

const MINUTE = 60_000;
const MANAGER = "sunita.rao";

/** Id, name, branch and cap. */
const AGENTS: [string, string, string, number][] = [
  ["aarav.mehta", "Aarav Mehta", "mumbai", 14],
  ["priya.nair", "Priya Nair", "mumbai", 14],
  ["rohan.kulkarni", "Rohan Kulkarni", "mumbai", 12],
  ["sneha.iyer", "Sneha Iyer", "mumbai", 6],
  ["farah.khan", "Farah Khan", "mumbai", 12],
  ["nikhil.rane", "Nikhil Rane", "mumbai", 10],
  ["vikram.deshpande", "Vikram Deshpande", "pune", 14],
  ["ananya.joshi", "Ananya Joshi", "pune", 14],
  ["karan.patil", "Karan Patil", "pune", 12],
  ["meera.shah", "Meera Shah", "pune", 10],
  ["tanvi.gokhale", "Tanvi Gokhale", "pune", 12],
  ["imran.shaikh", "Imran Shaikh", "pune", 10],
];
const OFFICE: [string, string, string, string | null][] = [
  [MANAGER, "Sunita Rao", "manager", "mumbai"],
  ["deepak.apte", "Deepak Apte", "manager", "pune"],
  ["rajesh.gupta", "Rajesh Gupta", "companyAdmin", null],
];
const BRANCHES = ["mumbai", "pune"];

const FIRST_NAMES = (
  "Aditi Ajay Akash Amit Anjali Arjun Asha Bhavna Chetan Deepa Devika Farhan Gauri Harish Imran Isha Jyoti Kavita " +
  "Lakshmi Mahesh Manisha Mohan Neha Nikhil Pooja Rahul Rekha Ritu Sachin Sanjay Shweta Sunil Tanvi Uma Varun Zoya"
).split(" ");
const LAST_NAMES = (
  "Agarwal Apte Bhatt Bose Chauhan Dalvi Das D'Souza Fernandes Gokhale Jadhav Jain Kadam Kapoor Khan Kulkarni Lobo " +
  "Malhotra Menon Mishra More Naik Pandey Pawar Pillai Rane Reddy Sawant Sharma Shinde Singh Thakur Varma Yadav"
).split(" ");
const SOURCES: [number, string][] = [
  [28, "Website"],
  [22, "Google Ads"],
  [18, "Facebook"],
  [14, "Referral"],
  [10, "JustDial"],
  [8, "Walk-in"],
];
const CAMPAIGNS: [number, string | null][] = [
  [40, "Family Floater May"],
  [30, "Term Life Renewal"],
  [20, "Senior Care Spring"],
  [10, null],
];
const TAGS = ["salaried", "self-employed", "family", "senior", "nri"];
/** What is sold: name and price in paise before tax. */
const PLANS: [number, [string, number]][] = [
  [30, ["Family Floater 10L", 1_849_000]],
  [30, ["Term Life 1Cr", 1_225_000]],
  [20, ["Senior Care", 2_790_000]],
  [15, ["Critical Illness", 964_000]],
];

/** What comes of a call: how the call ended, the status asked for, and what the agent wrote. */
interface Answer {
  status: CallStatus;
  response: string | null;
  next?: string;
  note: string | null;
  /** Seconds at most; none = nobody took it. */
  talk?: number;
  promise?: boolean;
  sale?: boolean;
}

const ANSWERS: [number, Answer][] = [
  [26, { status: "noAnswer", response: "notAnswering", note: null }],
  [9, { status: "busy", response: null, note: null }],
  [13, { status: "called", response: "held", note: "asked for the premium table", talk: 240 }],
  [9, { status: "called", response: null, next: "notInterested", note: "has a policy elsewhere", talk: 120 }],
  [3, { status: "called", response: null, next: "wrongNumber", note: "somebody else", talk: 30 }],
  [9, { status: "called", response: "interested", next: "interested", note: "wants the brochure by mail", talk: 300 }],
  [15, { status: "followUp", response: null, note: "compares two offers, decides with her brother", talk: 360, promise: true }],
  [10, { status: "rescheduled", response: "callLater", note: "is driving", talk: 40, promise: true }],
  [2, { status: "rescheduled", response: "callLater", note: "is in a meeting", talk: 20 }],
  [6, { status: "called", response: "interested", next: "customer", note: "signed online", talk: 390, sale: true }],
];
const PROMISES: [number, { kind: "call" | "meeting" | "visit"; subject: string }][] = [
  [60, { kind: "call", subject: "Call back as agreed" }],
  [20, { kind: "call", subject: "Go through the comparison" }],
  [12, { kind: "meeting", subject: "Video meeting with the family" }],
  [8, { kind: "visit", subject: "Collect documents at home" }],
];

/** Plays the story and gives the company as it stands at the end. */
export function sample(): Document {
  return new Story().play();
}

class Story {
  readonly #dice = new Dice(2026);
  readonly #company = new Company(emptyCompany());
  #leads = 0;

  play(): Document {
    for (const [date, arrivals] of DAYS) this.#day(date, arrivals);
    this.#startCalls();
    this.#company.setActor(null);
    const document = this.#company.document();
    this.#company.free();
    return document;
  }

  /** Leads come in, the assignment of 09:00 hands them out, and the agents work their queues. */
  #day(date: LocalDate, arrivals: number): void {
    const company = this.#company;
    company.setActor(null);
    for (let count = 0; count < arrivals; count += 1) this.#capture(this.#at(date, "07:30", count));
    company.setNow(this.#at(date, "09:00"));
    const filled = { leads: "leads", agents: "agents", now: "now" } as const;
    company.applyPlan(company.ask("assign", { run: `assignment-${date}` }, filled), company.summary().now);

    const isLast = date === NOW.date;
    const end = this.#at(date, isLast ? NOW.time : "18:00");
    // Leads that come in during the last day are still in the pool at its end.
    const late = isLast ? Array.from({ length: 9 }, (_, place) => this.#at(date, "13:10", place * 15)) : [];
    const desks = AGENTS.map(([agent], place) => ({ agent, at: Date.parse(this.#at(date, "09:40", place)) }));
    for (;;) {
      const desk = desks.reduce((first, other) => (other.at < first.at ? other : first));
      if (desk.at >= Date.parse(end)) break;
      company.setActor(null);
      while (late[0] !== undefined && Date.parse(late[0]) < desk.at) this.#capture(late.shift() ?? end);
      company.setNow(new Date(desk.at).toISOString());
      company.setActor(desk.agent);
      this.#call(desk.agent, date);
      desk.at += this.#dice.between(38, 80) * MINUTE;
    }
  }

  /** Two calls are in progress when the page begins. */
  #startCalls(): void {
    const company = this.#company;
    for (const [agent, minutes] of [["priya.nair", 6], ["karan.patil", 2]] as const) {
      company.setActor(agent);
      company.setNow(this.#at(NOW.date, NOW.time, -minutes));
      const [first] = company.ask("queue", { agent }, { leads: "leads", now: "now" });
      if (first) company.decide(first.lead, { startCall: { id: company.newId("call") } });
    }
    company.setNow(this.#at(NOW.date, NOW.time));
  }

  #capture(at: Timestamp): void {
    const dice = this.#dice;
    this.#leads += 1;
    this.#company.setNow(at);
    const tags = TAGS.filter(() => dice.chance(22));
    this.#company.decide(null, {
      captureLead: {
        id: `lead-${String(this.#leads).padStart(3, "0")}`,
        name: `${dice.pick(FIRST_NAMES)} ${dice.pick(LAST_NAMES)}`,
        phone: `09${dice.between(100, 999)}${String(this.#leads).padStart(3, "0")}${dice.between(100, 999)}`,
        source: dice.weighted(SOURCES),
        campaign: dice.weighted(CAMPAIGNS),
        branch: dice.pick(BRANCHES),
        priority: dice.chance(12) ? 2 : null,
        tags,
      },
    });
  }

  /** The agent calls the next lead of the queue and logs what came of it. */
  #call(agent: string, date: LocalDate): void {
    const lead = this.#next(agent, date);
    if (!lead) return;
    const dice = this.#dice;
    const answer = dice.weighted(ANSWERS);
    const seconds = answer.talk === undefined ? 0 : dice.between(Math.ceil(answer.talk / 3), answer.talk);
    const call = {
      id: this.#company.newId("call"),
      status: answer.status,
      durationSeconds: seconds,
      response: answer.response,
      note: answer.note,
      phone: lead.phone,
    };
    const deed: DeedInput = {
      logCall: {
        call,
        nextStatus: answer.next ?? null,
        followUp: answer.promise ? this.#promise(date) : null,
        order: answer.sale ? this.#order() : null,
      },
    };
    this.#company.decide(lead.id, deed);
  }

  #next(agent: string, date: LocalDate): Lead | undefined {
    const entries = this.#company.ask("queue", { agent }, { leads: "leads", now: "now" });
    // Not everybody looks at the promises first, and nobody calls the same lead twice a day.
    const prompt = this.#dice.chance(40);
    const isNext = ({ lead, group }: QueueEntry) => {
      const { lastAttempt, doNotCall, liveCall } = this.#company.lead(lead);
      if (doNotCall || liveCall || (lastAttempt !== null && lastAttempt >= this.#at(date, "00:00"))) return false;
      return group !== "later" && (prompt || group !== "overdue");
    };
    const next = entries.find(isNext);
    return next && this.#company.lead(next.lead);
  }

  /** A follow-up at the default slot, later today, or on one of the next days. */
  #promise(date: LocalDate) {
    const dice = this.#dice;
    const { kind, subject } = dice.weighted(PROMISES);
    const laterToday = this.#at(date, `${dice.between(11, 18)}:${dice.pick(["00", "15", "30"])}`);
    let at: Timestamp | null = null;
    if (dice.chance(55) && laterToday > this.#company.summary().now) at = laterToday;
    else if (dice.chance(60)) {
      const day = this.#company.ask("nextWorkingDay", { after: date });
      at = this.#at(dice.chance(40) ? this.#company.ask("nextWorkingDay", { after: day }) : day, `${dice.between(10, 18)}:30`);
    }
    const reminderMinutes = dice.pick([null, 15, 30]);
    return { id: this.#company.newId("follow-up"), kind, subject, at, reminderMinutes, note: "as agreed on the phone" };
  }

  #order(): OrderInput {
    const [plan, amountMinor] = this.#dice.weighted(PLANS);
    const payment = this.#dice.pick(["paid", "paid", "paid", "partial", "unpaid"] as const);
    return { plan, amountMinor, taxMinor: Math.round(amountMinor * 0.18), currency: "INR", payment };
  }

  /** The instant of a local time, some minutes on. */
  #at(date: LocalDate, time: string, minutes = 0): Timestamp {
    const instant = this.#company.ask("toInstant", { date, time });
    return new Date(Date.parse(instant ?? "") + minutes * MINUTE).toISOString();
  }
}

function emptyCompany(): Document {
  const policy = defaultPolicy({});
  policy.timeZone.name = "Asia/Kolkata";
  policy.calendar.holidays = ["2026-05-01", "2026-05-27"];
  policy.calendar.callingHours = policy.calendar.workingDays.map((weekday) => ({ weekday, from: "09:30", to: "19:00" }));
  policy.calls.automaticStatuses = true;
  policy.automation.removal.enabled = true;
  policy.automation.assignment.scope = "branch";
  policy.dailyTarget = 12;
  const agents = AGENTS.map(([id, name, branch, cap]): Agent => ({ id, name, role: "agent", branch, cap }));
  const office = OFFICE.map(([id, name, role, branch]): Agent => ({ id, name, role, branch }));
  return {
    format: FORMAT,
    name: "Sahyadri Insurance Advisors",
    now: OPENED,
    actor: null,
    policy,
    agents: [...agents, ...office],
    receivedOn: null,
    leads: [],
    calls: [],
    followUps: [],
    events: [],
    schedules: schedulesSince(OPENED),
    lastPlan: null,
    ids: 0,
  };
}
