// What the JavaScript package adds to the answers themselves: methods, errors, and what comes after them.
//
// usage: node binding.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

import { Names, unpacked } from "../../calliyo-wasm/js/unpacker.js";
import { check } from "./harness.mjs";
import { load } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);
const own = (file) => resolve(packageFolder, file);
const calliyo = await load(packageFolder);
const { CalliyoError, Engine, OPERATIONS, call, checkPolicy, version } = calliyo;

/** The slim entry, before and after its module is ready. */
const slim = await import(pathToFileURL(own("slim.js")).href);
const early = [
  () => slim.version({}),
  () => new slim.Engine({}),
  () => slim.call("version", "{}"),
].map((ask) => {
  try {
    return ask();
  } catch (error) {
    return error.message;
  }
});
await assert.rejects(slim.default(new Uint8Array([1, 2, 3])));
/** A module that is sound, but not that of the library. */
const foreign = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
await assert.rejects(slim.default(foreign), /not that of calliyo/);
assert.throws(() => slim.initSync(foreign), /not that of calliyo/);
const bytes = readFileSync(join(packageFolder, "slim.wasm"));
await slim.default(bytes);
await slim.default();

/** Copies of the slim entry, each with a module from another kind of source. */
const address = `data:application/wasm;base64,${bytes.toString("base64")}`;
const typed = { headers: { "Content-Type": "application/wasm" } };
const sources = [
  address,
  new URL(address),
  new Request(address),
  new Response(bytes, typed),
  new Response(bytes),
  Promise.resolve(new Response(bytes)),
  new Uint8Array(bytes).buffer,
  new WebAssembly.Module(bytes),
];
const copies = await Promise.all(
  sources.map(async (source, place) => {
    const copy = await import(`${pathToFileURL(own("slim.js")).href}?${place}`);
    const lost = new Response(bytes, { ...typed, status: 404 });
    await assert.rejects(copy.default(lost), /404/);
    await Promise.all([copy.default(source), copy.default(bytes)]);
    return copy;
  }),
);
await calliyo.default();

const hasFailed = (error) => error instanceof CalliyoError;

