/** Which view is shown: the fragment of the address, such as `#/timeline?lead=lead-007`. */

import { useEffect, useState } from "preact/hooks";

export interface Route {
  view: string;
  params: URLSearchParams;
}

/** The address of a view. */
export function linkToView(view: string, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString();
  return query === "" ? `#/${view}` : `#/${view}?${query}`;
}

/** Goes to a view, as following a link would. */
export function goTo(view: string, params: Record<string, string> = {}): void {
  location.hash = linkToView(view, params);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = () => setRoute(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

function read(): Route {
  const [view = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { view, params: new URLSearchParams(query) };
}
