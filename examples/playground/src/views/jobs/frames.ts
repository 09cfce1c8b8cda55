/** Watches whether the page goes on drawing: how long it is from one frame to the next. */

import { useEffect, useState } from "preact/hooks";

export interface Frames {
  /** The latest gaps between frames, in milliseconds, oldest first. */
  gaps: number[];
  /** How many frames there were. */
  count: number;
  longest: number;
}

const REMEMBERED = 120;
const NONE: Frames = { gaps: [], count: 0, longest: 0 };

/** The frames while `isWatching`; afterwards those of the last watch. */
export function useFrames(isWatching: boolean): Frames {
  const [frames, setFrames] = useState(NONE);
  useEffect(() => {
    if (!isWatching) return;
    setFrames(NONE);
    let before: number | null = null;
    let handle = requestAnimationFrame(function frame(at) {
      const gap = before === null ? null : at - before;
      before = at;
      if (gap !== null) {
        setFrames(({ gaps, count, longest }) => ({
          gaps: [...gaps, gap].slice(-REMEMBERED),
          count: count + 1,
          longest: Math.max(longest, gap),
        }));
      }
      handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, [isWatching]);
  return frames;
}
