// Columns: jobs and reports over them, beside the same over records, and what can be done wrong with their memory.
//
// usage: node columns.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";

import { NOW, calls, company } from "./company.mjs";
import { check, random } from "./harness.mjs";
import { load } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);
const { CalliyoError, Engine, NO_AGENT, REASONS } = await load(packageFolder);

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
    for (let seed = 0; seed < 25; seed += 1) {
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
        // Removal over columns does not know by name whose leads it takes of agents who are not supplied.
        if (job !== "removal" || records.leads.every(({ owner }) => owner !== "gone")) {
          assert.equal(plan.outcome, expected.outcome.line);
        }
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
            assert.equal(plan.counter[row], tally.counter);
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
    const columns = engine.columns({ leads: 7 });
    const told = [
      "2026-05-15T13:00:00Z",
      "2026-05-15T13:00:00.123Z",
      "2026-05-15T18:30:00+05:30",
      "2024-02-29T00:00:00Z",
      "2099-12-31T23:59:59.999Z",
      Date.UTC(2026, 4, 15),
      new Date(Date.UTC(1999, 0, 1)),
    ];
    columns.leads.set("capturedAt", told);
    assert.deepEqual(
      [...columns.leads.capturedAt],
      told.map((own) => BigInt(new Date(own).getTime())),
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
  "an instant that is none is refused with its row": () => {
    const engine = new Engine({});
    const columns = engine.columns({ leads: 2 });
    for (const wrong of [
      "2026-02-30T00:00:00Z",
      "2026-05-15",
      "2026-05-15T24:00:00Z",
      "2026-05-15T13:00:60Z",
      "soon",
      "２026-05-15T13:00:00Z",
      "1969-01-01T23:59:59Z",
      "2100-01-01T00:00:00Z",
      "",
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
    columns.leads.set("priority", [-1, null, -(2 ** 40), 2 ** 53 - 1, 0, 1, 2, 3, 4, -4294967296]);
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

const memory = {
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
    assert.throws(() => engine.plan("lunch", columns, { now: NOW }), RangeError);
    assert.throws(() => engine.report("lunch", columns, {}), RangeError);
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

check({ ...jobs, ...reports, ...filling, ...memory });
