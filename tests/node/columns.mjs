// Columns: jobs and reports over them, beside the same over records, and what can be done wrong with their memory.
//
// usage: node columns.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { NOW, calls, company } from "./company.mjs";
import { check, random } from "./harness.mjs";
import { load } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);
const { CalliyoError, Engine, NO_AGENT, REASONS } = await load(packageFolder);
const untouched = await load(packageFolder, "?untouched");

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const ZONE = { name: "America/New_York" };
const POLICIES = [
  {},
  {
    timeZone: ZONE,
    automation: { assignment: { maxAttempts: 4, restHours: 48, intake: { perRun: 5, perDay: 6 } } },
  },
];
const RUN = "run-1";

function columnsOf(engine, records) {
  const columns = engine.columns({ leads: records.leads.length, agents: records.agents.length });
  columns.fill({ ...records, now: NOW });
  return columns;
}

/** Asks with an engine of each policy about some companies and their columns. */
function ofCompanies(ask) {
  for (const policy of POLICIES) {
    const engine = new Engine(policy);
    for (let seed = 0; seed < 50; seed += 1) {
      const records = company(seed, 1 + ((seed * 7) % 90), 1 + (seed % 9));
      const columns = columnsOf(engine, records);
      ask(engine, records, columns);
      columns.free();
    }
    engine.free();
  }
}

/** How often each value occurs. */
function counted(values) {
  const counts = {};
  for (const value of values) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** The figures of a report as one object per row, with null for what is missing. */
function rowsOf({ rows, ...figures }) {
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, values]) => [
        name,
        Number.isNaN(values[row]) ? null : values[row],
      ]),
    ),
  );
}

const rate = (own) => own?.partsPerMillion ?? null;
const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();
const orNull = (value) => value ?? null;

const JOBS = [
  ["assignment", "assign"],
  ["topUp", "topUp"],
  ["removal", "remove"],
];

const jobs = Object.fromEntries(
  JOBS.map(([job, operation]) => [
    `${job} over columns is that over records`,
    () => {
      let moved = 0;
      ofCompanies((engine, records, columns) => {
        const expected = engine[operation]({ run: RUN, ...records, now: NOW });
        const plan = engine.plan(job, columns, { now: NOW });
        assert.equal(plan.outcome, expected.outcome.line);
        const goes = new Map(expected.moves.map((move) => [move.lead, move.to]));
        moved += goes.size;
        records.leads.forEach(({ id }, row) => {
          assert.equal(plan.reason[row] === 0, goes.has(id), `${id} is moved`);
          if (job !== "removal") {
            const to =
              plan.agent[row] === NO_AGENT ? undefined : records.agents[plan.agent[row]].id;
            assert.equal(to, goes.get(id), id);
          }
        });
        const reasons = counted([...plan.reason].map((reason) => REASONS[reason]));
        for (const { reason, leads } of expected.notEligible) {
          assert.equal(reasons[reason], leads, reason);
        }
        plan.reasonCounts.forEach((count, reason) => {
          assert.equal(count, reasons[REASONS[reason]] ?? 0);
        });
        expected.agents.forEach((tally, row) => {
          if (job === "removal") {
            assert.equal(plan.lost[row], tally.left);
          } else {
            assert.equal(plan.received[row], tally.received);
          }
          if (job === "assignment") {
            assert.equal(plan.counter[row], tally.counter ?? NaN);
            assert.equal(plan.isProven, expected.isProven);
          }
        });
      });
      assert.ok(moved > 100, "the companies are no companies");
    },
  ]),
);

