/** A run over 100,000 leads, while the page goes on drawing. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { count } from "../../app/format";
import { useCompany } from "../../app/hooks";
import { startBigRun, type BigRunReply } from "./big-run";
import { useFrames, type Frames } from "./frames";

const LEADS = 100_000;
const AGENTS = 200;
const MANY = count(LEADS);

/** The steps of the run, by the reply that ends each. */
const STEPS = [
  { ends: "loaded", name: "Start an engine in a worker" },
  { ends: "made", name: `Make ${MANY} leads and ${count(AGENTS)} agents` },
  { ends: "filled", name: "Fill the columns" },
  { ends: "planned", name: "Plan the assignment" },
] as const;

export function BigRun(): JSX.Element {
  const { policy, now } = useCompany();
  const [replies, setReplies] = useState<BigRunReply[]>([]);
  const [isRunning, setRunning] = useState(false);
  const stop = useRef<() => void>(() => {});
  const frames = useFrames(isRunning);
  useEffect(() => () => stop.current(), []);

  const start = (): void => {
    setReplies([]);
    setRunning(true);
    stop.current = startBigRun({ policy, now, leads: LEADS, agents: AGENTS }, (reply) => {
      setReplies((before) => [...before, reply]);
      if (reply.step === "planned" || reply.step === "failed") setRunning(false);
    });
  };

  return (
    <section class="panel big-run" aria-labelledby="big-run-title">
      <header>
        <div>
          <h2 id="big-run-title">{MANY} leads</h2>
          <p class="muted small">
            Leads are made on the spot and assigned with these settings, in a worker of their own. The company stays as it is,
            and the page goes on drawing.
          </p>
        </div>
        <button type="button" class="button" onClick={start} disabled={isRunning}>
          {isRunning ? "Running…" : `Assign ${MANY} leads`}
        </button>
      </header>
      {(isRunning || replies.length > 0) && (
        <div class="body">
          <Steps replies={replies} isRunning={isRunning} />
          <FrameMeter frames={frames} isRunning={isRunning} />
          <Result replies={replies} />
        </div>
      )}
    </section>
  );
}

function Steps({ replies, isRunning }: { replies: BigRunReply[]; isRunning: boolean }): JSX.Element {
  return (
    <ol class="steps">
      {STEPS.map(({ ends, name }, place) => {
        const reply = replies.find(({ step }) => step === ends);
        const state = reply ? "done" : isRunning && place === replies.length ? "now" : "ahead";
        return (
          <li key={ends} class={state} aria-current={state === "now" ? "step" : undefined}>
            {name}
            {reply && "millis" in reply && <span class="number"> {count(Math.round(reply.millis))} ms</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** Every gap between two frames as a stroke: short strokes are a smooth page. */
function FrameMeter({ frames, isRunning }: { frames: Frames; isRunning: boolean }): JSX.Element {
  const [width, height, tallest] = [240, 36, 100];
  return (
    <figure class="frames" data-testid="frames" data-count={frames.count}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {frames.gaps.map((gap, place) => {
          const tall = (Math.min(gap, tallest) / tallest) * height;
          return <rect key={place} x={place * 2} y={height - tall} width="1.4" height={tall} />;
        })}
      </svg>
      <figcaption>
        {count(frames.count)} frames {isRunning ? "so far" : "meanwhile"}, longest gap {count(Math.round(frames.longest))} ms
      </figcaption>
    </figure>
  );
}

function Result({ replies }: { replies: BigRunReply[] }): JSX.Element | null {
  const last = replies.at(-1);
  if (last?.step === "failed") return <p class="muted">{last.message}</p>;
  if (last?.step !== "planned") return null;
  const most = Math.max(1, ...last.received);
  return (
    <div class="big-run-result" role="status">
      <p class="outcome-line" data-testid="big-outcome">
        {last.line}
      </p>
      <div class="shares" aria-hidden="true">
        {[...last.received].map((leads, agent) => (
          <i key={agent} style={{ height: `${(100 * leads) / most}%` }} />
        ))}
      </div>
      <p class="muted small">
        Each stroke is an agent: {count(Math.min(...last.received))} to {count(most)} leads received.
      </p>
    </div>
  );
}