check({
  "every operation is a method, and those that need no engine are functions": () => {
    assert.ok(OPERATIONS.length > 60);
    for (const { name, needsEngine } of OPERATIONS) {
      assert.equal(typeof Engine.prototype[name], "function", name);
      assert.equal(typeof calliyo[name], needsEngine ? "undefined" : "function", name);
      const { errors } = JSON.parse(call(name, "{}"));
      assert.equal(errors?.[0].code === "request.needs_engine", needsEngine, name);
    }
  },
  "a policy is an object or its text": () => {
    const [one, other] = [new Engine({}), new Engine("{}")];
    assert.equal(one.call("defaultFollowUpAt", "{}"), other.call("defaultFollowUpAt", "{}"));
  },
  "a policy or a request that is left out has no fields": () => {
    const [one, other] = [new Engine(), new Engine({})];
    assert.deepEqual(one.version(), version({}));
    assert.deepEqual(version(), version({}));
    assert.deepEqual(one.defaultPolicy(), other.defaultPolicy({}));
    assert.throws(() => one.decide(), hasFailed);
  },
  "an operation and its request are texts": () => {
    const engine = new Engine({});
    for (const wrong of [undefined, null, 5, {}, [], new String("version"), { lead: {} }]) {
      assert.throws(() => engine.call(wrong, "{}"), TypeError);
      assert.throws(() => engine.call("version", wrong), TypeError);
      assert.throws(() => call(wrong, "{}"), TypeError);
      assert.throws(() => call("version", wrong), TypeError);
    }
    assert.equal(engine.call("version", "{}"), call("version", "{}"));
  },
  "what stands around an engine is told that it is none": () => {
    const proxy = new Proxy(new Engine({}), {});
    const request = { lead: {}, context: {} };
    for (const ask of [
      () => proxy.version({}),
      () => proxy.call("version", "{}"),
      () => proxy.statuses,
      () => proxy.transitions(request),
      () => proxy.columns({}),
    ]) {
      assert.throws(ask, /no Engine/);
    }
  },
  "an error is one of the library, whichever copy of the package made it": () => {
    const common = createRequire(import.meta.url)(own("node.cjs"));
    const thrownBy = ({ version: ask }) => {
      try {
        return ask(null);
      } catch (error) {
        return error;
      }
    };
    for (const [made, other] of [
      [calliyo, common],
      [common, calliyo],
      [slim, calliyo],
    ]) {
      assert.ok(thrownBy(made) instanceof other.CalliyoError);
    }
    class OwnError extends CalliyoError {}
    assert.ok(!(thrownBy(calliyo) instanceof OwnError));
    assert.ok(new OwnError(thrownBy(calliyo).errors) instanceof OwnError);
    for (const other of [new Error("x"), {}, null, undefined, 1]) {
      assert.ok(!(other instanceof CalliyoError));
    }
  },
  "a policy that is no document throws a CalliyoError": () => {
    for (const wrong of ["no JSON", "", "null", null, [], 7]) {
      assert.throws(() => new Engine(wrong), hasFailed);
    }
  },
  "an error has the fields of the first finding, and every finding": () => {
    let thrown;
    try {
      new Engine({ timeZone: { name: "Nowhere" }, calls: { longestCallMinutes: 0 } });
    } catch (error) {
      thrown = error;
    }
    const { faults } = checkPolicy({
      policy: { timeZone: { name: "Nowhere" }, calls: { longestCallMinutes: 0 } },
    });
    assert.ok(thrown instanceof CalliyoError && thrown instanceof Error);
    assert.equal(thrown.name, "CalliyoError");
    assert.deepEqual(thrown.errors, faults);
    const { code, path, rule, params } = thrown;
    const [{ message, ...first }] = faults;
    assert.deepEqual({ code, path, rule, params }, first);
    assert.ok(faults.length > 1 && faults.every((fault) => thrown.message.includes(fault.message)));
    assert.ok(thrown.message.startsWith(message));
  },
  "a request that is refused leaves the engine as it was": () => {
    const engine = new Engine({});
    const ask = () => engine.defaultFollowUpAt({ now: "2026-05-15T13:00:00Z" });
    const expected = ask();
    const circle = {};
    circle.self = circle;
    const wrong = [
      undefined,
      null,
      {},
      [],
      "x",
      { now: "x" },
      { now: 1, more: [1] },
      circle,
      { now: 1n },
      () => 1,
      Symbol("x"),
    ];
    for (const request of wrong) {
      assert.throws(() => engine.defaultFollowUpAt(request));
      assert.throws(() => engine.decide(request));
      assert.throws(() => version([request]));
      assert.equal(ask(), expected);
    }
  },
  "an object means what its text means": () => {
    const engine = new Engine({});
    const answer = (request) => {
      try {
        return { type: "success", result: engine.decide(request) };
      } catch (error) {
        assert.ok(hasFailed(error), `${error}`);
        return { type: "failure", errors: error.errors };
      }
    };
    const outcome = (request) => JSON.stringify(answer(request));
    const lead = {
      id: "lead-1",
      status: "assigned",
      statusSince: "2026-05-11T09:00:00Z",
      owner: "asha",
      capturedAt: "2026-05-11T09:00:00Z",
    };
    const asked = (own) => ({
      lead: { ...lead, ...own },
      command: { id: "command-1", do: { changeStatus: { to: "interested" } } },
      context: { now: "2026-05-15T13:00:00Z", actor: { id: "host" } },
    });
    const nested = (depth) => (depth === 0 ? 1 : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) });
    class Own {
      name = "own";
    }
    const withMethod = Object.assign(["a"], { toJSON: () => ["b"] });
    const values = [
      null, undefined, true, false, "", "plain", '"quoted"\n\\', "\u0000\u007f", "Søren", "हिन्दी", "😀", "\ud800", "\udc00x",
      0, -0, 1, -1, 1.5, NaN, Infinity, 2 ** 28 - 1, 2 ** 28, 2 ** 31, 2 ** 32 + 7, -(2 ** 31) - 1, 2 ** 53 - 1, 1 - 2 ** 53,
      2 ** 53, 1e300, -1e-7, new Date(5), new Date(NaN), new String("boxed"), new Number(5), () => 1, Symbol("x"), /x/,
      [], ["a", "b"], [, "a"], [undefined, () => 1], withMethod, new Map([[1, 2]]), new Uint8Array(2), new Own(), {}, { a: 1 },
      Object.create({ inherited: 1 }), Object.assign(Object.create(null), { a: [{ b: null }, { b: 2 }, { c: 3, b: 2 }] }),
      { toJSON: "no method" }, { toJSON: () => "its own" }, JSON.parse('{"__proto__":1,"2":1,"1":2}'), { é: 1 }, { "\ud800": 1 },
      { get a() { return outcome(asked({ name: "asked meanwhile" })).length; } },
      new Proxy({ a: 1, b: [1] }, {}), new Proxy(["a"], {}), runInNewContext("({ a: [1] })"),
      ...[30, 31, 32, 33, 61, 62, 63, 64, 100].map(nested),
      "x".repeat(100_000), Array.from({ length: 20_000 }, (_, tag) => `tag-${tag}`), Array.from({ length: 9000 }, () => []),
    ];
    const fields = ["name", "tags", "version", "priority", "statusSince", "owner", "followUps", "liveCall", "doNotCall", "unknown"];
    for (const field of fields) {
      for (const value of values) {
        const request = asked({ [field]: value });
        assert.equal(outcome(request), engine.call("decide", JSON.stringify(request)));
        assert.equal(outcome(asked()), engine.call("decide", JSON.stringify(asked())));
      }
    }
    // There is no end of names that are data.
    for (let name = 0; name < 1000; name += 1) {
      const request = asked({ [`field ${name}`]: { [`name ${name}`]: name } });
      assert.equal(outcome(request), engine.call("decide", JSON.stringify(request)));
    }
    const request = asked({ tags: ["plain"] });
    for (const kind of [Object, Array]) {
      kind.prototype.toJSON = () => "a form for all values";
      const [given, expected] = [answer(request), engine.call("decide", JSON.stringify(request))];
      delete kind.prototype.toJSON;
      assert.equal(JSON.stringify(given), expected);
      assert.notEqual(outcome(request), expected);
    }
    // What all objects inherit is no part of any, not even where one before had a field of that name.
    const other = new Engine({});
    assert.throws(() => other.version({ inherited: 1 }), hasFailed);
    Object.prototype.inherited = 1;
    const version = other.call("version", "{}");
    const [meant, told] = [JSON.parse(version).result, other.version({})];
    delete Object.prototype.inherited;
    assert.deepEqual(told, meant);
  },
  "a packed answer is the value that it was made of": () => {
    const all = ["a", "constructor", "__proto__", "toString", "2", "1"];
    const names = new Names((number) => all[number]);
    const [list, object, end] = [24, 32, 40];
    const natural = (number) => (number << 3) | 1;
    const text = (units) => (units << 3) | 3;
    const chunk = (size) => (size << 3) | 4;
    const name = (number) => (number << 3) | 5;
    const answer = (tokens, texts = "") => {
      const memory = new ArrayBuffer(4096);
      new Int32Array(memory).set(tokens, 3);
      new TextEncoder().encodeInto(texts, new Uint8Array(memory, 2050));
      return unpacked(memory, 12, 2050, names);
    };
    names.learn(4);
    names.learn(all.length);
    for (const [expected, tokens, texts] of [
      [null, [0]],
      [false, [8]],
      [true, [16]],
      [0, [natural(0)]],
      [2 ** 28 - 1, [natural(2 ** 28 - 1)]],
      [2 ** 32, [2, 0, 1]],
      [-1, [2, -1, -1]],
      [-(2 ** 53), [2, 0, -(2 ** 21)]],
      [2 ** 53 - 1, [2, -1, 2 ** 21 - 1]],
      [2 ** 53 - 1, [10, -1, 2 ** 21 - 1]],
      [2 ** 64, [10, -1, -1]],
      ["constructor", [name(1)]],
      ["", [chunk(0), text(0)]],
      ["\ufeffé😀z", [chunk(11), text(5)], "\ufeffé😀z"],
      [["é", "aé", "\ufeff", ""], [list, chunk(5), text(1), text(2), chunk(3), text(1), text(0), end], "éaé\ufeff"],
      [[[], {}, [1]], [list, list, end, object, end, list, natural(1), end, end]],
      [{ a: { a: "a" } }, [object, name(0), object, name(0), name(0), end, end]],
      [{ bc: [true], a: null }, [object, chunk(2), text(2), list, 16, end, name(0), 0, end], "bc"],
    ]) {
      assert.deepEqual(answer(tokens, texts), expected);
    }
    const fields = [0, 1, 2, 3, 4, 5].flatMap((number) => [name(number), natural(number)]);
    const inherited = answer([object, ...fields, chunk(9), text(9), 8, end], "__proto__");
    const expected = JSON.parse(
      '{"a":0,"constructor":1,"__proto__":2,"toString":3,"2":4,"1":5,"__proto__":false}',
    );
    assert.deepEqual(Object.entries(inherited), Object.entries(expected));
    assert.equal(Object.getPrototypeOf(inherited), Object.prototype);
    assert.deepEqual(
      Object.getOwnPropertyDescriptors(inherited),
      Object.getOwnPropertyDescriptors(expected),
    );
  },
  "answers are plain objects, and every one has its own": () => {
    const engine = new Engine({});
    const ask = () => engine.period({ of: { week: "2026-05-15" } });
    const [first, second] = [ask(), ask()];
    assert.deepEqual(second, first);
    assert.notEqual(second, first);
    assert.equal(Object.getPrototypeOf(first), Object.prototype);
    assert.deepEqual(structuredClone(first), first);
    first.more = 1;
    assert.deepEqual(ask(), second);
  },
  "texts of any script stand in answers as they were": () => {
    const engine = new Engine({});
    const since = "2026-05-11T09:00:00Z";
    for (const name of ["Ada", "\ufeffAda", "Søren", "हिन्दी", "😀", '"\\', "é".repeat(100)]) {
      // More than one chunk of them.
      const work = Array.from({ length: 50 }, (_, number) => ({
        lead: { id: `lead-${number}`, status: "unassigned", statusSince: since, capturedAt: since, name },
        command: { id: `command-${number}`, do: { updateLead: { campaign: `${number} ${name}` } } },
      }));
      const request = { work, context: { now: "2026-05-15T13:00:00Z", actor: { id: "host" } } };
      const result = engine.decideEach(request);
      const answer = engine.call("decideEach", JSON.stringify(request));
      assert.equal(JSON.stringify({ type: "success", result }), answer);
      assert.ok(answer.includes(JSON.stringify(`49 ${name}`)));
    }
  },
  "an unknown operation gets an answer and throws nothing": () => {
    const answer = JSON.parse(call("there is no such operation", "{}"));
    assert.equal(answer.errors[0].code, "request.unknown_operation");
    assert.equal(new Engine({}).call("there is no such operation", "{}"), JSON.stringify(answer));
  },
  "a request that is too deep or too long is answered": () => {
    const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    assert.equal(JSON.parse(call("version", deep)).errors[0].code, "request.too_deep");
    const long = " ".repeat(256 * 1024 * 1024 + 1);
    assert.equal(JSON.parse(call("version", long)).errors[0].code, "request.too_large");
    version({});
  },
  "a lone surrogate in a request is answered": () => {
    JSON.parse(call("version", '{"\uD800": 1}'));
    assert.throws(() => version({ "\uD800": 1 }), hasFailed);
    JSON.parse(call("\uDC00", "{}"));
    const engine = new Engine({});
    const name = "a\uD83D\uDE00\uD800";
    assert.throws(() => engine.decide({ name }), hasFailed);
  },
  "names of any script come back as they were": () => {
    const policy = { timeZone: { name: "नहीं 😀" } };
    const [{ params }] = checkPolicy({ policy }).faults;
    assert.ok(Object.values(params).includes("नहीं 😀"));
  },
  "an engine is freed twice and used no more": () => {
    const engine = new Engine({});
    engine.free();
    engine.free();
    if (Symbol.dispose) {
      engine[Symbol.dispose]();
    }
    const message = /the engine was freed/;
    assert.throws(() => engine.call("version", "{}"), message);
    assert.throws(() => engine.decide({}), message);
    assert.throws(() => engine.canMove(0, 0), message);
    assert.throws(() => engine.facts({}, {}), message);
    assert.throws(() => engine.statuses, message);
    version({});
  },
  "many engines come and go": () => {
    for (let count = 0; count < 2000; count += 1) {
      const engine = new Engine({});
      engine.canMove(0, 0);
      engine.free();
    }
    version({});
  },
  "without the module every call says what to do first": () => {
    assert.ok(
      early.every((message) => /not ready.*init\(\)/.test(message)),
      early.join(),
    );
  },
  "the slim entry has a module of its own without time zones": () => {
    assert.equal(slim.version({}).timeZoneData, null);
    assert.notEqual(version({}).timeZoneData, null);
    assert.throws(() => new slim.Engine({ timeZone: { name: "Asia/Kolkata" } }), slim.CalliyoError);
    assert.equal(new slim.Engine({}).statuses.length, new Engine({}).statuses.length);
  },
  "a module comes from an address, a response, bytes, or compiled": () => {
    for (const copy of copies) {
      assert.deepEqual(copy.version({}), slim.version({}));
    }
  },
  "CommonJS gets the same package": () => {
    const required = createRequire(import.meta.url)(own("node.cjs"));
    assert.deepEqual(Object.keys(required).sort(), Object.keys(calliyo).sort());
    assert.deepEqual(required.version({}), version({}));
    const small = createRequire(import.meta.url)(own("slim.cjs"));
    small.initSync(readFileSync(own("slim.wasm")));
    assert.equal(small.version({}).timeZoneData, null);
  },
});