const reports = {
  "the funnel and the queues over columns are those over records": () => {
    ofCompanies((engine, { leads, agents }, columns) => {
      const known = leads.filter(
        ({ owner, lastOwner }) => owner !== "gone" && lastOwner !== "gone",
      );
      const own = columnsOf(engine, { leads: known, agents });
      const funnel = engine.report("funnel", own, {});
      assert.deepEqual(
        [...funnel.leads],
        engine.funnel({ leads: known }).map((row) => row.leads),
      );
      const expected = engine.queueAgainstCap({ agents, leads: known });
      const queues = rowsOf(engine.report("queues", own, {}));
      assert.deepEqual(
        queues.map(({ queue, held, cap, filledRate }) => ({ queue, held, cap, filledRate })),
        expected.map(({ queue, held, cap, filled }) => ({
          queue,
          held,
          cap,
          filledRate: rate(filled),
        })),
      );
      const stalled = engine.report("stalled", own, {}).lead;
      assert.deepEqual(
        [...stalled].map((row) => known[row].id),
        engine.stalled({ leads: known }).map((row) => row.lead),
      );
      own.free();
    });
  },
  "conversion, revenue and time to convert over columns are those over records": () => {
    ofCompanies((engine, { leads, agents }) => {
      const known = leads.filter(({ owner }) => owner !== "gone");
      const own = columnsOf(engine, { leads: known, agents });
      const period = { from: "2026-01-01T00:00:00Z", to: "2026-06-01T00:00:00Z" };
      const byAgent = rowsOf(engine.report("conversion", own, { by: ["source"] }));
      const expected = engine.conversionReport({ leads: known, query: { by: ["source"] } });
      assert.deepEqual(
        sorted(
          byAgent
            .slice(0, -1)
            .map((row) => [
              own.names.sources?.[row.firstGroup] ?? null,
              row.leads,
              row.customers,
              row.conversionRate,
            ]),
        ),
        sorted(
          expected.rows.map((row) => [
            orNull(row.keys[0]),
            row.leads,
            row.customers,
            rate(row.rate),
          ]),
        ),
      );
      assert.equal(
        engine.report("conversions", own, { period }).conversions[0],
        engine.conversionsIn({ leads: known, period }),
      );
      assert.deepEqual(
        sorted(
          rowsOf(engine.report("revenue", own, { period })).map((row) => [
            agents[row.agent]?.id ?? null,
            own.names.currencies[row.currency],
            row.orders,
            row.amountMinor,
            row.taxMinor,
          ]),
        ),
        sorted(
          engine
            .revenue({ leads: known, period })
            .map((row) => [row.agent, row.currency, row.orders, row.amountMinor, row.taxMinor]),
        ),
      );
      const [time] = rowsOf(engine.report("timeToConvert", own, { period }));
      const { count, meanMillis, medianMillis, p90Millis } = engine.timeToConvert({
        leads: known,
        period,
      });
      assert.deepEqual(time, { conversions: count, meanMillis, medianMillis, p90Millis });
      own.free();
    });
  },
  "calls by agent and day, and coverage, over columns are those over records": () => {
    ofCompanies((engine, { leads, agents }) => {
      const made = calls(leads.length, 200, { leads, agents });
      const columns = engine.columns({
        leads: leads.length,
        agents: agents.length,
        calls: made.length,
      });
      columns.fill({ leads, agents, now: NOW });
      columns.fill({ calls: made.map((call) => ({ ...call, lead: call.parent })) });
      const query = { by: ["agent", "day"], measures: ["reachRate", "missedRate"] };
      const report = engine.report("calls", columns, query);
      const expected = engine.callReport({ calls: made.map((call) => ({ call })), query });
      const day = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);
      const figures = (row) => [
        row.calls,
        row.attempts,
        row.connected,
        row.missed,
        row.talkSeconds,
      ];
      const rates = (row) => [row.connectRate, row.reachRate, row.missedRate].map(rate);
      assert.deepEqual(
        sorted(
          rowsOf(report)
            .slice(0, -1)
            .map((row) => [
              agents[row.firstGroup].id,
              day(row.secondGroup),
              ...figures(row),
              row.connectRate,
              row.reachRate,
              row.missedRate,
              row.meanTalkSeconds,
            ]),
        ),
        sorted(
          expected.rows.map((row) => [
            ...row.keys,
            ...figures(row),
            ...rates(row),
            row.meanTalkSeconds,
          ]),
        ),
      );
      const [first, last] = ["2026-04-20", "2026-05-10"];
      assert.deepEqual(
        rowsOf(engine.report("coverage", columns, { first, last })).map((row) => [
          agents[row.agent].id,
          day(row.date),
          row.calls,
          row.target,
          row.progressRate,
        ]),
        engine
          .coverage({ agents, calls: made, first, last })
          .map((row) => [row.agent, row.date, row.calls, row.target, rate(row.progress)]),
      );
      columns.free();
    });
  },
  "follow-ups by owner over columns are those over records": () => {
    ofCompanies((engine, { leads, agents }) => {
      const all = leads.flatMap((lead) => lead.followUps).filter(({ owner }) => owner !== "gone");
      const columns = engine.columns({ agents: agents.length, followUps: all.length });
      columns.fill({ agents });
      columns.fill({ followUps: all });
      const report = engine.report("followUps", columns, { now: NOW });
      const expected = engine.followUpReport({ followUps: all, query: { now: NOW } });
      const figures = ({ dueToday, overdue, upcoming }) => [dueToday, overdue, upcoming];
      const told = rowsOf(report)
        .slice(0, -1)
        .filter((row) => figures(row).some((figure) => figure > 0));
      assert.deepEqual(
        sorted(told.map((row) => [agents[row.agent]?.id ?? null, ...figures(row)])),
        sorted(
          expected.rows
            .filter((row) => figures(row).some((figure) => figure > 0))
            .map((row) => [row.owner, ...figures(row)]),
        ),
      );
      columns.free();
    });
  },
  "the time in a status over columns is as worked out by hand": () => {
    const engine = new Engine({});
    const columns = engine.columns({ history: 3, sizes: { leads: 2 } });
    columns.history.set("lead", [0, 0, 1]);
    columns.history.set("status", [0, 1, 0]);
    columns.history.set("enteredAt", [
      "2026-05-01T00:00:00Z",
      "2026-05-02T00:00:00Z",
      new Date("2026-05-03T00:00:00Z"),
    ]);
    const until = "2026-05-04T00:00:00Z";
    const day = 86_400_000;
    assert.deepEqual(rowsOf(engine.report("leadsInStatus", columns, { until })), [
      { lead: 0, status: 0, visits: 1, millis: day },
      { lead: 0, status: 1, visits: 1, millis: 2 * day },
      { lead: 1, status: 0, visits: 1, millis: day },
    ]);
    const [unassigned] = rowsOf(engine.report("timeInStatus", columns, { until }));
    assert.deepEqual(unassigned, {
      status: 0,
      leads: 2,
      visits: 2,
      millis: 2 * day,
      meanMillis: day,
    });
  },
  "how even a run was over columns is that over records": () => {
    ofCompanies((engine, records, columns) => {
      const plan = engine.assign({ run: RUN, ...records, now: NOW });
      engine.plan("assignment", columns, { now: NOW });
      const expected = engine.evenness({ plan, ...records });
      const rows = rowsOf(engine.report("evenness", columns, {}));
      const { largest, smallest, spread } = rows.at(-1);
      assert.deepEqual(
        [largest, smallest, spread],
        [expected.largest, expected.smallest, expected.spread],
      );
      assert.deepEqual(
        rows.slice(0, -1).map((row) => [records.agents[row.agent].id, row.received]),
        expected.received.map((row) => [row.agent, row.leads]),
      );
    });
  },
};

