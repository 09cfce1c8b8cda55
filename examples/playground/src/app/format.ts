/** Instants, money and numbers as people read them. All in the company's zone, never in the browser's. */

import type { Summary } from "../company/company";
import type { Rate, Timestamp } from "../engine/records";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

/** An instant on the company's clocks. A zone that the browser does not know is shown at its present offset. */
function show({ policy, local }: Summary, at: Timestamp, options: Intl.DateTimeFormatOptions): string {
  try {
    return format(policy.timeZone.name, options).format(new Date(at));
  } catch {
    const shifted = new Date(Date.parse(at) + local.offsetSeconds * 1000);
    return format("UTC", options).format(shifted);
  }
}

/** Such as `14 May, 15:40`. */
export function moment(company: Summary, at: Timestamp): string {
  const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return show(company, at, options);
}

/** Such as `Thu 14 May`. */
export function day(company: Summary, at: Timestamp): string {
  const options = { weekday: "short", day: "numeric", month: "short" } as const;
  return show(company, at, options).replace(",", "");
}

/** Such as `15:40`. */
export function clock(company: Summary, at: Timestamp): string {
  return show(company, at, { hour: "2-digit", minute: "2-digit" });
}

/** A local date such as `2026-05-14` as `Thu 14 May 2026`. */
export function date(text: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  return format("UTC", options).format(new Date(`${text}T00:00:00Z`)).replace(",", "");
}

/** How long ago or ahead an instant is, roughly: `3 h`, `2 d`. */
export function span(company: Summary, at: Timestamp): string {
  const minutes = Math.floor(Math.abs(Date.parse(company.now) - Date.parse(at)) / 60_000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (24 * 60))} d`;
}

/** Seconds as `4:05` or `1:02:03`. */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Minor units as an amount with its currency, in whole units: such as `₹27,901` or `¥27,901`. */
export function money(amountMinor: number, currency: string): string {
  const style = { style: "currency", currency, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat("en-GB", style).format(amountMinor / 10 ** decimalsOf(currency));
}

/** How many decimals an amount has in a currency: two in rupees, none in yen; two while no currency is typed. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** A name inside a sentence, which is read from right to left without turning the sentence around. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

export function count(number: number): string {
  return new Intl.NumberFormat("en-GB").format(number);
}

/** A rate as `42 %`. */
export function percent(rate: Rate | null): string {
  return rate === null ? "–" : `${Math.round(rate.partsPerMillion / 10_000)} %`;
}
