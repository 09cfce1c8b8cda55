/** The views of the page: every folder beside this file is one. */

import type { ComponentType } from "preact";

import type { IconName } from "../ui/Icon";

/** What a view's `index.tsx` exports as `view`. */
export interface View {
  /** Its part of the address: `#/board`. */
  id: string;
  title: string;
  /** The title where there is little room; the title itself when left out. */
  short?: string;
  /** A sentence that says what the view shows. */
  purpose: string;
  icon: IconName;
  /** Its place in the navigation, from 1. */
  place: number;
  component: ComponentType;
}

const modules = import.meta.glob<{ view: View }>("./*/index.tsx", { eager: true });

export const views: View[] = Object.values(modules)
  .map(({ view }) => view)
  .sort((one, other) => one.place - other.place);