const filling = {
  "instants are read from text, numbers and dates": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 9 });
    const told = [
      "2026-05-15T13:00:00Z",
      "2026-05-15T13:00:00.123Z",
      "2026-05-15T18:30:00+05:30",
      "2024-02-29T00:00:00Z",
      "2099-12-31T23:59:59.999Z",
      Date.UTC(2026, 4, 15),
      new Date(Date.UTC(1999, 0, 1)),
      runInNewContext("new Date(5)"),
      5n,
    ];
    columns.leads.set("capturedAt", told);
    assert.deepEqual(
      [...columns.leads.capturedAt],
      told.map((own) => BigInt(new Date(typeof own === "bigint" ? Number(own) : own).getTime())),
    );
  },
  "many instants are what the platform makes of them": () => {
    const below = random(1);
    const engine = new Engine({});
    const told = Array.from({ length: 5000 }, () =>
      new Date(below(2 ** 32 - 1) * 950 + below(1000)).toISOString(),
    );
    const columns = engine.columns({ leads: told.length });
    columns.leads.set("capturedAt", told);
    assert.deepEqual(
      [...columns.leads.capturedAt],
      told.map((own) => BigInt(Date.parse(own))),
    );
  },
  "instants of a few days are told apart, whichever of them follow one another": () => {
    const below = random(2);
    const engine = new Engine({});
    // Days that differ in a digit of the day, of the month and of the year.
    const days = ["2026-05-15", "2026-05-16", "2026-06-15", "2027-05-15", "2016-05-15"];
    const two = (number) => String(number).padStart(2, "0");
    const told = Array.from(
      { length: 3000 },
      () => `${days[below(days.length)]}T${two(below(24))}:${two(below(60))}:${two(below(60))}Z`,
    );
    const columns = engine.columns({ leads: told.length });
    for (const instants of [told, told.toSorted()]) {
      columns.leads.set("capturedAt", instants);
      assert.deepEqual(
        [...columns.leads.capturedAt],
        instants.map((own) => BigInt(Date.parse(own))),
      );
    }
  },
  "no day is known before one was read": () => {
    const columns = new untouched.Engine({}).columns({ leads: 1 });
    for (const none of ["\0", "\u00ff", "\uffff"]) {
      assert.throws(
        () => columns.leads.set("capturedAt", [`${none.repeat(10)}T13:00:00Z`]),
        (error) => error.path === "leads.capturedAt[0]",
      );
    }
  },
  "instants of every form stand beside each other, and beside none": () => {
    const engine = new Engine({});
    const forms = [
      (millis) => new Date(millis).toISOString(),
      (millis) => new Date(millis).toISOString().replace(/\.\d+Z$/, "+00:00"),
      () => null,
      () => undefined,
      // Of all rows so far, some are read together and some by themselves.
      (millis, row) => (row > 2500 ? new Date(millis) : new Date(millis).toISOString()),
    ];
    const told = Array.from({ length: 5000 }, (_, row) => forms[row % 5](row * 86_400_000, row));
    const columns = engine.columns({ leads: told.length });
    columns.leads.set("lastAttempt", told);
    const { lastAttempt, valid } = columns.leads;
    told.forEach((own, row) => {
      const isThere = (valid.lastAttempt[row >> 3] >> (row & 7)) & 1;
      assert.equal(isThere === 1, own != null, `${row}`);
      assert.equal(lastAttempt[row], own == null ? 0n : BigInt(row * 86_400_000), `${row}`);
    });
    for (const list of [told.slice(), new Float64Array(told.length).fill(5)]) {
      columns.leads.set("convertedAt", list);
    }
    assert.equal(columns.leads.convertedAt.at(-1), 5n);
    const wrong = told.with(4100, "");
    assert.throws(
      () => columns.leads.set("lastAttempt", wrong),
      (error) => error.path === "leads.lastAttempt[4100]",
    );
  },
  "an instant that is none is refused with its row": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 2 });
    for (const wrong of [
      "2026-02-30T00:00:00Z",
      "2026-05-15",
      "2026-05-15T24:00:00Z",
      "2026-05-15T13:00:60Z",
      "2026-05-15_13:00:00Z",
      "2026-05-15T:3:00:00Z",
      "2026-05-1\0T13:00:00Z",
      "soon",
      "２026-05-15T13:00:00Z",
      "1969-01-01T23:59:59Z",
      "2100-01-01T00:00:00Z",
      "",
      "\n",
      "2026-05-15T13:00:00Z\n",
      "2026-05-15T13:00:00Z\n2026-05-15T13:00:00Z",
    ]) {
      assert.throws(
        () => columns.leads.set("capturedAt", ["2026-05-15T13:00:00Z", wrong]),
        (error) => error instanceof CalliyoError && error.path === "leads.capturedAt[1]",
        wrong,
      );
    }
    for (const wrong of [NaN, 0.5, Infinity, {}, [], true, new Date("x")]) {
      assert.throws(() => columns.leads.set("statusSince", [0, wrong]), /leads\.statusSince/);
    }
  },
  "numbers that a column does not hold are refused": () => {
    const columns = new Engine({}).columns({ leads: 1, agents: 1 });
    for (const wrong of [-1, 0.5, 65536, NaN, "1", {}]) {
      assert.throws(() => columns.leads.set("status", [wrong]), /leads\.status\[0\]/);
    }
    assert.throws(() => columns.leads.set("priority", [2 ** 53]), /leads\.priority\[0\]/);
    assert.throws(() => columns.agents.set("counter", [-1]), /agents\.counter\[0\]/);
    assert.throws(
      () => columns.leads.set("previousOwners", [[0, -1]]),
      /leads\.previousOwners\[0\]/,
    );
    assert.throws(() => columns.leads.set("status", [1, 2]), RangeError);
    assert.throws(() => columns.leads.set("name", ["Asha"]), RangeError);
  },
  "what is missing is a bit": () => {
    const columns = new Engine({}).columns({ leads: 10 });
    columns.leads.set("owner", [1, null, 3, undefined, 5, 6, 7, 8, 9, null]);
    assert.deepEqual(
      [...columns.leads.valid.owner.map((own, byte) => own & (byte === 1 ? 3 : 255))],
      [0b11110101, 0b01],
    );
    assert.deepEqual([...columns.leads.owner], [1, 0, 3, 0, 5, 6, 7, 8, 9, 0]);
    const told = [-1, null, -(2 ** 40), 2 ** 53 - 1, 0n, 1, 2, 3, 4, -4294967296n];
    columns.leads.set("priority", told);
    assert.deepEqual(
      [...columns.leads.priority],
      [-1n, 0n, -(2n ** 40n), 2n ** 53n - 1n, 0n, 1n, 2n, 3n, 4n, -4294967296n],
    );
  },
  "lists and flags are written as they are": () => {
    const columns = new Engine({}).columns({ leads: 9 });
    columns.leads.set("previousOwners", [[1, 2], [], null, [3], [], [], [], [], [4, 5]]);
    const { offsets, values } = columns.leads.previousOwners;
    assert.deepEqual([...offsets], [0, 2, 2, 2, 3, 3, 3, 3, 3, 5]);
    assert.deepEqual([...values], [1, 2, 3, 4, 5]);
    for (const wrong of [5, true, "", new Set([1]), { length: 1, 0: 1 }]) {
      const lists = [[1], wrong, [], [], [], [], [], [], []];
      assert.throws(() => columns.leads.set("previousOwners", lists), /leads\.previousOwners\[1\]/);
    }
    columns.leads.set("doNotCall", [true, false, false, true, false, false, false, false, true]);
    assert.deepEqual([...columns.leads.doNotCall], [0b1001, 0b1]);
  },
  "an unknown status is refused with its row": () => {
    const engine = new Engine({});
    const { leads, agents } = company(1, 3, 2);
    leads[2].status = "there is no such status";
    const columns = columnsOf(engine, { leads: leads.slice(0, 2), agents });
    assert.throws(
      () => {
        const own = engine.columns({ leads: 3, agents: 2 });
        own.fill({ leads, agents: agents.map((agent) => ({ ...agent, held: 0 })), now: NOW });
        engine.plan("assignment", own, { now: NOW });
      },
      (error) => error instanceof CalliyoError && error.path === "leads.status[2]",
    );
    engine.plan("assignment", columns, { now: NOW });
  },
};

