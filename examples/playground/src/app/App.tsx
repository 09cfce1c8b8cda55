/** The shell: navigation, time bar, the view, and what was said last. */

import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../ui/Icon";
import { useKeptFocus } from "../ui/focus";
import { views } from "../views/registry";
import { CompanyMenu } from "./CompanyMenu";
import { Notices } from "./Notices";
import { ThemeSwitch } from "./ThemeSwitch";
import { TimeBar } from "./TimeBar";
import { UndoButton } from "./UndoButton";
import { Versions } from "./Versions";
import { useStore } from "./hooks";
import { linkToView, useRoute } from "./route";
import { closeNotice } from "./store";

export function App() {
  const { company, broken } = useStore();
  const route = useRoute();
  const view = views.find(({ id }) => id === route.view) ?? views[0]!;
  const root = useKeptFocus<HTMLDivElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${view.title} · calliyo playground`;
    // Whoever follows a link is told where they are; the first view does not take the focus.
    if (!first.current) {
      heading.current?.focus();
      closeNotice();
    }
    first.current = false;
  }, [view]);
  const Content = view.component;
  return (
    <div class="app" ref={root}>
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), heading.current?.focus())}>
        Skip to the content
      </a>
      <nav class="navigation" aria-label="Views">
        <p class="brand">
          <Brand />
          <span>
            calliyo <span class="muted">playground</span>
          </span>
        </p>
        <ul>
          {views.map(({ id, title, short, icon }) => (
            <li key={id}>
              <a href={linkToView(id)} aria-current={id === view.id ? "page" : undefined}>
                <Icon name={icon} />
                <span class="title">{title}</span>
                <span class="short" aria-hidden="true">
                  {short ?? title}
                </span>
              </a>
            </li>
          ))}
        </ul>
        {company && <Versions />}
      </nav>
      <header class="bar">
        {company && <TimeBar company={company} />}
        {company && <UndoButton />}
        {company && <CompanyMenu company={company} />}
        <ThemeSwitch />
      </header>
      <main class="content" id="content">
        <div class="heading">
          <h1 ref={heading} tabIndex={-1}>
            {view.title}
          </h1>
          <p class="muted">{view.purpose}</p>
        </div>
        {company ? <Content /> : <p class="muted">{broken ? `The page cannot start: ${broken}` : "The engine is loading …"}</p>}
      </main>
      <Notices />
    </div>
  );
}

function Brand() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" stroke-width="3" stroke-linecap="round">
        <path d="M21.5 11.2A7.2 7.2 0 1 0 21.5 20.8" />
        <path d="M22.4 16h.01" stroke-width="4.2" />
      </g>
    </svg>
  );
}
