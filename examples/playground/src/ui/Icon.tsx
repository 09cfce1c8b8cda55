/** Small line drawings, 16 units wide. They are decoration: what they mean is always said in text. */

const PATHS = {
  board: "M2.5 3h3v10h-3zM6.5 3h3v6.5h-3zM10.5 3h3v8h-3z",
  phone: "M3.5 2.8 5.6 2.5 6.8 5.4 5.3 6.6c.8 1.7 2.4 3.3 4.1 4.1l1.2-1.5 2.9 1.2-.3 2.1c-.1.6-.6 1-1.2 1C6.9 13.3 2.7 9.1 2.5 4c0-.6.4-1.1 1-1.200z",
  sun: "M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600zM8 1.500v1.400M8 13.100v1.400M1.5 8h1.400M13.1 8h1.400M3.4 3.400l1 1M11.6 11.600l1 1M3.4 12.600l1-1M11.6 4.400l1-1",
  moon: "M13 9.300A5.5 5.5 0 0 1 6.7 3 5.5 5.5 0 1 0 13 9.300z",
  system: "M2 3.500h12v7.500H2zM5.5 13.500h5M8 11v2.5",
  day: "M3 3.500h10v10H3zM3 6.500h10M5.5 2v3M10.5 2v3M5.8 10l1.5 1.5 3-3",
  timeline: "M4 2v12M4 4.500h8.500M4 8h6M4 11.500h8",
  jobs: "M2.5 8a5.5 5.5 0 0 1 9.5-3.800L13.5 6M13.5 2.500V6H10M13.5 8a5.5 5.5 0 0 1-9.5 3.800L2.5 10M2.5 13.500V10H6",
  settings: "M2 4.500h7M12 4.500h2M2 11.500h2M7 11.500h7M10.5 3v3M5.5 10v3",
  reports: "M2.5 13.500h11M4 11V8M7 11V4.500M10 11V6.500M13 11V3",
  back: "M9.5 3.5 5 8l4.5 4.5",
  forward: "M6.5 3.5 11 8l-4.5 4.5",
  close: "M4 4l8 8M12 4l-8 8",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  down: "M4 6l4 4 4-4",
  move: "M2.5 8h11M10 4.5 13.5 8 10 11.5",
  share: "M6.5 9.500l3-3M5 7.5 3.5 9a2.5 2.5 0 0 0 3.5 3.500L8.5 11M11 8.5 12.5 7A2.5 2.5 0 0 0 9 3.500L7.5 5",
  export: "M8 10V2.500M5 5.500l3-3 3 3M3 9.500v4h10v-4",
  import: "M8 2.500V10M5 7l3 3 3-3M3 9.500v4h10v-4",
  reset: "M3 8a5 5 0 1 0 1.7-3.800L3 5.800M3 2.500v3.300h3.3",
  undo: "M6 3.500 2.5 7 6 10.500M2.5 7h7a3.500 3.500 0 0 1 0 7H7",
  search: "M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5",
  clock: "M8 2.500a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.200l2 1.3",
  check: "M3.5 8.500l3 3 6-7",
  person: "M8 2.800a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.200zM3 13.500c.4-2.6 2.4-4 5-4s4.6 1.4 5 4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" } as const;
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" {...stroke}>
      <path d={PATHS[name]} />
    </svg>
  );
}