/** What was thrown, as code, path and message. */
function thrownBy(ask) {
  try {
    ask();
  } catch (error) {
    assert.ok(error instanceof CalliyoError, error.stack);
    return { code: error.code, path: error.path, message: error.message };
  }
  return assert.fail("nothing was thrown");
}

const AT = "2026-05-01T00:00:00Z";
const lead = (id, own = {}) => ({
  id,
  status: "unassigned",
  statusSince: AT,
  capturedAt: AT,
  ...own,
});
const agent = (id, own = {}) => ({ id, role: "agent", ...own });
const followUp = (id, own) => ({
  id,
  parent: { kind: "lead", id: "l" },
  owner: "a",
  kind: "call",
  at: AT,
  scheduledAt: AT,
  ...own,
});
const call = (id, own) => ({
  id,
  parent: { kind: "lead", id: "l" },
  agent: "a",
  status: "called",
  startedAt: AT,
  ...own,
});

/** Columns of so many records as there are. */
function filled(engine, records, ...fields) {
  const rows = Object.entries(records).map(([table, own]) => [table, own.length]);
  const columns = engine.columns(Object.fromEntries(rows));
  columns.fill({ ...records, now: NOW }, ...fields);
  return columns;
}

/** The leads that an assignment moves, over columns and over records. */
function assigned(engine, columns, records) {
  const { agent: to } = engine.plan("assignment", columns, { now: NOW });
  const expected = engine.assign({ run: RUN, ...records, now: NOW }).moves;
  const moved = records.leads.filter((_, row) => to[row] !== NO_AGENT).map(({ id }) => id);
  return [moved.sort(), expected.map((move) => move.lead).sort()];
}

