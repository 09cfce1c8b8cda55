import { Icon, type IconName } from "../ui/Icon";
import { THEMES, type Theme, useTheme } from "./theme";

const LOOKS: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: "system", label: "as the system" },
  light: { icon: "sun", label: "light" },
  dark: { icon: "moon", label: "dark" },
};

/** Goes from one theme to the next: as the system, light, dark. */
export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  const label = `Theme: ${LOOKS[theme].label}. Change to ${LOOKS[next].label}`;
  return (
    <button type="button" class="button small icon theme-switch" aria-label={label} title={label} onClick={() => choose(next)}>
      <Icon name={LOOKS[theme].icon} />
    </button>
  );
}