const records = {
  "what a record said before does not stay": () => {
    const engine = new Engine({});
    const order = { amountMinor: 500, currency: "INR", payment: "paid" };
    const followUps = [followUp("f", { at: "2026-06-01T00:00:00Z", parent: "l" })];
    const full = {
      leads: [
        lead("l", {
          status: "customer",
          owner: "a",
          doNotCall: true,
          attempts: 3,
          priority: 2,
          tags: ["hot"],
          liveCall: { id: "c", agent: "a", startedAt: NOW },
          followUps,
          conversion: { at: AT, agent: "a", order },
        }),
      ],
      agents: [agent("a", { held: 0, receivedToday: 4, branch: "north" })],
    };
    const plain = { leads: [lead("l", { owner: null })], agents: [agent("a", { held: 0 })] };
    const columns = filled(engine, full);
    assert.deepEqual([...engine.report("revenue", columns, {}).amountMinor], [500]);
    columns.fill({ ...plain, now: NOW });
    assert.deepEqual([...engine.report("revenue", columns, {}).amountMinor], []);
    assert.deepEqual(assigned(engine, columns, plain), [["l"], ["l"]]);
    const fresh = filled(engine, plain);
    assert.deepEqual(
      engine.plan("assignment", columns, { now: NOW }),
      engine.plan("assignment", fresh, { now: NOW }),
    );
    for (const name of ["liveCall", "followUpAhead", "openFollowUp", "doNotCall", "attempts"]) {
      assert.deepEqual([...columns.leads[name]], [...fresh.leads[name]], name);
    }
    assert.deepEqual([...columns.agents.receivedToday], [0]);
  },
  "what a single record says is written, wherever it stands": () => {
    const engine = new Engine({});
    const flags = { doNotCall: true, tags: ["hot"] };
    const rare = { owner: "a", lastOwner: "a", priority: 2, branch: "north", ...flags };
    const count = 2100;
    for (const row of [0, 1023, 1024, count - 1]) {
      const leads = Array.from({ length: count }, (_, own) =>
        lead(`l${own}`, own === row ? rare : { owner: null }),
      );
      const { leads: columns } = filled(engine, { leads, agents: [agent("a", { held: 0 })] });
      const isSet = (bits) => [...bits].map((byte, place) => (byte === 0 ? [] : [place, byte])).flat();
      const bit = [row >> 3, 1 << (row & 7)];
      for (const name of ["owner", "priority", "lastOwner", "branch"]) {
        assert.deepEqual(isSet(columns.valid[name]), bit, `${name} of row ${row}`);
      }
      assert.deepEqual(isSet(columns.doNotCall), bit, `doNotCall of row ${row}`);
      assert.equal(columns.priority[row], 2n);
      assert.deepEqual([...columns.tags.values], [0]);
      assert.deepEqual([columns.tags.offsets[row], columns.tags.offsets[row + 1]], [0, 1]);
    }
  },
  "columns that are not named stay as they are": () => {
    const engine = new Engine({});
    const agents = [agent("a", { held: 0 })];
    const columns = filled(engine, { leads: [lead("l", { doNotCall: true })], agents });
    columns.fill({ leads: [lead("l")] }, { leads: ["status"] });
    assert.deepEqual([...columns.leads.doNotCall], [1]);
  },
  "calls and follow-ups that leave out what has a default are read like records": () => {
    const engine = new Engine({});
    const agents = [agent("a")];
    const calls = [call("1", { direction: "incoming" }), call("2", {})];
    const columns = filled(engine, { agents, calls });
    const days = { first: "2026-05-01", last: "2026-05-01" };
    assert.deepEqual(
      [...engine.report("coverage", columns, days).calls],
      engine.coverage({ agents, calls, ...days }).map((row) => row.calls),
    );
    const states = filled(engine, {
      agents,
      followUps: [followUp("1", { state: "expired", closedAt: AT }), followUp("2", {})],
    });
    assert.deepEqual([...engine.report("followUps", states, { now: NOW }).overdue], [1, 1]);
    const away = [agent("a", { held: 0, state: "away" }), agent("b", { held: 0 })];
    const own = { leads: [lead("l")], agents: away };
    assert.equal(engine.plan("assignment", filled(engine, own), { now: NOW }).agent[0], 1);
  },
  "calls and follow-ups are read as the library writes them": () => {
    const engine = new Engine({});
    const agents = [agent("a")];
    const notes = [
      followUp("1", { kind: "note", state: "resolved", closedAt: AT, note: "will call back" }),
      followUp("2", { state: "resolved", closedAt: AT, note: "done" }),
    ];
    const { resolvedOnTime } = engine.report(
      "followUps",
      filled(engine, { agents, followUps: notes }),
      { now: NOW },
    );
    const expected = engine.followUpReport({ followUps: notes, query: { now: NOW } });
    assert.equal(resolvedOnTime.at(-1), expected.total.resolvedOnTime);
    assert.equal(resolvedOnTime.at(-1), 1);

    const calls = [
      call("1", { parent: { kind: "deal", id: "d" }, durationSeconds: 5 }),
      call("2", { durationSeconds: 5 }),
      call("3", { parent: "m" }),
      call("4", { parent: undefined, lead: "m" }),
    ];
    const query = { by: ["parentKind"], measures: ["reachRate"] };
    const report = engine.callReport({ calls: calls.map((own) => ({ call: own })), query });
    for (const leads of [[], [lead("l")], [lead("m"), lead("l")]]) {
      const columns = filled(engine, { agents, leads, calls });
      const own = engine.report("calls", columns, query);
      assert.deepEqual(
        sorted(
          rowsOf(own).map((row) => [
            columns.names.parentKinds[row.firstGroup] ?? "total",
            row.calls,
            row.reachRate,
          ]),
        ),
        sorted([
          ...report.rows.map((row) => [row.keys[0], row.calls, rate(row.reachRate)]),
          ["total", report.total.calls, rate(report.total.reachRate)],
        ]),
      );
    }
  },
  "a company without records gets empty plans and reports": () => {
    const engine = new Engine({});
    const tables = ["leads", "agents", "calls", "followUps", "history"];
    const columns = filled(engine, Object.fromEntries(tables.map((table) => [table, []])));
    assert.deepEqual(engine.report("queues", columns), engine.report("queues", columns, {}));
    for (const [job, operation] of JOBS) {
      const expected = engine[operation]({ run: RUN, leads: [], agents: [], now: NOW });
      assert.equal(engine.plan(job, columns, { now: NOW }).outcome, expected.outcome.line);
    }
    const measures = ["reachRate"];
    const [{ reachRate }] = rowsOf(engine.report("calls", columns, { measures }));
    assert.equal(reachRate, engine.callReport({ calls: [], query: { measures } }).total.reachRate);
    const agents = [agent("a")];
    const deals = [call("1", { parent: { kind: "deal", id: "d" } })];
    const [all] = rowsOf(
      engine.report("calls", filled(engine, { agents, calls: deals }), { measures }),
    );
    assert.deepEqual([all.calls, all.reachRate], [1, null]);
  },
  "leads that are alike go in the order of their ids": () => {
    const engine = new Engine({});
    for (const ids of [
      ["b", "a"],
      ["l-10", "l-9", "l-1", "l"],
      ["\u{1F600}", "\uFB00", "z", "\u00E9"],
      ["\uFB00", "\u{1F600}", "\u{1F600}a"],
    ]) {
      const own = { leads: ids.map((id) => lead(id)), agents: [agent("x", { cap: 1 })] };
      const [moved, expected] = assigned(engine, filled(engine, own), own);
      assert.deepEqual(moved, expected);
      assert.equal(moved.length, 1);
      const named = ["status", "capturedAt", "owner", "idRank"];
      const columns = filled(engine, own, { leads: named });
      assert.deepEqual(assigned(engine, columns, own), [expected, expected]);
    }
    const ranks = filled(engine, { leads: [lead("a"), lead("b")] }, { leads: ["idRank"] });
    assert.deepEqual([...ranks.leads.idRank], [0, 1]);
  },
  "what agents hold is counted however a company is filled": () => {
    const engine = new Engine({});
    const leads = [lead("1", { status: "assigned", owner: "a" }), lead("2")];
    for (const held of [{}, { held: undefined }]) {
      const own = { leads, agents: [agent("a", { cap: 1, ...held })] };
      const rows = { leads: 2, agents: 1 };
      const jointly = filled(engine, own);
      const apart = engine.columns(rows);
      apart.fill({ agents: own.agents });
      assert.throws(
        () => engine.plan("assignment", apart, { now: NOW }),
        (error) => error instanceof CalliyoError,
      );
      apart.fill({ leads });
      const anew = filled(engine, { ...own, leads: [lead("1"), lead("2")] });
      anew.fill({ leads });
      const agentsAnew = filled(engine, { ...own, agents: [agent("a", { held: 0, cap: 1 })] });
      agentsAnew.fill({ agents: own.agents });
      for (const columns of [jointly, apart, anew, agentsAnew]) {
        assert.deepEqual([...columns.agents.held], [1]);
        assert.equal(engine.plan("assignment", columns, { now: NOW }).reasonCounts[0], 0);
      }
    }
    for (const held of [null, 0]) {
      const own = { leads, agents: [agent("a", { cap: 1, held })] };
      const columns = filled(engine, own);
      columns.fill({ leads });
      assert.deepEqual([...columns.agents.held], [0]);
      assert.deepEqual(assigned(engine, columns, own), [["2"], ["2"]]);
    }
  },
  "agents have names before leads name them": () => {
    const engine = new Engine({});
    const agents = [agent("a"), agent("b")];
    const leads = [lead("1", { status: "assigned", owner: "b" })];
    const columns = engine.columns({ leads: 1, agents: 2, calls: 1 });
    assert.throws(() => columns.fill({ leads }), /leads\.owner: fill agents before/);
    assert.throws(() => columns.fill({ calls: [call("1", {})] }), /calls\.agent: fill agents/);
    columns.fill({ leads: [lead("1")] });
    columns.fill({ agents, leads });
    assert.equal(columns.leads.owner[0], 1);
    const turned = agents.toReversed();
    assert.throws(() => columns.fill({ agents: turned }), /fill leads\.owner with them/);
    assert.throws(
      () => columns.fill({ agents: turned, leads }, { leads: ["status"] }),
      /fill leads\.owner with them/,
    );
    assert.deepEqual([columns.leads.owner[0], columns.names.agents], [1, ["a", "b"]]);
    columns.fill({ agents });
    assert.throws(
      () => columns.fill({ agents: turned, leads }, { agents: ["cap"] }),
      /fill agents\..*agents\.held.* with them/,
    );
    columns.fill({ agents: turned, leads });
    assert.deepEqual([columns.leads.owner[0], columns.names.agents], [0, ["b", "a"]]);
    columns.fill({ leads: [lead("1")] });
    columns.fill({ agents });
    // What was to be filled with agents in another order, and was not, does not stay on their old rows.
    columns.fill({ leads });
    const broken = [lead("1", { owner: "a", status: "Busy" })];
    assert.throws(() => columns.fill({ agents: turned, leads: broken }), CalliyoError);
    columns.fill({ agents: turned });
    assert.throws(
      () => engine.plan("assignment", columns, { now: NOW }),
      (error) => error.path === "leads.status",
    );
  },
  "leads keep their rows where calls name them, or columns of theirs stay": () => {
    const engine = new Engine({});
    const leads = [lead("l"), lead("m")];
    const alone = filled(engine, { leads });
    assert.throws(
      () => alone.fill({ leads: leads.toReversed() }, { leads: ["status"] }),
      /fill leads\..*leads\.owner.* with them/,
    );
    alone.fill({ leads: leads.map((own) => ({ ...own })) }, { leads: ["status"] });
    alone.fill({ leads: leads.toReversed() });
    const calls = [call("1", { parent: "m" })];
    const columns = filled(engine, { agents: [agent("a")], leads, calls });
    columns.fill({ leads });
    assert.throws(() => columns.fill({ leads: leads.toReversed() }), /fill calls\.lead with them/);
    columns.fill({ leads: leads.toReversed(), calls });
    assert.deepEqual([columns.calls.lead[0], columns.names.leads], [0, ["m", "l"]]);
  },
  "leads have the names with which they were filled, whatever becomes of the list": () => {
    const leads = [lead("l"), lead("m")];
    const columns = new Engine({}).columns({ leads: 2, agents: 1, calls: 1 });
    columns.fill({ leads, agents: [agent("a")] });
    leads.reverse();
    assert.throws(() => columns.fill({ leads }, { leads: ["status"] }), /leads are others than before/);
    columns.fill({ calls: [call("1", { parent: "m" })] });
    assert.deepEqual([columns.calls.lead[0], columns.names.leads], [1, ["l", "m"]]);
  },
  "a flag is true or false": () => {
    const engine = new Engine({});
    const columns = filled(engine, { leads: [lead("l")], agents: [agent("a")] });
    for (const doNotCall of [1, 0, "true", "", {}]) {
      const leads = [lead("l", { doNotCall })];
      assert.throws(
        () => engine.assign({ run: RUN, leads, agents: [agent("a")], now: NOW }),
        CalliyoError,
      );
      assert.throws(() => columns.fill({ leads }), /leads\.doNotCall\[0\]/);
      assert.throws(() => columns.leads.set("doNotCall", [doNotCall]), /leads\.doNotCall\[0\]/);
    }
    assert.throws(() => columns.leads.set("doNotCall", new Uint8Array([1])), RangeError);
    columns.leads.set("doNotCall", [null]);
    assert.deepEqual([...columns.leads.doNotCall], [0]);
  },
  "an instant that must be there is refused with its row, and nothing is half filled": () => {
    const engine = new Engine({});
    const agents = [agent("a", { held: 0 })];
    for (const field of ["statusSince", "capturedAt"]) {
      const leads = [lead("1"), lead("2", { [field]: undefined })];
      const told = thrownBy(() => engine.remove({ run: RUN, leads, agents, now: NOW }));
      const columns = filled(engine, { leads: [lead("1"), lead("2")], agents });
      assert.deepEqual(
        thrownBy(() => columns.fill({ leads })),
        { ...told, path: `leads.${field}[1]` },
      );
      assert.throws(() => columns.leads.set(field, [AT, null]), CalliyoError);
      assert.throws(() => engine.plan("removal", columns, { now: NOW }), CalliyoError);
      columns.fill({ leads: [lead("1"), lead("2")] });
      engine.plan("removal", columns, { now: NOW });
    }
    const calls = [call("1", { startedAt: undefined })];
    assert.equal(thrownBy(() => filled(engine, { agents, calls })).path, "calls.startedAt[0]");
    assert.equal(thrownBy(() => engine.plan("removal", engine.columns({}), {})).path, "now");
  },
  "a name that the library does not know is told with its value": () => {
    const engine = new Engine({});
    const leads = [lead("1"), lead("2", { status: "Busy" })];
    const command = { id: "c", do: { changeStatus: { to: "Busy" } } };
    const context = { now: NOW, actor: { id: "a" } };
    const { reasons } = engine.decide({ lead: lead("1"), command, context });
    const { code, message } = reasons.find((reason) => reason.code === "status.unknown");
    assert.deepEqual(
      thrownBy(() => filled(engine, { leads, agents: [agent("a")] })),
      { code, path: "leads.status[1]", message },
    );
    const agents = [agent("a", { state: "Away" })];
    assert.deepEqual(
      thrownBy(() => filled(engine, { agents })),
      {
        ...thrownBy(() => engine.assign({ run: RUN, leads: [], agents, now: NOW })),
        path: "agents.state[0]",
      },
    );
    const calls = [call("1", { status: undefined })];
    assert.deepEqual(
      thrownBy(() => filled(engine, { agents: [agent("a")], calls })),
      {
        ...thrownBy(() => engine.callReport({ calls: [{ call: calls[0] }], query: {} })),
        path: "calls.status[0]",
      },
    );
  },
};

/** Views of columns that nobody has any more, filled with the number of each. */
function forgottenViews(engine, count) {
  return Array.from({ length: count }, (_, own) => {
    const { leads } = engine.columns({ leads: 1000 });
    leads.set("status", new Array(1000).fill(own));
    leads.set("previousOwners", new Array(1000).fill([own]));
    leads.valid.owner.fill(own);
    return [leads.status, leads.previousOwners.values, leads.valid.owner];
  });
}

/** Whether views keep what stood in them after the garbage is gone and others take memory. */
async function keepMemory() {
  const engine = new Engine({});
  // The memory is to have room for all, since a view is gone where it grows.
  const large = engine.columns({ leads: 1_000_000 });
  assert.equal(large.leads.capturedAt[0], 0n);
  large.free();
  const views = forgottenViews(engine, 20);
  collectGarbage();
  // What is garbage is given back after the present task.
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  const others = Array.from({ length: 100 }, () => engine.columns({ leads: 1000 }));
  for (const { leads } of others) {
    leads.status.fill(99);
    leads.set("previousOwners", new Array(1000).fill([99]));
    leads.valid.owner.fill(99);
  }
  return views.every((own, place) => own.every((view) => view.every((value) => value === place)));
}

const isKept = await keepMemory();

const memory = {
  "a view keeps its memory though nobody has the columns": () => {
    assert.ok(isKept);
  },
  "a view is taken anew when the memory has grown": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 1000, agents: 2 });
    const held = columns.leads.status;
    held.fill(3);
    columns.leads.valid.owner.fill(0);
    const large = engine.columns({ leads: 20_000_000 });
    assert.equal(large.leads.capturedAt.length, 20_000_000);
    assert.equal(held.length, 0, "the memory has grown");
    assert.ok(columns.leads.status.every((status) => status === 3));
    assert.ok(columns.leads.valid.owner.every((byte) => byte === 0));
    large.free();
  },
  "what a plan gave stays when the next one is made": () => {
    const engine = new Engine({});
    const columns = columnsOf(engine, company(3, 60, 5));
    const first = engine.plan("assignment", columns, { now: NOW });
    const { agent, reason } = structuredClone(first);
    engine.plan("removal", columns, { now: NOW });
    engine.plan("topUp", columns, { now: NOW });
    assert.deepEqual([first.agent, first.reason], [agent, reason]);
    assert.deepEqual(engine.plan("assignment", columns, { now: NOW }), first);
  },
  "a plan is written into the arrays of another one, as far as they fit": () => {
    const engine = new Engine({});
    const columns = columnsOf(engine, company(3, 60, 5));
    const fewer = columnsOf(engine, company(4, 59, 5));
    const arraysOf = (plan) => Object.entries(plan).filter(([, own]) => ArrayBuffer.isView(own));
    for (const job of ["removal", "assignment", "topUp"]) {
      const expected = engine.plan(job, columns, { now: NOW });
      const other = engine.plan(job, fewer, { now: NOW });
      const into = engine.plan(job, columns, { now: NOW });
      arraysOf(into).forEach(([, own]) => own.fill(7));
      const plan = engine.plan(job, columns, { now: NOW, into });
      assert.deepEqual(plan, expected);
      assert.ok(arraysOf(plan).length > 1);
      arraysOf(plan).forEach(([name, own]) => assert.equal(own, into[name], name));
      const untouched = structuredClone(other);
      const longer = engine.plan(job, columns, { now: NOW, into: other });
      assert.deepEqual(longer, expected);
      assert.deepEqual(other.reason, untouched.reason);
      const odd = { reason: [], reasonCounts: new Float32Array(longer.reasonCounts.length) };
      assert.deepEqual(engine.plan(job, columns, { now: NOW, into: odd }), expected);
      assert.deepEqual(engine.plan(job, columns, { now: NOW, into: undefined }), expected);
    }
  },
  "columns that are too large are refused, and the module lives on": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 4_000_000_000, agents: 1 });
    assert.throws(() => columns.leads.capturedAt, RangeError);
    assert.throws(() => columns.leads.previousOwners, RangeError);
    assert.throws(() => engine.plan("assignment", columns, { now: NOW }), Error);
    assert.throws(() => engine.columns({ leads: -1 }), RangeError);
    assert.throws(() => engine.columns({ leads: 2 ** 32 }), RangeError);
    assert.throws(() => engine.columns({ customers: 1 }), RangeError);
    assert.equal(engine.call("version", "{}"), new Engine({}).call("version", "{}"));
  },
  "columns are freed twice and used no more": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 1 });
    columns.leads.status[0] = 1;
    columns.free();
    columns.free();
    assert.throws(() => columns.leads.status, /the columns were freed/);
    assert.throws(() => engine.plan("assignment", columns, { now: NOW }), /the columns were freed/);
    const others = engine.columns({ leads: 1 });
    engine.free();
    assert.throws(() => engine.plan("assignment", others, { now: NOW }), /the engine was freed/);
    assert.throws(() => engine.columns({ leads: 1 }), /the engine was freed/);
  },
  "what is wrong with columns is told, and they can be used again": () => {
    const engine = new Engine({});
    const columns = columnsOf(engine, company(5, 40, 4));
    const expected = engine.plan("assignment", columns, { now: NOW });
    columns.leads.owner[3] = 77;
    columns.leads.valid.owner[0] |= 8;
    assert.throws(
      () => engine.plan("assignment", columns, { now: NOW }),
      (error) => error.path === "leads.owner[3]",
    );
    columns.fill({ ...company(5, 40, 4), now: NOW });
    assert.deepEqual(engine.plan("assignment", columns, { now: NOW }), expected);
    columns.leads.unset("capturedAt");
    assert.throws(
      () => engine.plan("assignment", columns, { now: NOW }),
      (error) => error.path === "leads.capturedAt",
    );
    for (const name of ["lunch", "toString", "__proto__"]) {
      assert.throws(() => engine.plan(name, columns, { now: NOW }), RangeError);
      assert.throws(() => engine.report(name, columns, {}), RangeError);
      assert.throws(() => columns.setSize(name, 1), RangeError);
      assert.throws(() => columns.fill({ [name]: [] }), RangeError);
    }
    assert.throws(() => engine.columns({ toString: 1 }), RangeError);
    for (const wrong of [undefined, null, {}, [], new Proxy(columns, {})]) {
      assert.throws(() => engine.plan("assignment", wrong, { now: NOW }), /no Columns/);
      assert.throws(() => engine.report("queues", wrong, {}), /no Columns/);
    }
    assert.throws(() => {
      columns.leads.rows = 3;
    }, TypeError);
    assert.throws(() => engine.report("calls", columns, { by: ["moon"] }), CalliyoError);
    assert.throws(
      () => engine.plan("assignment", columns, { now: "now" }),
      (error) => error.path === "now",
    );
  },
  "lists that break off are refused": () => {
    const engine = new Engine({ automation: { assignment: { excludesPreviousOwners: true } } });
    const columns = columnsOf(engine, company(6, 20, 3));
    columns.leads.set(
      "previousOwners",
      Array.from({ length: 20 }, () => [0]),
    );
    columns.leads.previousOwners.offsets[20] = 4_000_000_000;
    assert.throws(() => engine.plan("assignment", columns, { now: NOW }), CalliyoError);
  },
  "a million leads are assigned": () => {
    const engine = new Engine({});
    const [leads, agents] = [1_000_000, 1000];
    const columns = engine.columns({ leads, agents });
    const listed = engine.defaultPolicy({}).automation.assignment.statuses.at(-1);
    columns.leads.status.fill(engine.statuses.indexOf(listed));
    columns.leads.owner.forEach((_, row, owner) => {
      owner[row] = row % agents;
    });
    columns.leads.capturedAt.fill(1_700_000_000_000n);
    columns.agents.cap.fill(1000);
    columns.agents.held.fill(leads / agents);
    columns.agents.counter.fill(0n);
    columns.agents.state.fill(0);
    const plan = engine.plan("assignment", columns, { now: NOW });
    assert.equal(plan.reason.filter((reason) => reason === 0).length, plan.reasonCounts[0]);
    const received = new Uint32Array(agents);
    plan.agent.forEach((agent) => {
      received[agent] += 1;
    });
    assert.deepEqual(received, plan.received);
    assert.equal(plan.reasonCounts[0], leads);
  },
};

check({ ...jobs, ...reports, ...filling, ...records, ...memory });
